import { withDoubledQuotes } from './quotes.ts'

/**
 * One record as RFC 4180 writes it: comma, double quotes only where needed, CRLF.
 * NULL and the empty text are both an empty cell.
 */
export function csvRecord(cells: readonly (string | null)[]): string {
  let line = ''
  for (let index = 0; index < cells.length; index++) {
    if (index > 0) line += ','
    const cell = cells[index]
    if (cell) line += csvCell(cell)
  }
  // A record of one empty cell would otherwise read as a blank line.
  return cells.length === 1 && line === '' ? '""\r\n' : `${line}\r\n`
}

/** The same in parts, so that a record with cells of many megabytes need not be held once more as a whole. */
export function* csvParts(cells: readonly (string | null)[]): Generator<string> {
  if (!cells.some((cell) => cell !== null && cell.length > longCell)) {
    yield csvRecord(cells)
    return
  }
  for (const [index, cell] of cells.entries()) {
    if (index > 0) yield ','
    if (cell === null || cell.length <= longCell) {
      if (cell) yield csvCell(cell)
      continue
    }
    const isQuoted = needsQuotes.test(cell)
    if (isQuoted) yield '"'
    for (let at = 0; at < cell.length; at += longCell) {
      const block = cell.slice(at, at + longCell)
      yield isQuoted ? withDoubledQuotes(block) : block
    }
    if (isQuoted) yield '"'
  }
  yield '\r\n'
}

function csvCell(text: string): string {
  return needsQuotes.test(text) ? `"${withDoubledQuotes(text)}"` : text
}

/** Longer cells are written part by part. */
const longCell = 64 * 1024
const needsQuotes = /[",\r\n]/
