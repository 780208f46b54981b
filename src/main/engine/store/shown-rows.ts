import { rowIdRange, rowNumberOf } from './row-id.ts'
import type { ReadDb } from './database.ts'
import { type BlockRow, type ChangedCells, changedIn, pagedBlocks, rowsIn, type StoredRow } from './rows.ts'

/** Clean texts that a row takes over from others, by the position of the dataset's column, each with the id of the row that it is from. */
export type Carried = Readonly<Record<string, readonly [text: string, from: number]>>

/** A row of an import that is seen. */
export interface ShownRow extends StoredRow {
  /** For the fields that its file does not bring; null where it takes nothing over. */
  readonly carried: Carried | null
}

/** Which versions of rows are meant: those of now, or those that were worked out for a moment (see `useVersions`). */
export type VersionTable = '_headgate_row_version' | typeof asOfVersions

export const asOfVersions = 'temp._headgate_as_of_version'

/** The rows of an import that are seen, in source order. Read in pages: the connection may be used meanwhile. */
export function* shownRows(db: ReadDb, importId: number, table: VersionTable): Generator<ShownRow> {
  const hasVersions = importHasVersions(db, importId, table)
  for (const block of pagedBlocks(db, importId)) {
    if (hasVersions) yield* shownInBlock(db, block, table)
    else for (const row of rowsIn(block)) yield { ...row, carried: null }
  }
}

/** The rows of a block that are seen. */
export function* shownInBlock(db: ReadDb, block: BlockRow, table: VersionTable): Generator<ShownRow> {
  const rows = [...rowsIn(block)]
  const [first, last] = [rows.at(0)?.rowNumber ?? 0, rows.at(-1)?.rowNumber ?? 0]
  const versions = new Map(
    db
      .all<{ id: number; carried: string | null }>(
        `SELECT id, carried FROM ${table} WHERE id BETWEEN ? AND ?`,
        block.id,
        block.id + last - first,
      )
      .map(({ id, carried }) => [rowNumberOf(id) ?? 0, carried]),
  )
  for (const row of rows) {
    const carried = versions.get(row.rowNumber)
    if (carried === undefined) yield { ...row, carried: null }
    else if (carried !== null) yield { ...row, carried: JSON.parse(carried) as Carried }
  }
}

/** Reads single cells of stored rows as they were read, by row id and position; null for one that cleaning did not change. */
export function rawCellReader(db: ReadDb): (id: number, position: number) => string | null {
  let held: { readonly first: number; readonly changed: ChangedCells | null } | null = null
  return (id, position) => {
    const block = db.get<{ first: number }>(
      'SELECT id AS first FROM _headgate_row_block WHERE id <= ? ORDER BY id DESC LIMIT 1',
      id,
    )
    if (!block) return null
    if (held?.first !== block.first) {
      const stored = db.get<Pick<BlockRow, 'changed'>>(
        'SELECT changed FROM _headgate_row_block WHERE id = ?',
        block.first,
      )
      held = { ...block, changed: stored ? changedIn(stored) : null }
    }
    return held.changed?.[rowNumberOf(id) ?? 0]?.[position] ?? null
  }
}

/** Whether any row of an import is not seen as it is stored. */
export function importHasVersions(db: ReadDb, importId: number, table: VersionTable): boolean {
  const { first, last } = rowIdRange(importId)
  return db.get(`SELECT 1 FROM ${table} WHERE id BETWEEN ? AND ? LIMIT 1`, first, last) !== undefined
}
