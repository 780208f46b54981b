import { AppError } from '../../../lib/app-error.ts'
import type { HeldCell, HeldRow, MergedRange } from './held-sheet.ts'

/** Copies of one cell, or of all of a sheet, that nobody wants: a few ranges as large as a sheet would fill a disk. */
const mostCopies = 4_000_000

interface Filling {
  readonly range: MergedRange
  readonly cell: HeldCell
}

/**
 * Gives the value of each merged range to all of its cells that have none of their own, and its fault with it; rows that have nothing else
 * are made. `path` is for messages.
 * @throws AppError `file-unsupported` where that would make a sheet of nothing but copies
 */
export function* fillMerged(rows: Iterable<HeldRow>, merges: readonly MergedRange[], path: string): Generator<HeldRow> {
  const waiting = merges.toSorted((a, b) => a.firstRow - b.firstRow)
  let next = 0
  let active: Filling[] = []
  let copies = 0
  let written = -1

  function fill(row: HeldRow): HeldRow {
    begin(row)
    written = row.rowIndex
    if (active.length === 0) return row
    const cells = new Map(row.cells.map((cell) => [cell.position, cell]))
    for (const { range, cell } of active) {
      for (let position = range.firstColumn; position <= range.lastColumn; position++) {
        if (!cells.has(position)) cells.set(position, { ...cell, position })
      }
    }
    active = active.filter(({ range }) => range.lastRow > row.rowIndex)
    const ordered = Array.from(cells.values()).sort((a, b) => a.position - b.position)
    return { rowIndex: row.rowIndex, cells: ordered }
  }

  function begin(row: HeldRow): void {
    for (let range = waiting[next]; range !== undefined && range.firstRow <= row.rowIndex; range = waiting[++next]) {
      const { firstRow, lastRow, firstColumn, lastColumn } = range
      // A range whose first row has no cells has no value.
      const cell = firstRow === row.rowIndex ? row.cells.find(({ position }) => position === firstColumn) : undefined
      if (cell === undefined) continue
      copies += (lastRow - firstRow + 1) * (lastColumn - firstColumn + 1)
      if (copies > mostCopies) throw tooMany(path)
      active.push({ range, cell })
    }
  }

  /** The rows before another one that have nothing but copies. */
  function* between(rowIndex: number): Generator<HeldRow> {
    while (active.length > 0 && written + 1 < rowIndex) yield fill({ rowIndex: written + 1, cells: [] })
  }

  for (const row of rows) {
    yield* between(row.rowIndex)
    yield fill(row)
  }
  yield* between(Number.POSITIVE_INFINITY)
}

function tooMany(path: string): AppError {
  return new AppError('file-unsupported', `${path} has merged ranges of millions of cells, too many to fill.`, {
    hint: 'Read it without filling merged ranges.',
  })
}
