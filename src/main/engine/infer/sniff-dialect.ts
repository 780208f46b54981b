import type { DialectChoice, ReadingOptions } from '../../../contract/reading.ts'
import { AppError } from '../lib/app-error.ts'
import type { Dialect } from '../parse/dialect.ts'
import { isBlank, parseText } from '../parse/parse-text.ts'

const candidates = [',', ';', '\t', '|']
const names: Readonly<Record<string, string>> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' }

/**
 * The dialect of a text sample, given as whole lines. The delimiter is the one that cuts the most records into the same number
 * of cells, more than one ([D1] to [D4]); the options that are given are taken as they are.
 * @throws AppError `usage` for options that contradict each other
 */
export function sniffDialect(samples: readonly string[], options: ReadingOptions): DialectChoice {
  const sample = samples[0] ?? ''
  const quote = options.quote ?? '"'
  const escape = quote === '' ? '' : (options.escape ?? quote)
  refuseImpossible(options.delimiter, quote, escape)
  const newline = options.newline ?? sniffNewline(sample, quote)
  const rest = { spacing: options.spacing ?? 'exact', comment: options.comment ?? '' } as const
  const shape = { quote, escape, newline: newline === 'mixed' ? 'lf' : newline, ...rest } as const
  const written = { quote, escape, newline, ...rest }
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

/** [D5] what no tokenizer could tell apart is refused instead of read in some way. */
function refuseImpossible(delimiter: string | undefined, quote: string, escape: string): void {
  const problem = impossibility(delimiter, quote, escape)
  if (problem !== null) {
    throw new AppError('usage', `The file cannot be read like that: ${problem}.`, {
      hint: 'Leave the option out, and it is found by looking at the file.',
    })
  }
}

function impossibility(delimiter: string | undefined, quote: string, escape: string): string | null {
  for (const character of [quote, escape]) {
    if (character !== '' && !/^[!-~]$/.test(character)) return 'the quote has to be a visible ASCII character'
    if (character !== '' && delimiter?.includes(character)) return `the delimiter may not hold ${character}`
  }
  if (delimiter !== undefined && /["\r\n\0\ufeff]/.test(delimiter)) {
    return 'the delimiter may hold neither a line end nor a double quote'
  }
  return null
}

function score(
  sample: string,
  dialect: Dialect,
): { score: number; width: number; share: number; alike: number; records: number } {
  const widths = new Map<number, number>()
  let records = 0
  let firstWidth = 0
  const parsed = parseText(sample, dialect)
  for (const [index, record] of parsed.records.slice(0, 2000).entries()) {
    if (isBlank(record) || parsed.faults.has(index)) continue
    if (records++ === 0) firstWidth = record.length
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
  // Decimal commas cut the rows alike, but not the header: the first record counts as much as all others together.
  const fits = firstWidth === width ? 1 : 0.5
  return { score: width < 2 ? 0 : fits * share * share * Math.log2(width + 1), width, share, alike, records }
}

/** [D2] the first line end outside quotes; CR alone only in a text that has no other there. */
function sniffNewline(sample: string, quote: string): DialectChoice['newline'] {
  const quoteCode = quote === '' ? -1 : quote.charCodeAt(0)
  let inQuotes = false
  let carriageReturns = 0
  for (let index = 0; index < sample.length; index++) {
    const code = sample.charCodeAt(index)
    if (code === quoteCode) inQuotes = !inQuotes
    else if (code === 10 && !inQuotes) return sample.charCodeAt(index - 1) === 13 ? 'crlf' : 'lf'
    else if (code === 13 && !inQuotes && sample.charCodeAt(index + 1) !== 10) carriageReturns++
  }
  if (carriageReturns > 0) return 'cr'
  return sample.includes('\r\n') ? 'crlf' : 'lf'
}

function round(share: number): number {
  return Math.round(share * 100) / 100
}
