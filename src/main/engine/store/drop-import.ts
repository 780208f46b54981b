import type { ErrorShape } from '../../../contract/errors.ts'
import type { WriteDb } from './database.ts'
import { setImportState } from './imports.ts'
import { rowIdRange } from './row-id.ts'

/** Deletes what an import has stored, but not the record of it. In steps, so that no transaction grows without bound. */
export function deleteImportRows(
  db: WriteDb,
  importId: number,
  tables: readonly ('_headgate_row_block' | '_headgate_issue_row')[],
): void {
  const { first, last } = rowIdRange(importId)
  for (const table of tables) {
    let changes: number
    do {
      changes = db.run(
        `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE id BETWEEN ? AND ? LIMIT 50000)`,
        first,
        last,
      ).changes
    } while (changes > 0)
  }
}

/** Throws away everything that an import has stored and ends it in the given state. */
export function dropImport(
  db: WriteDb,
  importId: number,
  state: 'cancelled' | 'failed',
  error: ErrorShape | null = null,
): void {
  setImportState(db, importId, state, error)
  deleteImportRows(db, importId, ['_headgate_row_block', '_headgate_issue_row'])
  db.transaction(() => {
    db.run('DELETE FROM _headgate_chunk WHERE import_id = ?', importId)
    db.run('DELETE FROM _headgate_issue_count WHERE import_id = ?', importId)
  })
}
