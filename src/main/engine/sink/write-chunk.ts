import { type Chunk, type ChunkPlace, insertChunk } from '../store/chunks.ts'
import type { WriteDb } from '../store/database.ts'
import { putIssueRows } from '../store/issue-rows.ts'
import { insertBlock } from '../store/rows.ts'
import type { JudgedChunk } from '../worker/judge-chunk.ts'

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
    putIssueRows(db, importId, chunk.issueRows)
    insertChunk(db, importId, stored, chunk.counts, chunk.tallies)
  })
  return stored
}
