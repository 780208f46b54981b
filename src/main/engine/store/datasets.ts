import { createHash } from 'node:crypto'
import type { DatasetSummary } from '../../../contract/datasets.ts'
import type { FieldType } from '../../../contract/schema/field-type.ts'
import { AppError } from '../lib/app-error.ts'
import { nameKey } from '../lib/names.ts'
import { formatCount } from '../lib/numbers.ts'
import { type LayoutColumn, maxColumns } from '../validate/layout.ts'
import type { ReadDb, WriteDb } from './database.ts'
import { createDatasetView } from './dataset-view.ts'

export interface Dataset {
  readonly id: number
  readonly name: string
  readonly schemaKey: string
}

/** A column of a dataset: the union of what its imports brought. */
export interface DatasetColumn {
  readonly name: string
  readonly type: FieldType
  readonly precision: number | null
  readonly scale: number | null
}

const reserved = /^(?:_headgate|sqlite_)/i

/** @throws AppError `dataset-name-invalid` */
export function checkDatasetName(name: string): void {
  if (name.trim() === '' || name.length > 200 || name.includes('\0')) {
    throw new AppError('dataset-name-invalid', `"${name.slice(0, 40)}" cannot be a dataset's name.`, {
      hint: 'Use between 1 and 200 characters.',
    })
  }
  if (reserved.test(name)) {
    throw new AppError(
      'dataset-name-invalid',
      `"${name}" cannot be a dataset's name: names that begin with _headgate or sqlite_ are reserved.`,
      {
        hint: 'Choose another name.',
      },
    )
  }
}

/** A dataset that was not dropped. */
export function findDataset(db: ReadDb, name: string): Dataset | undefined {
  return db.get<Dataset>(
    'SELECT id, name, schema_key AS schemaKey FROM _headgate_dataset WHERE name_key = ? AND dropped_at IS NULL',
    nameKey(name),
  )
}

/** @throws AppError `dataset-unknown` naming the datasets that there are */
export function requireDataset(db: ReadDb, name: string): Dataset {
  const found = findDataset(db, name)
  if (found) return found
  refuseDropped(db, name)
  const known = db
    .all<{ name: string }>('SELECT name FROM _headgate_dataset WHERE dropped_at IS NULL ORDER BY name_key')
    .map((dataset) => dataset.name)
  throw new AppError('dataset-unknown', `There is no dataset "${name}".`, {
    hint:
      known.length === 0 ? 'Import a file first: headgate import FILE --into NAME.' : `Known are: ${known.join(', ')}.`,
  })
}

/** @throws AppError `dataset-unknown` for a dataset that was dropped */
export function refuseDropped(db: ReadDb, name: string): void {
  const dropped = db.get('SELECT 1 FROM _headgate_dataset WHERE name_key = ? AND dropped_at IS NOT NULL', nameKey(name))
  if (!dropped) return
  throw new AppError('dataset-unknown', `The dataset "${name}" was dropped.`, {
    hint: `Bring it back with: headgate datasets restore '${name}'`,
  })
}

/** The dataset of a name, made where there is none. */
export function ensureDataset(db: WriteDb, name: string, schemaName: string): Dataset {
  checkDatasetName(name)
  const found = findDataset(db, name)
  if (found) return found
  refuseDropped(db, name)
  const schemaKey = nameKey(schemaName)
  const { lastInsertRowid } = db.run(
    'INSERT INTO _headgate_dataset (name, name_key, schema_key, created_at) VALUES (?, ?, ?, ?)',
    name,
    nameKey(name),
    schemaKey,
    new Date().toISOString(),
  )
  return { id: lastInsertRowid, name, schemaKey }
}

export function datasetColumns(db: ReadDb, datasetId: number): DatasetColumn[] {
  return db.all<DatasetColumn>(
    'SELECT name, type, precision, scale FROM _headgate_dataset_column WHERE dataset_id = ? ORDER BY position',
    datasetId,
  )
}

/** A stored layout with its id. */
export interface Layout {
  readonly id: number
  readonly columns: readonly LayoutColumn[]
}

/**
 * Stores what the cells of an import's rows are, adds the fields that are new to the dataset, and redraws the dataset's view.
 * A field that has another type than before takes the new one: its texts are kept, and read by it.
 */
export function ensureLayout(db: WriteDb, dataset: Dataset, columns: readonly LayoutColumn[]): number {
  const text = JSON.stringify(columns)
  const hash = createHash('sha256').update(text).digest('hex')
  const found = db.get<{ id: number }>(
    'SELECT id FROM _headgate_layout WHERE dataset_id = ? AND columns_hash = ?',
    dataset.id,
    hash,
  )
  const layoutId =
    found?.id ??
    db.run('INSERT INTO _headgate_layout (dataset_id, columns, columns_hash) VALUES (?, ?, ?)', dataset.id, text, hash)
      .lastInsertRowid
  const changed = mergeColumns(db, dataset.id, columns)
  if (!found || changed) redrawDatasetView(db, dataset)
  return layoutId
}

function mergeColumns(db: WriteDb, datasetId: number, columns: readonly LayoutColumn[]): boolean {
  const known = new Map(datasetColumns(db, datasetId).map((column) => [nameKey(column.name), column]))
  let changed = false
  for (const column of columns) {
    if (column.field === null) continue
    const key = nameKey(column.field)
    const { type, precision = null, scale = null } = column
    const before = known.get(key)
    if (!before && known.size === maxColumns) {
      throw new AppError(
        'file-unsupported',
        `The file would bring the dataset to more than ${formatCount(maxColumns)} columns, which is the most it can have.`,
        { hint: 'Import it into another dataset, or let the schema ignore unknown columns.' },
      )
    }
    if (!before) {
      db.run(
        'INSERT INTO _headgate_dataset_column (dataset_id, position, name, name_key, type, precision, scale) VALUES (?, ?, ?, ?, ?, ?, ?)',
        datasetId,
        known.size,
        column.field,
        key,
        type,
        precision,
        scale,
      )
      known.set(key, { name: column.field, type, precision, scale })
      changed = true
    } else if (before.type !== type || before.precision !== precision || before.scale !== scale) {
      db.run(
        'UPDATE _headgate_dataset_column SET type = ?, precision = ?, scale = ? WHERE dataset_id = ? AND name_key = ?',
        type,
        precision,
        scale,
        datasetId,
        key,
      )
      changed = true
    }
  }
  return changed
}

/** Draws the views of all datasets anew, as this program has them. */
export function redrawDatasetViews(db: WriteDb): void {
  const datasets = db.all<Dataset>(
    'SELECT id, name, schema_key AS schemaKey FROM _headgate_dataset WHERE dropped_at IS NULL',
  )
  for (const dataset of datasets) redrawDatasetView(db, dataset)
}

/** Draws the view of a dataset as its columns, layouts and imports are now. */
export function redrawDatasetView(db: WriteDb, dataset: Dataset): void {
  createDatasetView(db, dataset, {
    columns: datasetColumns(db, dataset.id),
    layouts: layoutsOf(db, dataset.id),
    hasUpserts: hasUpserts(db, dataset.id),
  })
}

/** Whether any import into a dataset brings versions of rows, whatever became of it. */
export function hasUpserts(db: ReadDb, datasetId: number): boolean {
  return db.get(`SELECT 1 FROM _headgate_import WHERE dataset_id = ? AND mode = 'upsert'`, datasetId) !== undefined
}

export function layoutsOf(db: ReadDb, datasetId: number): Layout[] {
  return db
    .all<{ id: number; columns: string }>(
      'SELECT id, columns FROM _headgate_layout WHERE dataset_id = ? ORDER BY id',
      datasetId,
    )
    .map((row) => ({ id: row.id, columns: JSON.parse(row.columns) as LayoutColumn[] }))
}

/** All datasets, by name. */
export function listDatasets(db: ReadDb): DatasetSummary[] {
  return db
    .all<{ id: number; name: string; createdAt: string; schema: string | null; rows: number | null; imports: number }>(
      `SELECT d.id, d.name, d.created_at AS createdAt,
              (SELECT s.name FROM _headgate_schema_version s WHERE s.name_key = d.schema_key ORDER BY s.version DESC LIMIT 1) AS schema,
              (SELECT sum(v.rows) FROM _headgate_visible_import v WHERE v.dataset_id = d.id) AS rows,
              (SELECT count(*) FROM _headgate_visible_import v WHERE v.dataset_id = d.id) AS imports
       FROM _headgate_dataset d WHERE d.dropped_at IS NULL ORDER BY d.name_key`,
    )
    .map(({ id, schema, rows, ...dataset }) => ({
      ...dataset,
      schema: schema ?? '',
      rows: rows ?? 0,
      columns: datasetColumns(db, id).map(({ name, type }) => ({ name, type })),
    }))
}
