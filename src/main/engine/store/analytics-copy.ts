import { closeSync, openSync, writeSync } from 'node:fs'
import type { LayoutColumn } from '../validate/layout.ts'
import type { ReadDb } from './database.ts'
import { type DatasetColumn, datasetColumns } from './datasets.ts'
import { importPlan } from './imports.ts'
import { linesOfImport } from './rows.ts'
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

/** The imports whose rows are to be seen, oldest first, and how many rows each has. */
export function visibleImports(db: ReadDb): { importId: number; rows: number }[] {
  return db.all('SELECT id AS importId, rows_accepted AS rows FROM _headgate_visible_import ORDER BY id')
}

export function analyticsImport(db: ReadDb, importId: number): AnalyticsImport {
  const { datasetId, datasetName, layout, schemaVersionId } = importPlan(db, importId)
  const accepted = db.get<{ rows: number }>('SELECT rows_accepted AS rows FROM _headgate_import WHERE id = ?', importId)
  return {
    importId,
    dataset: { id: datasetId, name: datasetName },
    columns: datasetColumns(db, datasetId),
    layout,
    schemaVersion: schemaById(db, schemaVersionId).version,
    rows: accepted?.rows ?? 0,
  }
}

/** Writes the accepted rows of an import, from a row number on, as a file for DuckDB: the lines as they are stored. */
export function spillImport(db: ReadDb, importId: number, file: string, fromRow: number): { longestRecord: number } {
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
