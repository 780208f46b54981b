import { longest, type Words } from './mutate.ts'
import type { Random } from './random.ts'

/**
 * A changed copy of XML that is well-formed still, so that what reads its values meets them: values and texts replaced, elements
 * copied or left out.
 */
export function mutateXml(bytes: Buffer, words: Words, random: Random): Buffer {
  const isWide = bytes[0] === 0xff
  let text = bytes.toString(isWide ? 'utf16le' : 'utf8')
  for (let left = 1 + random.below(6); left > 0; left--) {
    text = random.percent(65) ? changeValue(text, words, random) : changeElement(text, random)
  }
  return text.length > longest ? bytes : Buffer.from(text, isWide ? 'utf16le' : 'utf8')
}

/** What cells and their attributes say, where something else than a value would only end the reading. */
const fitting: Readonly<Record<string, readonly string[]>> = {
  t: ['s', 'n', 'b', 'e', 'd', 'str', 'inlineStr', 'x'],
  s: ['0', '1', '2', '3', '4', '5', '-1', '99999999999'],
  ref: ['A1:B2', 'A1:XFD1048576', 'B2:A1', 'C5:C9', 'A1', 'XFD1:XFD1048576'],
  'office:value-type': ['float', 'percentage', 'currency', 'date', 'time', 'boolean', 'string', 'x'],
  'ss:Type': ['Number', 'DateTime', 'Boolean', 'String', 'Error', 'x'],
  'ss:Index': ['1', '2', '5', '16384', '16385', '1048576', '1048577', '-1'],
  'ss:Span': ['0', '3', '1048575'],
  'ss:Hidden': ['0', '1'],
  'table:visibility': ['visible', 'collapse', 'filter'],
  rowspan: ['0', '2', '65534', '99999'],
  colspan: ['0', '2', '1000', '99999'],
  ...{ hidden: ['0', '1', 'true', 'x'], date1904: ['0', '1', 'false'], state: ['hidden', 'veryHidden', ''] },
  formatCode: [
    '0',
    'yyyy',
    '[h]:mm',
    '0.00E+00',
    '# ?/?',
    '@',
    '"x',
    '[$-F800]dddd',
    '[Red]0;;',
    'd'.repeat(500),
    '\\',
  ],
}

/** An attribute, or a text between tags that stands right behind an opening one. */
const places = /(?<= )([\w:]+)="[^"]*"|(?<=[^/?]>)[^<]+(?=<\/)/g

function changeValue(text: string, words: Words, random: Random): string {
  // Names of namespaces and links between parts hold a package together: without them there is nothing left to read.
  const found = [...text.matchAll(places)].filter(
    ([all]) => !/^(xmlns|r:id|Id|Type|Target|r=)/.test(all) || random.percent(3),
  )
  if (found.length === 0) return text
  const { index, 0: old, 1: name } = random.pick(found)
  const values = name === undefined ? undefined : fitting[name]
  const word = values && random.percent(80) ? random.pick(values) : random.pick(words).toString()
  // A reference that is one stays one, so that references are met as well as texts.
  const safe = word
    .replaceAll(/&(?!#?\w+;)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
  const kept = random.percent(30) ? old.replace(/^[\w:]+="|"$/g, '') : ''
  const value = name === undefined ? safe + kept : `${name}="${safe}${kept}"`
  return text.slice(0, index) + value + text.slice(index + old.length)
}

const element =
  /<(row|c|v|f|is|t|r|si|rPh|xf|numFmt|mergeCell|sheet|table:table|table:table-row|table:table-cell|table:table-column|text:p|style:style|Worksheet|Table|Row|Cell|Data|Column|table|tr|td|th)( [^<>]*)?(\/>|>(?:(?!<\/?\1[ >]).)*<\/\1>)/gs

function changeElement(text: string, random: Random): string {
  const found = [...text.matchAll(element)]
  if (found.length === 0) return text
  const one = random.pick(found)
  // Most rows and cells are in others of these: what is in one is found only in what it holds.
  const inner = [...one[0].slice(1).matchAll(element)]
  const { 0: chosen, index } = inner.length > 0 && random.percent(60) ? random.pick(inner) : { 0: one[0], index: -1 }
  const at = one.index + 1 + index
  if (random.percent(40)) return text.slice(0, at) + text.slice(at + chosen.length)
  const repeated = chosen.replaceAll(/ r="[A-Z]*\d*"/g, '').repeat(random.percent(10) ? 50 : 1)
  return text.slice(0, at + chosen.length) + repeated + text.slice(at + chosen.length)
}
