import type { FoldResult } from '../analytics/protocol.ts'
import { readLines } from '../lib/line-files.ts'
import type { WriteDb } from './database.ts'
import { type ImportCost, setImportCost, setImportState } from './imports.ts'
import { refusePurged } from './purge-import.ts'
import { rowIdRange } from './row-id.ts'
import { asOfVersions, type VersionTable } from './shown-rows.ts'
import { type StandingChange, type StandingDataset, type StandingImport, standingImports } from './visible-imports.ts'

/** What laying the imports of a dataset over each other came to. */
export interface FoldedVersions extends FoldResult {
  /** Ids of rows that are not seen, one a line. */
  readonly unseenFile: string
}

/** A change of the imports that stand, with what the dataset comes to by it. */
export interface VersionsChange {
  readonly standing: StandingDataset
  /** Null where no upsert stands. */
  readonly folded: FoldedVersions | null
  readonly change: StandingChange
  /** Of a whole import that ran. */
  readonly cost?: ImportCost
}

const newVersions = 'temp._headgate_new_version'

/** Rows a statement takes at once. */
const rowsPerStatement = 200

/**
 * Changes the state of an import and which versions of rows are seen behind that, in one transaction: nobody sees one without the other.
 * Returns false, and does nothing, where the dataset is not made up of the imports any more that were laid over each other.
 * @throws AppError `import-state` where that state may not follow
 */
export function changeVersions(db: WriteDb, { standing, folded, change, cost }: VersionsChange): boolean {
  const { shape, imports } = standing
  const datasetId = shape.dataset.id
  db.script(`CREATE TABLE IF NOT EXISTS ${newVersions} (id INTEGER PRIMARY KEY, carried TEXT)`)
  return db.transaction(() => {
    if (!isMadeUpOf(imports, standingImports(db, datasetId, { change }))) return false
    if (change.state === 'completed') refusePurged(db, change.importId)
    db.run(`DELETE FROM ${newVersions}`)
    if (folded) fillVersions(db, newVersions, folded)
    replaceVersions(db, datasetId)
    for (const { importId, ...counts } of folded?.outcomes ?? []) {
      if (importId === change.importId) {
        db.run(
          'UPDATE _headgate_import SET upserted = ? WHERE id = ? AND completion IS NULL',
          JSON.stringify(counts),
          importId,
        )
      }
    }
    if (cost) setImportCost(db, change.importId, cost)
    setImportState(db, change.importId, change.state)
    return true
  })
}

function isMadeUpOf(imports: readonly StandingImport[], now: readonly StandingImport[]): boolean {
  const told = (standing: readonly StandingImport[]): string =>
    JSON.stringify(standing.map(({ importId, rows }) => [importId, rows]))
  return told(imports) === told(now)
}

function replaceVersions(db: WriteDb, datasetId: number): void {
  const imports = db.all<{ id: number }>('SELECT id FROM _headgate_import WHERE dataset_id = ?', datasetId)
  const stamp = db.get<{ next: number }>('SELECT max(version_stamp) + 1 AS next FROM _headgate_import')?.next ?? 1
  for (const { id } of imports) {
    const { first, last } = rowIdRange(id)
    const versions = (table: VersionTable | typeof newVersions): string =>
      `SELECT id, carried FROM ${table} WHERE id BETWEEN ${first} AND ${last}`
    const [before, after] = [versions('_headgate_row_version'), versions(newVersions)]
    const differs = db.get(
      `SELECT 1 FROM (SELECT * FROM (${before}) EXCEPT ${after}) UNION ALL SELECT 1 FROM (SELECT * FROM (${after}) EXCEPT ${before}) LIMIT 1`,
    )
    if (!differs) continue
    db.run('DELETE FROM _headgate_row_version WHERE id BETWEEN ? AND ?', first, last)
    db.run(`INSERT INTO _headgate_row_version ${after}`)
    db.run(
      `UPDATE _headgate_import SET version_stamp = ?,
         rows_hidden = (SELECT count(*) FROM _headgate_row_version WHERE id BETWEEN ? AND ? AND carried IS NULL) WHERE id = ?`,
      stamp,
      first,
      last,
      id,
    )
  }
}

/** Holds the versions of a moment beside those of now, until others are put there. */
export function useVersions(db: WriteDb, folded: FoldedVersions | null): void {
  db.script(`CREATE TABLE IF NOT EXISTS ${asOfVersions} (id INTEGER PRIMARY KEY, carried TEXT)`)
  db.transaction(() => {
    db.run(`DELETE FROM ${asOfVersions}`)
    if (folded) fillVersions(db, asOfVersions, folded)
  })
}

function fillVersions(db: WriteDb, table: string, { unseenFile, carried }: FoldedVersions): void {
  let values: (number | string | null)[] = []
  const flush = (): void => {
    if (values.length === 0) return
    const places = Array.from({ length: values.length / 2 }, () => '(?, ?)').join(', ')
    db.run(`INSERT INTO ${table} (id, carried) VALUES ${places}`, ...values)
    values = []
  }
  const add = (id: number, text: string | null): void => {
    values.push(id, text)
    if (values.length === 2 * rowsPerStatement) flush()
  }
  for (const line of readLines(unseenFile)) add(Number(line), null)
  for (const { file, positions } of carried) {
    for (const line of readLines(file)) {
      const { id, t, f } = JSON.parse(line) as { id: number; t: (string | null)[]; f: (number | null)[] }
      const taken = positions.flatMap((position, index) =>
        t[index] == null ? [] : [[String(position), [t[index], f[index]]] as const],
      )
      add(id, JSON.stringify(Object.fromEntries(taken)))
    }
  }
  flush()
}
