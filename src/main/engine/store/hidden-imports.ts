import type { ReadDb, WriteDb } from './database.ts'
import { requireDataset } from './datasets.ts'
import { requireSchema } from './schemas.ts'

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

/**
 * The imports of a dataset that are seen and were judged by another version of its schema than the wanted one, the newest unless said.
 * @throws AppError `dataset-unknown`, `schema-unknown`
 */
export function importsToRevalidate(
  db: ReadDb,
  { dataset, version }: { readonly dataset: string; readonly version?: number },
): number[] {
  const { id, schemaKey } = requireDataset(db, dataset)
  const wanted = requireSchema(db, schemaKey, version)
  return db
    .all<{ id: number }>(
      `SELECT v.id FROM _headgate_visible_import v JOIN _headgate_import i USING (id)
       WHERE v.dataset_id = ? AND i.schema_version_id <> ? ORDER BY v.id`,
      id,
      wanted.id,
    )
    .map((row) => row.id)
}
