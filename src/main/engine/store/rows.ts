import type { ReadDb } from './database.ts'
import { rowId, rowIdRange } from './row-id.ts'

/** An accepted row as it is stored. */
export interface StoredRow {
  readonly id: number
  readonly cells: string
  readonly changed: string | null
}

/** The accepted rows of an import, from a row number on, in source order. */
export function rowsOfImport(db: ReadDb, importId: number, fromRow = 1): IterableIterator<StoredRow> {
  const first = rowId(importId, fromRow)
  const { last } = rowIdRange(importId)
  return db.iterate<StoredRow>(
    'SELECT id, cells, changed FROM _headgate_row WHERE id BETWEEN ? AND ? ORDER BY id',
    first,
    last,
  )
}

/** The clean cells of a row. */
export function cleanCells(cells: string): (string | null)[] {
  return JSON.parse(cells) as (string | null)[]
}

/** The cells of a row as they were read: the clean ones, with the raw text where cleaning changed it. */
export function withRawTexts(cells: string, changed: string | null): (string | null)[] {
  const texts = cleanCells(cells)
  if (changed !== null) {
    for (const [position, raw] of Object.entries(JSON.parse(changed) as Record<string, string>))
      texts[Number(position)] = raw
  }
  return texts
}
