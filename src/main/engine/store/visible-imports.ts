import type { ImportMode } from '../../../contract/imports.ts'
import { AppError } from '../lib/app-error.ts'
import type { LayoutColumn } from '../validate/layout.ts'
import type { ReadDb } from './database.ts'
import type { DatasetShape } from './analytics-copy.ts'
import { datasetColumns, hasUpserts, requireDataset } from './datasets.ts'
import { importPlan, requireImport } from './imports.ts'
import { requireSchema } from './schemas.ts'

/** An import whose rows make up a dataset, together with those of the others. */
export interface StandingImport {
  readonly importId: number
  readonly mode: ImportMode
  /** Fields; empty unless it is an upsert. */
  readonly key: readonly string[]
  readonly layout: readonly LayoutColumn[]
  /** Accepted ones, seen or not. */
  readonly rows: number
}

/** Whether the rows of an import are seen, but for those of which there is a newer version. */
export function isVisible(db: ReadDb, importId: number): boolean {
  return db.get('SELECT 1 FROM _headgate_visible_import WHERE id = ?', importId) !== undefined
}

/** The imports that are seen and will not be any more once another one is complete. */
export function importsHiddenBy(db: ReadDb, importId: number): number[] {
  const { mode, revalidates, dataset } = requireImport(db, importId)
  const { id } = requireDataset(db, dataset)
  const place = (revalidates === null ? null : placeOf(db, revalidates)) ?? behindAll
  return db
    .all<{ id: number }>(
      `SELECT id FROM _headgate_visible_import WHERE dataset_id = ? AND (place = ? OR (place < ? AND ? = 'replace'))`,
      id,
      place,
      place,
      mode,
    )
    .map((row) => row.id)
}

/** The place of what has none yet. */
const behindAll = Number.MAX_SAFE_INTEGER

function placeOf(db: ReadDb, importId: number): number | null {
  return db.get<{ place: number | null }>('SELECT place FROM _headgate_import WHERE id = ?', importId)?.place ?? null
}

/** What may change about the imports that are complete, before it is done. */
export interface StandingChange {
  readonly importId: number
  readonly state: 'completed' | 'rolled-back'
}

/**
 * The imports that make up a dataset, in the order in which their rows lie over each other: now, as it will be behind a change, or as it was
 * when an import was completed (`asOf`), without whatever came later, and with what is rolled back now left out.
 * @throws AppError `import-state` for an `asOf` that was never completed
 */
export function standingImports(
  db: ReadDb,
  datasetId: number,
  { change, asOf }: { readonly change?: StandingChange; readonly asOf?: number } = {},
): StandingImport[] {
  const until = asOf === undefined ? behindAll : completionOf(db, asOf)
  const found = db.all<
    Pick<StandingImport, 'importId' | 'mode' | 'rows'> & { key: string | null; layout: string; place: number }
  >(
    `SELECT i.id AS importId, i.mode, i.key_fields AS key, l.columns AS layout, i.rows_accepted AS rows,
            coalesce(i.place, (SELECT o.place FROM _headgate_import o WHERE o.id = i.plan ->> '$.content.importId'), ?) AS place
     FROM _headgate_import i JOIN _headgate_job j USING (id) JOIN _headgate_layout l ON l.id = i.layout_id
     WHERE i.dataset_id = ? AND iif(i.id = ?, ?, j.state) = 'completed' AND coalesce(i.completion, 0) <= ?
     ORDER BY place, i.id`,
    behindAll,
    datasetId,
    change?.importId ?? null,
    change?.state ?? null,
    until,
  )
  const last = found.filter(({ place }, index) => found[index + 1]?.place !== place)
  const replaced = last.findLastIndex(({ mode }) => mode === 'replace')
  return last.slice(Math.max(0, replaced)).map(({ importId, mode, rows, key, layout }) => ({
    importId,
    mode,
    rows,
    key: JSON.parse(key ?? '[]') as string[],
    layout: JSON.parse(layout) as LayoutColumn[],
  }))
}

/** What there is to know of a dataset before its imports are laid over each other. */
export interface StandingDataset {
  readonly shape: DatasetShape
  /** Whether rows of it can have versions at all. */
  readonly hasUpserts: boolean
  readonly imports: readonly StandingImport[]
}

/**
 * The imports that make up the dataset of an import, as `standingImports` has them.
 * @throws AppError `dataset-unknown` where it was dropped and is to be seen as of an import
 */
export function standingDataset(
  db: ReadDb,
  importId: number,
  at: { readonly change?: StandingChange; readonly asOf?: number } = {},
): StandingDataset {
  const { datasetId: id, datasetName: name } = importPlan(db, importId)
  const dataset = { id, name }
  if (at.asOf !== undefined) requireDataset(db, name)
  return {
    shape: { dataset, columns: datasetColumns(db, dataset.id) },
    hasUpserts: hasUpserts(db, dataset.id),
    imports: standingImports(db, dataset.id, at),
  }
}

function completionOf(db: ReadDb, importId: number): number {
  const { state } = requireImport(db, importId)
  const found = db.get<{ completion: number | null }>('SELECT completion FROM _headgate_import WHERE id = ?', importId)
  if (found?.completion != null) return found.completion
  throw new AppError('import-state', `Import ${importId} is ${state}: there is no dataset as of it.`, {
    hint: 'Name an import that was completed; `headgate datasets show NAME` lists them.',
  })
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
