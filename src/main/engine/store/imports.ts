import type { ErrorShape } from '../../../contract/errors.ts'
import type { ImportMode, ImportRecord, ImportState, RowCounts, UpsertCounts } from '../../../contract/imports.ts'
import { AppError } from '../lib/app-error.ts'
import type { LayoutColumn } from '../validate/layout.ts'
import type { ReadDb, WriteDb } from './database.ts'
import { placeImport } from './place-import.ts'

/** Which state may follow which. */
const transitions: Readonly<Record<ImportState, readonly ImportState[]>> = {
  queued: ['running', 'cancelled', 'failed', 'interrupted'],
  running: ['paused', 'interrupted', 'completed', 'cancelled', 'failed'],
  paused: ['running', 'interrupted', 'cancelled'],
  interrupted: ['queued', 'running', 'cancelled'],
  completed: ['rolled-back'],
  cancelled: [],
  failed: [],
  'rolled-back': ['completed'],
}

/** What is stored of what an upsert did; which rows were skipped can change with corrections. */
type StoredCounts = Omit<UpsertCounts, 'skipped'>

interface ImportRow {
  importId: number
  dataset: string
  state: ImportState
  path: string
  bytes: number
  sha256: string | null
  schemaName: string
  schemaVersion: number
  accepted: number
  rejected: number
  blank: number
  skipped: number
  issues: number
  elapsedMs: number
  peakRssBytes: number
  startedAt: string
  finishedAt: string | null
  error: string | null
  revalidates: number | null
  mode: ImportMode
  key: string | null
  upserted: string | null
}

const select = `
  SELECT i.id AS importId, d.name AS dataset, j.state, i.file_path AS path, i.file_bytes AS bytes, i.file_sha256 AS sha256,
         s.name AS schemaName, s.version AS schemaVersion, i.rows_accepted AS accepted, i.rows_rejected AS rejected,
         i.rows_blank AS blank, i.rows_skipped AS skipped, i.issues, i.elapsed_ms AS elapsedMs, i.peak_rss_bytes AS peakRssBytes,
         j.created_at AS startedAt, j.finished_at AS finishedAt, j.error, i.plan ->> '$.content.importId' AS revalidates,
         i.mode, i.key_fields AS key, i.upserted
  FROM _headgate_import i
  JOIN _headgate_job j USING (id)
  JOIN _headgate_dataset d ON d.id = i.dataset_id
  JOIN _headgate_schema_version s ON s.id = i.schema_version_id`

function toRecord(row: ImportRow): ImportRecord {
  const read = row.accepted + row.rejected
  return {
    importId: row.importId,
    dataset: row.dataset,
    state: row.state,
    file: { path: row.path, bytes: row.bytes, sha256: row.sha256 },
    schema: { name: row.schemaName, version: row.schemaVersion },
    rows: { read, accepted: row.accepted, rejected: row.rejected, blank: row.blank, skipped: row.skipped },
    issues: row.issues,
    elapsedMs: row.elapsedMs,
    rowsPerSecond: row.elapsedMs === 0 ? 0 : Math.round((read * 1000) / row.elapsedMs),
    peakRssBytes: row.peakRssBytes,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    revalidates: row.revalidates,
    error: row.error === null ? null : (JSON.parse(row.error) as ErrorShape),
    mode: row.mode,
    key: row.key === null ? null : (JSON.parse(row.key) as string[]),
    upserted: row.upserted === null ? null : { ...(JSON.parse(row.upserted) as StoredCounts), skipped: row.rejected },
  }
}

/** All imports, newest first. */
export function listImports(db: ReadDb, dataset?: string): ImportRecord[] {
  const rows =
    dataset === undefined
      ? db.all<ImportRow>(`${select} ORDER BY i.id DESC`)
      : db.all<ImportRow>(`${select} WHERE d.name = ? COLLATE NOCASE ORDER BY i.id DESC`, dataset)
  return rows.map(toRecord)
}

/** @throws AppError `import-unknown` */
export function requireImport(db: ReadDb, importId: number): ImportRecord {
  const row = db.get<ImportRow>(`${select} WHERE i.id = ?`, importId)
  if (row) return toRecord(row)
  throw new AppError('import-unknown', `There is no import ${importId}.`, {
    hint: '`headgate imports list` shows all of them.',
  })
}

/** What is stored of an import when it begins. */
export interface NewImport {
  readonly datasetId: number
  readonly schemaVersionId: number
  readonly layoutId: number
  readonly path: string
  readonly bytes: number
  readonly plan: unknown
  /** `append` unless said. */
  readonly mode?: ImportMode
  /** Fields; of an upsert. */
  readonly key?: readonly string[]
}

/** Stores a new import as queued; returns its id. */
export function createImport(db: WriteDb, input: NewImport): number {
  const { lastInsertRowid: id } = db.run(
    `INSERT INTO _headgate_job (kind, name, state, created_at) VALUES ('import', ?, 'queued', ?)`,
    input.path,
    new Date().toISOString(),
  )
  db.run(
    `INSERT INTO _headgate_import (id, dataset_id, schema_version_id, layout_id, file_path, file_bytes, plan, mode, key_fields)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    input.datasetId,
    input.schemaVersionId,
    input.layoutId,
    input.path,
    input.bytes,
    JSON.stringify(input.plan),
    input.mode ?? 'append',
    input.key === undefined ? null : JSON.stringify(input.key),
  )
  return id
}

/**
 * Moves an import to another state.
 * @throws AppError `import-state` where that state may not follow
 */
export function setImportState(db: WriteDb, importId: number, to: ImportState, error: ErrorShape | null = null): void {
  const { state } = requireImport(db, importId)
  if (!transitions[state].includes(to)) {
    throw new AppError('import-state', `Import ${importId} is ${state}, so it cannot become ${to}.`, {
      hint: '`headgate imports show` tells more about it.',
      details: { state, to },
    })
  }
  const ends = to !== 'queued' && to !== 'running' && to !== 'paused'
  db.run(
    'UPDATE _headgate_job SET state = ?, error = ?, finished_at = ? WHERE id = ?',
    to,
    error === null ? null : JSON.stringify(error),
    ends ? new Date().toISOString() : null,
    importId,
  )
  if (to === 'completed') placeImport(db, importId)
}

/** What an import took so far, the time of earlier runs with it. */
export interface ImportCost {
  readonly elapsedMs: number
  readonly peakRssBytes: number
}

/** What a part of an import's work adds to its record. */
export interface ImportTotals extends ImportCost {
  readonly rows: Omit<RowCounts, 'read'>
  readonly issues: number
  readonly sha256: string | null
}

export function setImportCost(db: WriteDb, importId: number, { elapsedMs, peakRssBytes }: ImportCost): void {
  db.run(
    'UPDATE _headgate_import SET elapsed_ms = ?, peak_rss_bytes = max(peak_rss_bytes, ?) WHERE id = ?',
    Math.round(elapsedMs),
    peakRssBytes,
    importId,
  )
}

export function setImportTotals(db: WriteDb, importId: number, totals: ImportTotals): void {
  db.run(
    `UPDATE _headgate_import SET rows_accepted = ?, rows_rejected = ?, rows_blank = ?, rows_skipped = ?, issues = ?,
       file_sha256 = coalesce(?, file_sha256) WHERE id = ?`,
    totals.rows.accepted,
    totals.rows.rejected,
    totals.rows.blank,
    totals.rows.skipped,
    totals.issues,
    totals.sha256,
    importId,
  )
  setImportCost(db, importId, totals)
}

/** Whether the rules that look beyond one row were judged already. */
export function isTableJudged(db: ReadDb, importId: number): boolean {
  const row = db.get<{ judged: number }>('SELECT table_judged AS judged FROM _headgate_import WHERE id = ?', importId)
  return row?.judged === 1
}

/** Marks these rules as judged; part of the transaction that stores what they found. */
export function setTableJudged(db: WriteDb, importId: number): void {
  db.run('UPDATE _headgate_import SET table_judged = 1 WHERE id = ?', importId)
}

/** How an import is to be read and judged, as it was decided when it began. */
export interface StoredPlan<P> {
  readonly datasetId: number
  readonly datasetName: string
  readonly schemaVersionId: number
  readonly layout: readonly LayoutColumn[]
  readonly path: string
  readonly bytes: number
  readonly elapsedMs: number
  readonly mode: ImportMode
  /** Fields; empty unless it is an upsert. */
  readonly key: readonly string[]
  readonly plan: P
}

export function importPlan<P>(db: ReadDb, importId: number): StoredPlan<P> {
  requireImport(db, importId)
  const row = db.get<
    Omit<StoredPlan<P>, 'layout' | 'plan' | 'key'> & { layout: string; plan: string; key: string | null }
  >(
    `SELECT i.dataset_id AS datasetId, d.name AS datasetName, i.schema_version_id AS schemaVersionId, l.columns AS layout,
            i.file_path AS path, i.file_bytes AS bytes, i.elapsed_ms AS elapsedMs, i.mode, i.key_fields AS key,
            i.plan
     FROM _headgate_import i JOIN _headgate_layout l ON l.id = i.layout_id JOIN _headgate_dataset d ON d.id = i.dataset_id
     WHERE i.id = ?`,
    importId,
  )
  if (!row) throw new Error(`import ${importId} has no layout`)
  return {
    ...row,
    layout: JSON.parse(row.layout) as LayoutColumn[],
    key: JSON.parse(row.key ?? '[]') as string[],
    plan: JSON.parse(row.plan) as P,
  }
}

/** Imports that ended with the process that ran them; called once when a workspace opens. Returns how many there were. */
export function markInterrupted(db: WriteDb): number {
  return db.run(
    `UPDATE _headgate_job SET state = 'interrupted', finished_at = ? WHERE kind = 'import' AND state IN ('queued', 'running', 'paused')`,
    new Date().toISOString(),
  ).changes
}

/** Earlier imports into the dataset that are still there, not replaced, and had a file of the same size, and the same sheet of it. */
export function importsOfSize(
  db: ReadDb,
  datasetId: number,
  bytes: number,
  sheet: string | null,
): { importId: number; sha256: string }[] {
  return db.all(
    `SELECT i.id AS importId, i.file_sha256 AS sha256 FROM _headgate_import i JOIN _headgate_job j USING (id)
     WHERE i.dataset_id = ? AND i.file_bytes = ? AND i.file_sha256 IS NOT NULL AND j.state = 'completed'
       AND i.plan ->> '$.content.sheet.name' IS ?
       AND NOT EXISTS (SELECT 1 FROM _headgate_visible_import v
                       WHERE v.dataset_id = i.dataset_id AND v.mode = 'replace' AND v.place > i.place)
     ORDER BY i.id`,
    datasetId,
    bytes,
    sheet,
  )
}
