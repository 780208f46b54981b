import { basename } from 'node:path'
import type { DatasetDetails, DatasetSummary } from '../../../contract/datasets.ts'
import type { ImportMode, ImportState } from '../../../contract/imports.ts'
import { AppError } from '../lib/app-error.ts'
import { nameKey } from '../lib/names.ts'
import { quoteIdentifier } from '../lib/sql-names.ts'
import type { ReadDb, WriteDb } from './database.ts'
import { checkDatasetName, findDataset, listDatasets, redrawDatasetView, requireDataset } from './datasets.ts'

interface ImportRow {
  importId: number
  state: ImportState
  mode: ImportMode
  key: string | null
  path: string
  schemaVersion: number
  accepted: number
  seen: number
  revalidates: number | null
  startedAt: string
}

/**
 * A dataset with the imports that made it, newest first.
 * @throws AppError `dataset-unknown`
 */
export function showDataset(db: ReadDb, name: string): DatasetDetails {
  const dataset = requireDataset(db, name)
  const summary = listDatasets(db).find((candidate) => candidate.name === dataset.name) as DatasetSummary
  const rows = db.all<ImportRow>(
    `SELECT i.id AS importId, j.state, i.mode, i.key_fields AS key, i.file_path AS path, s.version AS schemaVersion,
            i.rows_accepted AS accepted, coalesce(v.rows, 0) AS seen, i.plan ->> '$.content.importId' AS revalidates,
            j.created_at AS startedAt
     FROM _headgate_import i JOIN _headgate_job j USING (id) JOIN _headgate_schema_version s ON s.id = i.schema_version_id
     LEFT JOIN _headgate_visible_import v ON v.id = i.id
     WHERE i.dataset_id = ? AND i.completion IS NOT NULL ORDER BY i.id DESC`,
    dataset.id,
  )
  const madeBy = rows.map(({ key, path, ...row }) => ({
    ...row,
    key: key === null ? null : (JSON.parse(key) as string[]),
    fileName: basename(path),
  }))
  const accepted = madeBy.reduce((sum, made) => sum + (made.state === 'completed' ? made.accepted : 0), 0)
  return { ...summary, rowsUnseen: accepted - summary.rows, madeBy }
}

/**
 * Gives a dataset another name. Its rows, imports and schema stay as they are; queries and schemas that refer to the old name do not follow.
 * @throws AppError `dataset-unknown`, `dataset-name-invalid` for a name that cannot be one or is taken
 */
export function renameDataset(db: WriteDb, name: string, to: string): void {
  checkDatasetName(to)
  const dataset = requireDataset(db, name)
  const other = db.get<{ id: number; dropped: string | null }>(
    'SELECT id, dropped_at AS dropped FROM _headgate_dataset WHERE name_key = ?',
    nameKey(to),
  )
  if (other && other.id !== dataset.id) {
    throw new AppError(
      'dataset-name-invalid',
      `"${to}" is the name of another dataset${other.dropped === null ? '' : ', which was dropped'}.`,
      { hint: 'Choose another name.' },
    )
  }
  db.script(`DROP VIEW IF EXISTS ${quoteIdentifier(dataset.name)}`)
  db.run('UPDATE _headgate_dataset SET name = ?, name_key = ? WHERE id = ?', to, nameKey(to), dataset.id)
  redrawDatasetView(db, { ...dataset, name: to })
}

/**
 * Takes a dataset away as one step: nothing of it is seen any more, and everything stays stored.
 * @throws AppError `dataset-unknown`, `import-state` while an import into it runs or waits
 */
export function dropDataset(db: WriteDb, name: string): void {
  const dataset = requireDataset(db, name)
  const running = db.get<{ id: number }>(
    `SELECT i.id FROM _headgate_import i JOIN _headgate_job j USING (id)
     WHERE i.dataset_id = ? AND j.state IN ('queued', 'running', 'paused')`,
    dataset.id,
  )
  if (running) {
    throw new AppError('import-state', `Import ${running.id} goes into "${dataset.name}" and has not ended.`, {
      hint: 'Wait for its end, or stop it.',
      details: { importId: running.id },
    })
  }
  db.run('UPDATE _headgate_dataset SET dropped_at = ? WHERE id = ?', new Date().toISOString(), dataset.id)
  db.script(`DROP VIEW IF EXISTS ${quoteIdentifier(dataset.name)}`)
}

/**
 * Brings a dropped dataset back as it was.
 * @throws AppError `dataset-unknown` where none of that name was dropped
 */
export function restoreDataset(db: WriteDb, name: string): void {
  const dropped = db.get<{ id: number }>(
    'SELECT id FROM _headgate_dataset WHERE name_key = ? AND dropped_at IS NOT NULL',
    nameKey(name),
  )
  if (!dropped) {
    requireDataset(db, name)
    throw new AppError('dataset-unknown', `The dataset "${name}" was not dropped.`, { hint: 'It is there already.' })
  }
  db.run('UPDATE _headgate_dataset SET dropped_at = NULL WHERE id = ?', dropped.id)
  const dataset = findDataset(db, name)
  if (dataset) redrawDatasetView(db, dataset)
}
