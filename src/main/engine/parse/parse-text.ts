import Papa from 'papaparse'
import type { IssueCode } from '../../../contract/issues.ts'
import { type Dialect, newlineText } from './dialect.ts'

/** Whole records as text, and what is wrong with the way some of them are written. */
export interface ParsedText {
  /** Every record, blank ones included, each as many cells as it has. */
  readonly records: string[][]
  /** What is wrong with the way a record is written, by its 0-based index. */
  readonly faults: ReadonlyMap<number, Fault>
}

export interface Fault {
  readonly code: IssueCode
  /** The cell that it is about, -1 for the record. */
  readonly position: number
}

const noFaults: ReadonlyMap<number, Fault> = new Map()

/**
 * Splits a text that ends where a record ends into records and cells. Every cell is its exact text.
 * With `unclosedQuote` the text is one record that opens a quote nothing closes: its quotes are read as text.
 */
export function parseText(text: string, dialect: Dialect, unclosedQuote = false): ParsedText {
  const newline = newlineText[dialect.newline]
  const body = withoutLastLineEnd(text, newline)
  if (unclosedQuote) {
    return {
      records: [body.split(dialect.delimiter)],
      faults: new Map([[0, { code: 'unclosed-quote', position: -1 }]]),
    }
  }
  const result = Papa.parse<string[]>(body, {
    delimiter: dialect.delimiter,
    newline,
    quoteChar: dialect.quote,
    escapeChar: dialect.escape,
    header: false,
    skipEmptyLines: false,
    fastMode: dialect.quote === '' ? true : undefined,
  })
  // The tokenizer gives nothing for an empty text, which is one blank record.
  const records = body === '' ? [['']] : result.data
  if (result.errors.length === 0) return { records, faults: noFaults }
  const faults = new Map<number, Fault>()
  for (const error of result.errors) {
    if (error.type !== 'Quotes' || error.row === undefined) continue
    faults.set(error.row, { code: error.code === 'MissingQuotes' ? 'unclosed-quote' : 'stray-quote', position: -1 })
  }
  return { records, faults }
}

function withoutLastLineEnd(text: string, newline: string): string {
  if (text.endsWith(newline)) return text.slice(0, -newline.length)
  // A file of CRLF lines may still have some that end in LF alone.
  return newline === '\r\n' && text.endsWith('\n') ? text.slice(0, -1) : text
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
