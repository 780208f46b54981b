import { closeSync, openSync, writeSync } from 'node:fs'
import { writeLines } from '../lib/line-files.ts'
import { nameKey } from '../lib/names.ts'
import type { LayoutColumn } from '../validate/layout.ts'
import type { ReadDb } from './database.ts'
import { type DatasetColumn, datasetColumns } from './datasets.ts'
import { importPlan } from './imports.ts'
import { linesOfImport } from './rows.ts'
import { importHasVersions, shownRows, type VersionTable } from './shown-rows.ts'
import { schemaById } from './schemas.ts'

/** What DuckDB has to know to hold the rows of an import. */
export interface AnalyticsImport {
  readonly importId: number
  readonly dataset: { readonly id: number; readonly name: string }
  /** The columns of the dataset, all of its imports together. */
  readonly columns: readonly DatasetColumn[]
  readonly layout: readonly LayoutColumn[]
  readonly schemaVersion: number
  readonly rows: number
}

export interface VisibleImport {
  readonly importId: number
  readonly datasetId: number
  readonly rows: number
  /** Another one whenever other rows of it are seen, or other values in them. */
  readonly stamp: number
}

export type DatasetShape = Pick<AnalyticsImport, 'dataset' | 'columns'>

/** The imports whose rows are to be seen, oldest first, and how many rows each has. */
export function visibleImports(db: ReadDb): VisibleImport[] {
  return db.all(
    `SELECT id AS importId, dataset_id AS datasetId, rows, version_stamp AS stamp FROM _headgate_visible_import ORDER BY id`,
  )
}

export function analyticsImport(db: ReadDb, importId: number): AnalyticsImport {
  const { datasetId, datasetName, layout, schemaVersionId, mode } = importPlan(db, importId)
  const accepted = db.get<{ rows: number }>(
    'SELECT rows_accepted - rows_hidden AS rows FROM _headgate_import WHERE id = ?',
    importId,
  )
  const columns = datasetColumns(db, datasetId)
  return {
    importId,
    dataset: { id: datasetId, name: datasetName },
    columns,
    layout: mode === 'upsert' ? [...layout, ...carriedColumns(layout, columns)] : layout,
    schemaVersion: schemaById(db, schemaVersionId).version,
    rows: accepted?.rows ?? 0,
  }
}

/** The datasets that can be asked for: those into which an import was completed, also where none stands. */
export function datasetShapes(db: ReadDb): DatasetShape[] {
  return db
    .all<{ id: number; name: string }>(
      `SELECT id, name FROM _headgate_dataset WHERE dropped_at IS NULL
         AND EXISTS (SELECT 1 FROM _headgate_import i WHERE i.dataset_id = _headgate_dataset.id AND i.completion IS NOT NULL)`,
    )
    .map((dataset) => ({ dataset, columns: datasetColumns(db, dataset.id) }))
}

/** The columns of a dataset that an upsert does not bring: what its rows have there stands behind their cells. */
function carriedColumns(layout: readonly LayoutColumn[], columns: readonly DatasetColumn[]): LayoutColumn[] {
  const known = new Set(layout.map(({ field }) => nameKey(field ?? '')))
  return columns
    .filter(({ name }) => !known.has(nameKey(name)))
    .map(({ name, type }) => ({ source: null, field: name, type }))
}

/** Writes the rows of an import that are seen as a file for DuckDB, by the layout of `analyticsImport`. */
export function spillShown(
  db: ReadDb,
  importId: number,
  file: string,
  versions: VersionTable,
): { longestRecord: number; rows: number } {
  const { layout, columns } = analyticsImport(db, importId)
  const positions = new Map(columns.map(({ name }, position) => [nameKey(name), position]))
  const lines = writeLines(file)
  let rows = 0
  try {
    for (const { rowNumber, cells, carried } of shownRows(db, importId, versions)) {
      const all = layout.map(({ source, field }, index) =>
        carried === null || source !== null
          ? (cells[index] ?? null)
          : (carried[positions.get(nameKey(field ?? '')) ?? -1]?.[0] ?? null),
      )
      lines.add(JSON.stringify([String(rowNumber), ...all]))
      rows++
    }
  } catch (error) {
    lines.close()
    throw error
  }
  return { ...lines.close(), rows }
}

/** Writes the rows of an import that are seen, from a row number on, as a file for DuckDB. Rows without versions are not looked into. */
export function spillImport(db: ReadDb, importId: number, file: string, fromRow: number): { longestRecord: number } {
  return importHasVersions(db, importId, '_headgate_row_version')
    ? spillShown(db, importId, file, '_headgate_row_version')
    : spillStored(db, importId, file, fromRow)
}

/** Writes the accepted rows of an import, from a row number on, as a file for DuckDB: the lines as they are stored. */
export function spillStored(db: ReadDb, importId: number, file: string, fromRow: number): { longestRecord: number } {
  const descriptor = openSync(file, 'w')
  let longestRecord = 0
  try {
    for (const lines of linesOfImport(db, importId, fromRow)) {
      writeSync(descriptor, lines)
      for (const line of lines.split('\n')) longestRecord = Math.max(longestRecord, line.length * mostBytesPerUnit)
    }
    return { longestRecord }
  } finally {
    closeSync(descriptor)
  }
}

/** A UTF-16 unit takes at most three bytes in UTF-8. */
const mostBytesPerUnit = 3
