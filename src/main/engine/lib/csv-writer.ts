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
      yield isQuoted ? withQuotesDoubled(block) : block
    }
    if (isQuoted) yield '"'
  }
  yield '\r\n'
}

function csvCell(text: string): string {
  return needsQuotes.test(text) ? `"${withQuotesDoubled(text)}"` : text
}

const longCell = 64 * 1024
const quote = 0x22

/** Of a long text in bytes: replacing millions of quotes in a string takes a minute, and many times its memory. */
function withQuotesDoubled(text: string): string {
  if (text.length < longCell) return text.replaceAll('"', '""')
  const bytes = Buffer.from(text, 'utf16le')
  const doubled = Buffer.allocUnsafe(bytes.length * 2)
  let length = 0
  for (let at = 0; at < bytes.length; at += 2) {
    const low = bytes[at] as number
    const high = bytes[at + 1] as number
    doubled[length++] = low
    doubled[length++] = high
    if (low !== quote || high !== 0) continue
    doubled[length++] = low
    doubled[length++] = high
  }
  return doubled.toString('utf16le', 0, length)
}

const needsQuotes = /[",\r\n]/
