import type { DialectChoice, ReadingOptions } from '../../../contract/reading.ts'
import { type Dialect, newlineText } from '../parse/dialect.ts'
import { isBlank, parseText } from '../parse/parse-text.ts'

const candidates = [',', ';', '\t', '|']
const names: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' }

/**
 * The dialect of a text sample, given as whole lines. The delimiter is the one that cuts the most records into the same number
 * of cells, more than one; the options that are given are taken as they are.
 */
export function sniffDialect(sample: string, options: ReadingOptions): DialectChoice {
  const newline = options.newline ?? sniffNewline(sample)
  const quote = options.quote ?? '"'
  const escape = options.escape ?? quote
  const shape = { quote, escape, newline: newline === 'mixed' ? 'lf' : newline } as const
  const written = { quote, escape, newline }
  if (options.delimiter !== undefined) {
    return { ...written, delimiter: options.delimiter, confidence: 1, reason: 'Chosen by you.' }
  }
  const scored = candidates
    .map((delimiter) => ({ delimiter, ...score(sample, { ...shape, delimiter }) }))
    .sort((a, b) => b.score - a.score)
  const best = scored[0]
  if (!best || best.width < 2) {
    return { ...written, delimiter: ',', confidence: 0.5, reason: 'No delimiter was seen: the file has one column.' }
  }
  const next = scored[1]?.score ?? 0
  const confidence = Math.max(0.5, Math.min(0.99, best.share * (1 - 0.5 * (next / best.score))))
  const reason = `With a ${names[best.delimiter]}, ${best.records === best.alike ? `all ${best.records}` : `${best.alike} of ${best.records}`} sampled records have ${best.width} cells.`
  return { ...written, delimiter: best.delimiter, confidence: round(confidence), reason }
}

function score(
  sample: string,
  dialect: Dialect,
): { score: number; width: number; share: number; alike: number; records: number } {
  const widths = new Map<number, number>()
  let records = 0
  for (const record of parseText(sample, dialect).records.slice(0, 2000)) {
    if (isBlank(record)) continue
    records++
    widths.set(record.length, (widths.get(record.length) ?? 0) + 1)
  }
  let width = 1
  let alike = 0
  for (const [cells, count] of widths) {
    if (count * Math.log2(cells + 1) > alike * Math.log2(width + 1)) {
      width = cells
      alike = count
    }
  }
  const share = records === 0 ? 0 : alike / records
  return { score: width < 2 ? 0 : share * share * Math.log2(width + 1), width, share, alike, records }
}

function sniffNewline(sample: string): DialectChoice['newline'] {
  let crlf = 0
  let lf = 0
  for (let at = sample.indexOf('\n'); at !== -1; at = sample.indexOf('\n', at + 1)) {
    if (at > 0 && sample.charCodeAt(at - 1) === 13) crlf++
    else lf++
  }
  if (crlf === 0 && lf === 0) return sample.includes(newlineText.cr) ? 'cr' : 'lf'
  // Line ends inside quoted cells differ from those of the records in many sound files: the first line decides.
  const first = sample.indexOf('\n')
  return first > 0 && sample.charCodeAt(first - 1) === 13 ? 'crlf' : 'lf'
}

function round(share: number): number {
  return Math.round(share * 100) / 100
}
