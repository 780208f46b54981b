import type { WriteDb } from './database.ts'

/**
 * Gives an import its place among those of its dataset when it is first completed: behind all others, or where the rows were that it judged
 * again. Part of the transaction that completes it.
 */
export function placeImport(db: WriteDb, importId: number): void {
  db.run(
    `UPDATE _headgate_import SET completion = (SELECT coalesce(max(completion), 0) + 1 FROM _headgate_import)
     WHERE id = ? AND completion IS NULL`,
    importId,
  )
  db.run(
    `UPDATE _headgate_import SET place = coalesce(
       (SELECT o.place FROM _headgate_import o WHERE o.id = _headgate_import.plan ->> '$.content.importId'), completion)
     WHERE id = ? AND place IS NULL`,
    importId,
  )
}
