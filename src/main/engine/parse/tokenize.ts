import { withoutEscapes } from '../lib/quotes.ts'
import type { Dialect } from './dialect.ts'
import type { Fault, ParsedText } from './parse-text.ts'

/**
 * The rules of SPEC.md for what PapaParse does not do: comment lines, spacing, and texts with more stray quotes than can be listed.
 * On all else both find the same (a property test says so). The text ends with a line end.
 */
export function tokenize(text: string, dialect: Dialect): ParsedText {
  const { delimiter, quote, comment, spacing } = dialect
  const lineEnd = dialect.newline === 'cr' ? '\r' : '\n'
  const atReturn = dialect.newline === 'any'
  const trimmed = spacing === 'trim-after' ? blanksOf(delimiter) : ''
  const records: string[][] = []
  const faults = new Map<number, Fault>()
  const skipped = new Set<number>()
  let at = 0
  let nextDelimiter = text.indexOf(delimiter)
  let nextLineEnd = text.indexOf(lineEnd)
  let nextReturn = atReturn ? text.indexOf('\r') : -1

  const lineEndFrom = (from: number): number => {
    if (nextLineEnd < from) nextLineEnd = text.indexOf(lineEnd, from)
    if (nextReturn !== -1 && nextReturn < from) nextReturn = text.indexOf('\r', from)
    return nextReturn !== -1 && nextReturn < nextLineEnd ? nextReturn : nextLineEnd
  }
  /** Where a cell or line that ends at a line end has its last character: the CR of CRLF is no part of it. */
  const textEnd = (start: number, end: number): number =>
    lineEnd === '\n' && end > start && text[end - 1] === '\r' ? end - 1 : end

  /** [C15] CR and LF behind one another are one line end. */
  const behindEnd = (end: number): number => (atReturn && text.startsWith('\r\n', end) ? end + 2 : end + 1)

  /** Reads the quoted cell that opens at `at`; returns whether it was the record's last. */
  const readQuoted = (record: string[]): boolean => {
    const open = at + 1
    const { close, behind, stray } = findClosing(text, open, dialect, lineEnd)
    if (stray) faults.set(records.length, { code: 'stray-quote', position: -1 })
    if (close === -1) {
      faults.set(records.length, { code: 'unclosed-quote', position: -1 })
      record.push(text.slice(open, -1))
      at = text.length
      return true
    }
    record.push(unescape(text.slice(open, close), dialect))
    const last = !text.startsWith(delimiter, behind)
    at = last ? behindEnd(behind) : behind + delimiter.length
    return last
  }

  const readUnquoted = (record: string[]): boolean => {
    const end = lineEndFrom(at)
    if (nextDelimiter !== -1 && nextDelimiter < at) nextDelimiter = text.indexOf(delimiter, at)
    if (nextDelimiter !== -1 && nextDelimiter < end) {
      record.push(text.slice(at, nextDelimiter))
      at = nextDelimiter + delimiter.length
      return false
    }
    record.push(text.slice(at, textEnd(at, end)))
    at = behindEnd(end)
    return true
  }

  /** [C14] passes over a run of delimiters; returns whether the record ends behind it. */
  const passRun = (): boolean => {
    while (text.startsWith(delimiter, at)) at += delimiter.length
    const end = lineEndFrom(at)
    if (textEnd(at, end) !== at) return false
    at = behindEnd(end)
    return true
  }

  while (at < text.length) {
    if (comment !== '' && text.startsWith(comment, at)) {
      const end = lineEndFrom(at)
      skipped.add(records.length)
      records.push([text.slice(at, textEnd(at, end))])
      at = behindEnd(end)
      continue
    }
    const record: string[] = []
    let last = false
    while (!last) {
      if (spacing === 'runs' && passRun()) {
        if (record.length === 0) record.push('')
        break
      }
      if (record.length > 0) while (at < text.length && trimmed.includes(text[at] as string)) at++
      last = quote !== '' && text[at] === quote ? readQuoted(record) : readUnquoted(record)
    }
    records.push(record)
  }
  return { records, faults, skipped }
}

/** [C13] what is dropped behind a delimiter: never the beginning of another. */
function blanksOf(delimiter: string): string {
  return [' ', '\t'].filter((blank) => !delimiter.startsWith(blank)).join('')
}

/** [C4] to [C8]: the quote that closes the cell whose text begins at `open`, and where the delimiter or line end behind it stands. */
function findClosing(
  text: string,
  open: number,
  { delimiter, quote, escape, newline }: Dialect,
  lineEnd: string,
): { close: number; behind: number; stray: boolean } {
  let stray = false
  for (let at = text.indexOf(quote, open); at !== -1; at = text.indexOf(quote, at)) {
    if (escape === quote && text[at + 1] === quote) {
      at += 2
    } else if (escape !== quote && text[at - 1] === escape) {
      at++
    } else {
      let behind = at + 1
      for (; behind < text.length; behind++) {
        const endsLine = text[behind] === lineEnd || (newline === 'any' && text[behind] === '\r')
        if (endsLine || text.startsWith(delimiter, behind)) return { close: at, behind, stray }
        if (!isWhite(text.charCodeAt(behind))) break
      }
      stray = true
      at += 2
    }
  }
  return { close: -1, behind: -1, stray }
}

/** The white space of ASCII but FS to US: tab to carriage return, and the space. */
function isWhite(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13)
}

function unescape(cell: string, { quote, escape }: Dialect): string {
  return cell.includes(quote) ? withoutEscapes(cell, escape, quote) : cell
}

/** The cells of one record that is read without quoting ([S5]), given without its line end. */
export function cutUnquoted(record: string, { delimiter, spacing }: Dialect): string[] {
  const cells = record.split(delimiter)
  if (spacing === 'exact') return cells
  if (spacing === 'runs') {
    const filled = cells.filter((cell) => cell !== '')
    return filled.length === 0 ? [''] : filled
  }
  const trimmed = blanksOf(delimiter)
  return cells.map((cell, index) => {
    let start = 0
    while (index > 0 && start < cell.length && trimmed.includes(cell[start] as string)) start++
    return cell.slice(start)
  })
}
