import { rowIdRange, rowNumberOf } from './row-id.ts'
import type { ReadDb } from './database.ts'
import { pagedBlocks, rowsIn, type StoredRow } from './rows.ts'

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
  const { last } = rowIdRange(importId)
  const hasVersions = importHasVersions(db, importId, table)
  for (const block of pagedBlocks(db, importId)) {
    if (!hasVersions) {
      for (const row of rowsIn(block)) yield { ...row, carried: null }
      continue
    }
    const rows = [...rowsIn(block)]
    const end = block.id + ((rows.at(-1)?.rowNumber ?? 0) - (rowNumberOf(block.id) ?? 0))
    const versions = new Map(
      db
        .all<{ id: number; carried: string | null }>(
          `SELECT id, carried FROM ${table} WHERE id BETWEEN ? AND ?`,
          block.id,
          Math.min(end, last),
        )
        .map(({ id, carried }) => [rowNumberOf(id) ?? 0, carried]),
    )
    for (const row of rows) {
      const carried = versions.get(row.rowNumber)
      if (carried === undefined) yield { ...row, carried: null }
      else if (carried !== null) yield { ...row, carried: JSON.parse(carried) as Carried }
    }
  }
}

/** Reads single cells of stored rows as they were read, by row id and position; null for one that cleaning did not change. */
export function rawCellReader(db: ReadDb): (id: number, position: number) => string | null {
  let held: { first: number; changed: Record<string, Record<string, string>> | null } | null = null
  return (id, position) => {
    const block = db.get<{ first: number }>(
      'SELECT id AS first FROM _headgate_row_block WHERE id <= ? ORDER BY id DESC LIMIT 1',
      id,
    )
    if (!block) return null
    if (held?.first !== block.first) {
      const stored = db.get<{ changed: string | null }>(
        'SELECT changed FROM _headgate_row_block WHERE id = ?',
        block.first,
      )
      held = {
        ...block,
        changed:
          stored?.changed == null ? null : (JSON.parse(stored.changed) as Record<string, Record<string, string>>),
      }
    }
    return held?.changed?.[rowNumberOf(id) ?? 0]?.[position] ?? null
  }
}

/** Whether any row of an import is not seen as it is stored. */
export function importHasVersions(db: ReadDb, importId: number, table: VersionTable): boolean {
  const { first, last } = rowIdRange(importId)
  return db.get(`SELECT 1 FROM ${table} WHERE id BETWEEN ? AND ? LIMIT 1`, first, last) !== undefined
}
