/**
 * Rows as aligned columns for a terminal. Numbers stand right. Control characters are shown, not sent: a cell of a foreign file
 * must not be able to move the cursor.
 */
export function textTable(
  header: readonly string[],
  rows: readonly (readonly (string | number | boolean | null)[])[],
): string {
  const texts = rows.map((row) => row.map((value) => visible(value === null ? '' : String(value))))
  const right = header.map(
    (_, column) => rows.length > 0 && rows.every((row) => row[column] === null || typeof row[column] === 'number'),
  )
  const widths = header.map((name, column) =>
    texts.reduce((most, row) => Math.max(most, (row[column] ?? '').length), visible(name).length),
  )
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (right[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd()
  return [line(header.map((name) => visible(name))), line(widths.map((width) => '-'.repeat(width))), ...texts.map(line)]
    .map((text) => `${text}\n`)
    .join('')
}

const longestCell = 60

/** A text as a terminal may show it: without control characters, and not too long. */
export function visible(text: string, longest = longestCell): string {
  const shown = text.replace(/[\p{Cc}\p{Cf}]/gu, (found) =>
    found === '\n' ? '⏎' : found === '\t' ? '⇥' : found === '\r' ? '' : '·',
  )
  return shown.length > longest ? `${shown.slice(0, longest - 1)}…` : shown
}
