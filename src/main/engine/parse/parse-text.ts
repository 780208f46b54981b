import Papa from 'papaparse'
import type { IssueCode } from '../../../contract/issues.ts'
import type { Dialect } from './dialect.ts'
import { cutUnquoted, tokenize } from './tokenize.ts'

/** Whole records as text, and what is wrong with the way some of them are written. */
export interface ParsedText {
  /** Every record, blank ones and comments included, each as many cells as it has; a comment is one cell. */
  readonly records: string[][]
  /** What is wrong with the way a record is written, by its 0-based index. */
  readonly faults: ReadonlyMap<number, Fault>
  /** The records that are comments ([C11]): they are counted, and neither judged nor printed. */
  readonly skipped: ReadonlySet<number>
}

export interface Fault {
  readonly code: IssueCode
  /** The cell that it is about, -1 for the record. */
  readonly position: number
}

const noFaults: ReadonlyMap<number, Fault> = new Map()
const noneSkipped: ReadonlySet<number> = new Set()

/** A longer text is hardly more than one record, and its stray quotes, listed as errors, could take more memory than it does. */
const longestWithErrors = 8 * 1024 * 1024

/** Splits a text that ends where a record ends into records and cells, by the rules of SPEC.md. Every cell is its exact text. */
export function parseText(text: string, dialect: Dialect): ParsedText {
  const lineEnd = dialect.newline === 'cr' ? '\r' : '\n'
  // With its last line end a text reads the same alone as before more of the file.
  let input = text.endsWith(lineEnd) ? text : text + lineEnd
  if (isBeyondPapaParse(input, dialect, lineEnd)) return tokenize(input, dialect)
  const returns = lineEnd === '\n' && input.includes('\r')
  // A CR that ends a quoted last cell is not part of the line end behind it: it is marked, so that it can be told apart.
  const inQuotes = `\r${dialect.quote}`
  const mark = returns && dialect.quote !== '' && input.includes(inQuotes) ? unusedCharacter(input) : null
  if (mark !== null) input = input.replaceAll(inQuotes, `${mark}${dialect.quote}`)

  // The parser itself: what Papa.parse() puts around it (guessing, streaming, headers) takes three times as long in all.
  const { data: records, errors } = new Papa.Parser({
    delimiter: dialect.delimiter,
    newline: lineEnd,
    quoteChar: dialect.quote,
    escapeChar: dialect.escape,
    fastMode: dialect.quote === '' ? true : undefined,
  }).parse(input, 0, false) as Papa.ParseResult<string[]>
  // Behind the last line end the tokenizer sees one more record, unless a quote was left open.
  const last = records.at(-1)
  if (last?.length === 1 && last[0] === '') records.pop()
  if (returns) dropReturns(records)
  if (mark !== null) unmark(records, mark)
  return { records, faults: errors.length === 0 ? noFaults : quoteFaults(errors), skipped: noneSkipped }
}

function isBeyondPapaParse(input: string, { comment, spacing, newline }: Dialect, lineEnd: string): boolean {
  if (newline === 'any' && /\r(?!\n)/.test(input)) return true
  if (spacing !== 'exact' || input.length > longestWithErrors) return true
  return comment !== '' && (input.startsWith(comment) || input.includes(lineEnd + comment))
}

/** One record that cannot be read as it is written: its quotes are text, its delimiters cut it ([S5], [S9]). */
export function parseBroken(text: string, dialect: Dialect, code: IssueCode): ParsedText {
  const record = withoutLineEnd(text, dialect.newline)
  return {
    records: [cutUnquoted(record, dialect)],
    faults: new Map([[0, { code, position: -1 }]]),
    skipped: noneSkipped,
  }
}

function quoteFaults(errors: readonly Papa.ParseError[]): Map<number, Fault> {
  const faults = new Map<number, Fault>()
  for (const error of errors) {
    if (error.type !== 'Quotes' || error.row === undefined) continue
    faults.set(error.row, { code: error.code === 'MissingQuotes' ? 'unclosed-quote' : 'stray-quote', position: -1 })
  }
  return faults
}

/** [C2] takes the CR of CRLF off the last cell of each record. */
function dropReturns(records: readonly string[][]): void {
  for (const record of records) {
    const position = record.length - 1
    const cell = record[position] as string
    if (cell.charCodeAt(cell.length - 1) === 13) record[position] = cell.slice(0, -1)
  }
}

function unmark(records: readonly string[][], mark: string): void {
  for (const record of records) {
    for (const [position, cell] of record.entries()) {
      if (cell.includes(mark)) record[position] = cell.replaceAll(mark, '\r')
    }
  }
}

/** A character for private use that the text does not have. */
function unusedCharacter(text: string): string {
  let code = 0xe000
  while (text.includes(String.fromCharCode(code))) code++
  return String.fromCharCode(code)
}

function withoutLineEnd(text: string, newline: Dialect['newline']): string {
  const end = newline === 'cr' ? /\r$/ : newline === 'any' ? /(?:\r\n|\n|\r)$/ : /\r?\n$/
  return text.replace(end, '')
}

/** Physical lines that a record takes, given its cells. */
export function countLines(cells: readonly string[]): number {
  let lines = 1
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) lines++
  }
  return lines
}

/** Whether every cell is empty: such a record is blank, not judged and not stored. */
export function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '') return false
  return true
}
