import { type Chunk, type ChunkPlace, insertChunk } from '../store/chunks.ts'
import type { WriteDb } from '../store/database.ts'
import { rowId } from '../store/row-id.ts'
import { insertBlock } from '../store/rows.ts'
import type { JudgedChunk } from '../worker/judge-chunk.ts'

/** Rows a statement takes at once: fewer calls cost less, and beyond some dozens nothing more is gained. */
const rowsPerStatement = 64
const issueColumns = '(id, line_number, issues, cells)'

/** Stores a judged chunk, rows and issues and the record of it, in one transaction. */
export function writeChunk(db: WriteDb, importId: number, chunk: JudgedChunk, place: ChunkPlace): Chunk {
  const stored: Chunk = {
    ...place,
    accepted: chunk.accepted.rowCount,
    rejected: chunk.rejected,
    blank: chunk.blank,
    skipped: place.skipped + chunk.skipped,
    issues: chunk.issues,
  }
  db.transaction(() => {
    for (const block of chunk.accepted.blocks) {
      insertBlock(db, importId, block, chunk.accepted.bytes.subarray(block.start, block.end))
    }
    insertIssueRows(db, importId, chunk.issueRows)
    insertChunk(db, importId, stored, chunk.counts, chunk.tallies)
  })
  return stored
}

function insertIssueRows(db: WriteDb, importId: number, rows: JudgedChunk['issueRows']): void {
  const count = rows.rowNumbers.length
  for (let from = 0; from < count; from += rowsPerStatement) {
    const to = Math.min(count, from + rowsPerStatement)
    const values: (string | number | null)[] = []
    for (let index = from; index < to; index++) {
      values.push(
        rowId(importId, rows.rowNumbers[index] as number),
        rows.lineNumbers[index] as number,
        rows.issues[index] as string,
        rows.cells[index] ?? null,
      )
    }
    db.run(insertSql(to - from), ...values)
  }
}

function insertSql(rows: number): string {
  return `INSERT INTO _headgate_issue_row ${issueColumns} VALUES ${Array.from({ length: rows }, () => '(?, ?, ?, ?)').join(', ')}`
}
