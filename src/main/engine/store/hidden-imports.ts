import type { ReadDb, WriteDb } from './database.ts'

/** Lets a completed import hide another, as long as it is not rolled back. */
export function hideImport(db: WriteDb, { importId, hiddenBy }: { importId: number; hiddenBy: number }): void {
  db.run('INSERT INTO _headgate_hidden_import (import_id, hidden_by) VALUES (?, ?)', importId, hiddenBy)
}

/** The imports that an import hides once it is complete. */
export function importsHiddenBy(db: ReadDb, importId: number): number[] {
  return db
    .all<{ id: number }>('SELECT import_id AS id FROM _headgate_hidden_import WHERE hidden_by = ?', importId)
    .map(({ id }) => id)
}

/** Whether the rows of an import are seen: it is complete, and no completed import hides it. */
export function isVisible(db: ReadDb, importId: number): boolean {
  return db.get('SELECT 1 FROM _headgate_visible_import WHERE id = ?', importId) !== undefined
}
