import { rmSync } from 'node:fs'
import { openSpill } from '../sink/spill.ts'
import type { LayoutColumn } from '../validate/layout.ts'
import type { ReadDb } from './database.ts'
import { type DatasetColumn, datasetColumns } from './datasets.ts'
import { importPlan } from './imports.ts'
import { rowNumberOf } from './row-id.ts'
import { rowsOfImport } from './rows.ts'
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
export function completedImports(db: ReadDb): { importId: number; rows: number }[] {
  return db.all(
    `SELECT i.id AS importId, i.rows_accepted AS rows FROM _headgate_import i JOIN _headgate_job j USING (id)
     WHERE j.state = 'completed' ORDER BY i.id`,
  )
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

const rowsPerWrite = 10_000

/** Writes the accepted rows of an import, from a row number on, as a file for DuckDB. */
export function spillImport(db: ReadDb, importId: number, file: string, fromRow: number): { longestRecord: number } {
  rmSync(file, { force: true })
  const spill = openSpill(file)
  try {
    let numbers: number[] = []
    let cells: string[] = []
    for (const row of rowsOfImport(db, importId, fromRow)) {
      numbers.push(rowNumberOf(row.id) ?? 0)
      cells.push(row.cells)
      if (cells.length === rowsPerWrite) {
        spill.add(numbers, cells)
        numbers = []
        cells = []
      }
    }
    spill.add(numbers, cells)
    return { longestRecord: spill.longestRecord() }
  } finally {
    spill.close()
  }
}
