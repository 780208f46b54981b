import type { WriteDb } from '../store/database.ts'
import { type Chunk, insertChunk } from '../store/chunks.ts'
import { rowId } from '../store/row-id.ts'
import type { JudgedChunk } from '../worker/judge-chunk.ts'

/** Where a chunk stands among those before it; known only once they are committed. */
export interface ChunkPlace {
  readonly index: number
  readonly byteStart: number
  readonly byteEnd: number
  readonly firstRowNumber: number
  readonly firstLineNumber: number
  readonly firstIssue: number
  readonly skipped: number
  readonly prefixSha256: string
}

/** Rows a statement takes at once: fewer calls cost less, and beyond some dozens nothing more is gained. */
const rowsPerStatement = 64

const insertRows = statements(['id', 'cells'], '_headgate_row')
const insertChangedRows = statements(['id', 'cells', 'changed'], '_headgate_row')
const insertIssueRows = statements(['id', 'line_number', 'first_issue', 'issues', 'cells'], '_headgate_issue_row')

/** Stores a judged chunk, rows and issues and the record of it, in one transaction. */
export function writeChunk(db: WriteDb, importId: number, chunk: JudgedChunk, place: ChunkPlace): Chunk {
  const stored: Chunk = {
    ...place,
    records: chunk.records,
    lines: chunk.lines,
    accepted: chunk.accepted.indexes.length,
    rejected: chunk.issueRows.cells.reduce((count, cells) => count + (cells === null ? 0 : 1), 0),
    blank: chunk.blank,
    issues: chunk.issues,
  }
  const firstId = rowId(importId, place.firstRowNumber)
  db.transaction(() => {
    const { indexes, cells, changed } = chunk.accepted
    const plain = changed.every((entry) => entry === null)
    if (plain) {
      insertRows(db, indexes.length, (index, values) =>
        values.push(firstId + (indexes[index] as number), cells[index] as string),
      )
    } else {
      insertChangedRows(db, indexes.length, (index, values) =>
        values.push(firstId + (indexes[index] as number), cells[index] as string, changed[index] ?? null),
      )
    }
    const rows = chunk.issueRows
    insertIssueRows(db, rows.indexes.length, (index, values) =>
      values.push(
        firstId + (rows.indexes[index] as number),
        place.firstLineNumber + (rows.lineOffsets[index] as number),
        place.firstIssue + (rows.firstIssues[index] as number),
        rows.issues[index] as string,
        rows.cells[index] ?? null,
      ),
    )
    insertChunk(db, importId, stored, chunk.counts)
  })
  return stored
}

type Values = (string | number | null)[]

/** An insert of any number of rows, many to a statement. */
function statements(columns: readonly string[], table: string) {
  const row = `(${columns.map(() => '?').join(', ')})`
  const sql = (rows: number): string =>
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${Array.from({ length: rows }, () => row).join(', ')}`
  const full = sql(rowsPerStatement)
  return (db: WriteDb, count: number, add: (index: number, values: Values) => void): void => {
    let values: Values = []
    let held = 0
    for (let index = 0; index < count; index++) {
      add(index, values)
      if (++held === rowsPerStatement) {
        db.run(full, ...values)
        values = []
        held = 0
      }
    }
    if (held > 0) db.run(sql(held), ...values)
  }
}
