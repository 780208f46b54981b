import type { ReadDb, WriteDb } from './database.ts'
import { requireDataset } from './datasets.ts'
import { type ImportCost, setImportCost, setImportState } from './imports.ts'
import { requireSchema } from './schemas.ts'

/** Lets a completed import hide another, as long as it is not rolled back. */
export function hideImport(db: WriteDb, { importId, hiddenBy }: { importId: number; hiddenBy: number }): void {
  db.run('INSERT INTO _headgate_hidden_import (import_id, hidden_by) VALUES (?, ?)', importId, hiddenBy)
}

/**
 * The imports that an import hides once it is complete. One that replaces its dataset hides, until it is complete, whatever stands there;
 * also what was rolled back, which is older than it if it ever comes back.
 */
export function importsHiddenBy(db: ReadDb, importId: number): number[] {
  return db
    .all<{ id: number }>(
      `SELECT import_id AS id FROM _headgate_hidden_import WHERE hidden_by = ?
       UNION SELECT o.id FROM _headgate_import i JOIN _headgate_job ij ON ij.id = i.id
         JOIN _headgate_import o ON o.dataset_id = i.dataset_id AND o.id <> i.id JOIN _headgate_job oj ON oj.id = o.id
       WHERE i.id = ? AND i.plan ->> '$.mode' = 'replace' AND ij.state NOT IN ('completed', 'rolled-back')
         AND oj.state IN ('completed', 'rolled-back')`,
      importId,
      importId,
    )
    .map(({ id }) => id)
}

/**
 * Completes an import that ran: from here on its rows are seen, and those that it hides are not, all at once. `cost` is that of the
 * whole import, with the stages after reading.
 */
export function completeImport(db: WriteDb, importId: number, cost: ImportCost): void {
  for (const id of importsHiddenBy(db, importId)) {
    db.run('INSERT OR IGNORE INTO _headgate_hidden_import (import_id, hidden_by) VALUES (?, ?)', id, importId)
  }
  setImportCost(db, importId, cost)
  setImportState(db, importId, 'completed')
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
