import { AppError } from '../../../lib/app-error.ts'

/** Names are given with a prefix of ours, whatever the file calls the namespace; other namespaces keep the file's own. */
export type Namespaces = Readonly<Record<string, string>>

/** A reader of XML that is held as text. It stands at one token; `next` goes on to the following. */
export interface XmlReader {
  /** False at the end. */
  next(): boolean
  /** An element without content is opened, and closed by the next token. */
  kind(): 'open' | 'close' | 'text'
  /** Of an element, `prefix:name`, or the name alone where its namespace has none. */
  name(): string
  /** Of an element that was just opened. */
  attribute(name: string): string | null
  /** Of a text, with its entities resolved. */
  text(): string
  /** Goes on to the end of the element that was just opened. */
  skip(): void
  /**
   * Goes on to the end of the innermost open element of a name. What is in it is neither looked at nor checked, unless only that tells
   * where it ends.
   */
  leave(name: string): void
  /** Where the token begins. */
  offset(): number
  /** Goes to a token inside the same element, without reading what is between. */
  seek(offset: number): void
}

const openTag = /<([^\s/>!?<="']+)((?:\s+[^\s/>=<"']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y
const closeTag = /<\/([^\s/>]+)\s*>/y
const attributePattern = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const deepest = 10_000

/**
 * Starts to read. What is read is checked: elements close in the order they opened, attributes are quoted, entities are XML's own.
 * @throws AppError (from `next` and `text`) `file-hostile` for a document type; Error where the XML is broken
 */
export function readXml(source: string, path: string, namespaces: Namespaces): XmlReader {
  const names = prefixes(namespaces)
  const open: OpenElement[] = []
  let at = 0
  let start = 0
  let kind: 'open' | 'close' | 'text' = 'text'
  let name = ''
  let attributesText = ''
  let attributes: Map<string, string> | null = null
  let textEnd = 0
  let isLiteral = false
  let closesNext = false
  let emptyScope: Scope | null = null

  function next(): boolean {
    if (closesNext) {
      closesNext = false
      kind = 'close'
      // The name stays that of the element; its namespaces end with it.
      if (emptyScope) names.restore(emptyScope)
      emptyScope = null
      return true
    }
    for (;;) {
      if (at >= source.length) {
        if (open.length > 0) throw new Error('it ends before its end')
        return false
      }
      start = at
      if (source.charCodeAt(at) !== less) return passText(source.indexOf('<', at), false)
      const second = source.charCodeAt(at + 1)
      if (second === slash) return passClose()
      if (second === question) pass('?>')
      else if (second !== exclamation) return passOpen()
      else if (source.startsWith('<!--', at)) pass('-->')
      else if (source.startsWith('<![CDATA[', at)) {
        start = at + cdataLength
        return passText(source.indexOf(']]>', start), true)
      } else refuse()
    }
  }

  function passText(end: number, literal: boolean): boolean {
    if (literal && end === -1) throw new Error('it ends before its end')
    textEnd = end === -1 ? source.length : end
    at = literal ? textEnd + 3 : textEnd
    kind = 'text'
    isLiteral = literal
    return true
  }

  function pass(end: string): void {
    const found = source.indexOf(end, at)
    if (found === -1) throw new Error('it ends before its end')
    at = found + end.length
  }

  function refuse(): never {
    if (!/^<!doctype/i.test(source.slice(at, at + 9))) throw new Error('there is a declaration that cannot be read')
    throw new AppError(
      'file-hostile',
      `${path} was refused because it defines a document type, which no workbook has.`,
      {
        hint: 'Ask whoever sent it for the table saved anew, or as CSV.',
      },
    )
  }

  function passOpen(): boolean {
    openTag.lastIndex = at
    const found = openTag.exec(source)
    if (!found) throw new Error(`there is a tag that cannot be read: ${source.slice(at, at + 40)}`)
    attributesText = found[2] as string
    attributes = null
    const scope = attributesText.includes('xmlns') ? names.declare(attributesText) : null
    const raw = found[1] as string
    name = names.of(raw)
    if (found[3] === '/') {
      closesNext = true
      emptyScope = scope
    } else if (open.push({ raw, name, scope }) > deepest) throw new Error('its elements are nested too deep')
    at = openTag.lastIndex
    kind = 'open'
    return true
  }

  function passClose(): boolean {
    closeTag.lastIndex = at
    const found = closeTag.exec(source)
    const element = open.pop()
    if (!found || !element || element.raw !== found[1])
      throw new Error('its elements do not close in the order they opened')
    name = names.of(element.raw)
    if (element.scope) names.restore(element.scope)
    at = closeTag.lastIndex
    kind = 'close'
    return true
  }

  function skip(): void {
    if (closesNext) {
      next()
      return
    }
    const depth = open.length
    while (open.length >= depth && next());
    kind = 'close'
  }

  function leave(wanted: string): void {
    const isEmpty = closesNext && name === wanted
    if (closesNext) next()
    if (isEmpty) return
    const depth = open.findLastIndex((element) => element.name === wanted)
    const { raw } = open[depth] as OpenElement
    const end = endOf(source, raw, at)
    if (end === -1) while (open.length > depth && next());
    else {
      while (open.length > depth + 1) {
        const { scope } = open.pop() as OpenElement
        if (scope) names.restore(scope)
      }
      at = end
      next()
    }
  }

  function attribute(wanted: string): string | null {
    attributes ??= readAttributes(attributesText, names.ofAttribute)
    return attributes.get(wanted) ?? null
  }

  return {
    next,
    kind: () => kind,
    name: () => name,
    attribute,
    text: () => (isLiteral ? source.slice(start, textEnd) : xmlText(source.slice(start, textEnd))),
    skip,
    leave,
    offset: () => start,
    seek: (offset) => {
      at = offset
    },
  }
}

/**
 * Where the closing tag of an element begins that is open at a place; -1 where that cannot be seen: another of its name is in it, or
 * something that may hold what looks like a tag.
 */
function endOf(source: string, raw: string, from: number): number {
  const tag = new RegExp(`<(/?)${raw.replace(/\W/g, '\\$&')}(?=[\\s/>])`, 'g')
  tag.lastIndex = from
  const found = tag.exec(source)
  if (found?.[1] !== '/') return -1
  const inside = source.slice(from, found.index)
  return inside.includes('<!') || inside.includes('<?') ? -1 : found.index
}

const less = 60
const slash = 47
const question = 63
const exclamation = 33
const cdataLength = 9

function readAttributes(text: string, nameOf: (name: string) => string): Map<string, string> {
  const attributes = new Map<string, string>()
  for (const [, name = '', double, single] of text.matchAll(attributePattern)) {
    attributes.set(nameOf(name), xmlText((double ?? single ?? '').replace(/[\t\r\n]/g, ' ')))
  }
  return attributes
}

/** Prefixes as the file declares them, with those of ours that they mean. */
type Scope = ReadonlyMap<string, string>

interface OpenElement {
  readonly raw: string
  readonly name: string
  /** What held outside of it, where it declares namespaces. */
  readonly scope: Scope | null
}

interface Prefixes {
  /** Gives what held before. */
  declare(attributes: string): Scope
  restore(scope: Scope): void
  of(name: string): string
  readonly ofAttribute: (name: string) => string
}

function prefixes(namespaces: Namespaces): Prefixes {
  let scope: Scope = new Map()
  const known = new Map<string, string>()
  const translate = (name: string, isAttribute: boolean): string => {
    const colon = name.indexOf(':')
    if (colon === -1 && isAttribute) return name
    const prefix = scope.get(colon === -1 ? '' : name.slice(0, colon))
    if (prefix === undefined) return name
    const local = name.slice(colon + 1)
    return prefix === '' ? local : `${prefix}:${local}`
  }
  const restore = (outer: Scope): void => {
    scope = outer
    known.clear()
  }
  return {
    declare: (attributes) => {
      const outer = scope
      const inner = new Map(scope)
      for (const [, name = '', double, single] of attributes.matchAll(attributePattern)) {
        if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue
        const uri = double ?? single ?? ''
        const ours = uri === '' ? '' : `{${uri}}`
        inner.set(name.slice('xmlns:'.length), Object.hasOwn(namespaces, uri) ? (namespaces[uri] as string) : ours)
      }
      restore(inner)
      return outer
    },
    restore,
    of: (name) => {
      let full = known.get(name)
      if (full === undefined) known.set(name, (full = translate(name, false)))
      return full
    },
    ofAttribute: (name) => translate(name, true),
  }
}

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

/** The characters that a text of XML means. */
function xmlText(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
  if (!lines.includes('&')) return lines
  return lines.replace(/&([^;&]{0,40};?)/g, (whole, entity: string) => {
    const character = entities.get(entity.slice(0, -1)) ?? numericEntity(entity)
    if (character === null || !entity.endsWith(';')) throw new Error(`"${whole.slice(0, 20)}" is no character`)
    return character
  })
}

function numericEntity(entity: string): string | null {
  const [, hexadecimal, decimal] = /^#(?:x([\da-f]+)|(\d+));$/i.exec(entity) ?? []
  const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16)
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return isCharacter ? String.fromCodePoint(code) : null
}
