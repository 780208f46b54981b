import { isBlank } from '../parse/parse-text.ts'

const value = /^\s*(?:[-+]?[\d.,]*\d[\d.,]*%?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|\S+@\S+\.\S+|https?:\S+)\s*$/i

/** Whether a cell is a number, a date or an address rather than a name. */
export function looksLikeValue(cell: string): boolean {
  return cell !== '' && cell.length < 300 && value.test(cell)
}

/** Whether there are values, and nothing else but empty cells. */
export function holdsValues(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '')
  return filled.length > 0 && filled.every(looksLikeValue)
}

export function countFilled(cells: readonly string[]): number {
  let filled = 0
  for (const cell of cells) if (cell.trim() !== '') filled++
  return filled
}

/** Whether every cell is filled, and none twice. */
export function areDistinct(cells: readonly string[]): boolean {
  return new Set(cells).size === cells.length && cells.every((cell) => cell !== '')
}

/** Whether some column has values below a cell that is none. */
export function differsBelow(names: readonly string[], below: readonly (readonly string[])[]): boolean {
  return (
    below.length > 0 &&
    names.some((name, column) => !looksLikeValue(name) && holdsValues(below.map((record) => record[column] ?? '')))
  )
}

/** A record with so few of a table's cells that it is a title or a note. */
export function isSparse(cells: readonly string[], width: number): boolean {
  if (width === 2) return cells.length < 2
  return width > 2 && countFilled(cells) <= Math.max(1, Math.floor(width / 2))
}

/** The commonest number of cells of records that are not blank, the larger of two that are as common; 0 where all are. */
export function commonWidth(records: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>()
  for (const record of records) {
    if (!isBlank(record)) counts.set(record.length, (counts.get(record.length) ?? 0) + 1)
  }
  let width = 0
  for (const [cells, count] of counts) {
    const most = counts.get(width) ?? 0
    if (count > most || (count === most && cells > width)) width = cells
  }
  return width
}
