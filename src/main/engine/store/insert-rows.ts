import type { FieldType } from '../../../contract/schema/field-type.ts'
import type { SchemaDocument } from '../../../contract/schema/schema-document.ts'
import type { LayoutColumn } from '../validate/layout.ts'
import type { WriteDb } from './database.ts'
import { ensureDataset, ensureLayout } from './datasets.ts'
import { createImport, requireImport, setImportState, setImportTotals } from './imports.ts'
import { insertBlock, rowsPerBlock } from './rows.ts'
import { addSchema, findSchema, type SchemaVersion } from './schemas.ts'

/** Rows that a program hands over instead of a file, their values as texts. */
export interface RowsToInsert {
  readonly dataset: string
  /** The schema that judged them, where one did. */
  readonly schema?: string
  readonly columns: readonly { readonly name: string; readonly type: FieldType }[]
  readonly rows: readonly (readonly (string | null)[])[]
  /** The import of this program's session that the rows go on with, if there is one. */
  readonly importId?: number
}

export interface InsertedRows {
  readonly importId: number
  readonly firstRowNumber: number
  readonly rows: number
}

const pathOfPrograms = 'program:'

/**
 * Stores rows that a program has judged itself, all of them or none. The rows of one session are one import, which is complete
 * after each call; rows with other columns than before begin another.
 */
export function insertRows(db: WriteDb, input: RowsToInsert): InsertedRows {
  return db.transaction(() => {
    const importId = continued(db, input) ?? begin(db, input)
    const firstRowNumber = requireImport(db, importId).rows.accepted + 1
    for (let start = 0; start < input.rows.length; start += rowsPerBlock) {
      const rows = input.rows.slice(start, start + rowsPerBlock)
      const first = firstRowNumber + start
      const lines = rows.map((row, index) => `${JSON.stringify([first + index, ...row])}\n`).join('')
      insertBlock(db, importId, { firstRowNumber: first, rowCount: rows.length, changed: null }, Buffer.from(lines))
    }
    const accepted = firstRowNumber - 1 + input.rows.length
    setImportTotals(db, importId, {
      rows: { accepted, rejected: 0, blank: 0, skipped: 0 },
      issues: 0,
      elapsedMs: 0,
      peakRssBytes: 0,
      sha256: null,
    })
    if (requireImport(db, importId).state === 'queued') {
      setImportState(db, importId, 'running')
      setImportState(db, importId, 'completed')
    }
    return { importId, firstRowNumber, rows: input.rows.length }
  })
}

function layoutOf(input: RowsToInsert): LayoutColumn[] {
  return input.columns.map(({ name, type }) => ({ source: name, field: name, type }))
}

/** The session's import, where the rows have its columns, and no import lies over it, so that more rows can be beside its others. */
function continued(db: WriteDb, input: RowsToInsert): number | undefined {
  if (input.importId === undefined) return undefined
  const columns = db.get<{ columns: string }>(
    `SELECT l.columns FROM _headgate_import i JOIN _headgate_layout l ON l.id = i.layout_id WHERE i.id = ? AND NOT EXISTS (
       SELECT 1 FROM _headgate_import o WHERE o.dataset_id = i.dataset_id AND o.place > i.place AND o.mode <> 'append')`,
    input.importId,
  )?.columns
  return columns === JSON.stringify(layoutOf(input)) ? input.importId : undefined
}

function begin(db: WriteDb, input: RowsToInsert): number {
  const version = schemaFor(db, input)
  const dataset = ensureDataset(db, input.dataset, version.name)
  const layoutId = ensureLayout(db, dataset, layoutOf(input))
  return createImport(db, {
    datasetId: dataset.id,
    schemaVersionId: version.id,
    layoutId,
    path: `${pathOfPrograms}${input.dataset}`,
    bytes: 0,
    plan: {},
  })
}

function schemaFor(db: WriteDb, input: RowsToInsert): SchemaVersion {
  const named = input.schema === undefined ? undefined : findSchema(db, input.schema)
  if (named) return named
  const document: SchemaDocument = {
    name: input.dataset,
    fields: input.columns.map(({ name, type }) => ({
      name,
      type,
      required: false,
      keepEmpty: false,
      transforms: [],
      checks: [],
      severity: 'error',
    })),
    unknownColumns: 'keep',
    nullWords: [],
  }
  return addSchema(db, document)
}
