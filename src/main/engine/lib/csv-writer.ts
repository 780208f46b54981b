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

function csvCell(text: string): string {
  return needsQuotes.test(text) ? `"${withDoubledQuotes(text)}"` : text
}

const needsQuotes = /[",\r\n]/
