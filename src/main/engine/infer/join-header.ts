/**
 * The names of a header of several rows, column by column: in all rows but the last, a gap takes the group name to its left, and
 * what stands above is joined to what stands below by a space, equal parts once. A single row is returned as it is.
 */
export function joinHeader(rows: readonly (readonly string[])[]): string[] {
  const last = rows.at(-1)
  if (last === undefined) return []
  if (rows.length === 1) return [...last]
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const filled = rows.map((row, index) => (index < rows.length - 1 ? fillGaps(row, width) : row))
  return Array.from({ length: width }, (_, column) => {
    const parts = filled.map((row) => (row[column] ?? '').trim()).filter((part) => part !== '')
    return parts.filter((part, index) => parts.indexOf(part) === index).join(' ')
  })
}

function fillGaps(row: readonly string[], width: number): string[] {
  let group = ''
  return Array.from({ length: width }, (_, column) => {
    const cell = (row[column] ?? '').trim()
    if (cell !== '') group = cell
    return group
  })
}
