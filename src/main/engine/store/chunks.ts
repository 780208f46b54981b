import { addTally, type FieldTally } from '../validate/field-tally.ts'
import type { IssueCount } from '../validate/issue-tally.ts'
import type { ReadDb, WriteDb } from './database.ts'

/** Where a chunk stands in its file. */
export interface ChunkPlace {
  readonly index: number
  readonly byteStart: number
  readonly byteEnd: number
  readonly firstRowNumber: number
  readonly firstLineNumber: number
  readonly records: number
  readonly lines: number
  readonly skipped: number
  /** SHA-256 of the file's bytes before `byteEnd`. */
  readonly prefixSha256: string
}

/** What one committed transaction of an import held. */
export interface Chunk extends ChunkPlace {
  readonly accepted: number
  readonly rejected: number
  readonly blank: number
  readonly issues: number
}

/** Records a chunk; part of the transaction that stores its rows. */
export function insertChunk(
  db: WriteDb,
  importId: number,
  chunk: Chunk,
  counts: readonly IssueCount[],
  tallies: readonly (FieldTally | null)[],
): void {
  db.run(
    `INSERT INTO _headgate_chunk (import_id, chunk_index, byte_start, byte_end, first_row_number, first_line_number, records, lines,
       accepted, rejected, blank, skipped, issues, prefix_sha256, tallies) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    importId,
    chunk.index,
    chunk.byteStart,
    chunk.byteEnd,
    chunk.firstRowNumber,
    chunk.firstLineNumber,
    chunk.records,
    chunk.lines,
    chunk.accepted,
    chunk.rejected,
    chunk.blank,
    chunk.skipped,
    chunk.issues,
    chunk.prefixSha256,
    JSON.stringify(tallies),
  )
  for (const { position, code, severity, count } of counts) {
    db.run(
      'INSERT INTO _headgate_issue_count (import_id, chunk_index, column_index, code, severity, count) VALUES (?, ?, ?, ?, ?, ?)',
      importId,
      chunk.index,
      position,
      code,
      severity,
      count,
    )
  }
}

const columns = `chunk_index AS "index", byte_start AS byteStart, byte_end AS byteEnd, first_row_number AS firstRowNumber,
  first_line_number AS firstLineNumber, records, lines, accepted, rejected, blank, skipped, issues, prefix_sha256 AS prefixSha256`

/** The last chunk that was committed, if any was. */
export function lastChunk(db: ReadDb, importId: number): Chunk | undefined {
  return db.get<Chunk>(
    `SELECT ${columns} FROM _headgate_chunk WHERE import_id = ? ORDER BY chunk_index DESC LIMIT 1`,
    importId,
  )
}

/** The sums over all committed chunks. */
export function chunkTotals(
  db: ReadDb,
  importId: number,
): { accepted: number; rejected: number; blank: number; skipped: number; issues: number } {
  const sums = db.get<{ accepted: number; rejected: number; blank: number; skipped: number; issues: number }>(
    `SELECT coalesce(sum(accepted), 0) AS accepted, coalesce(sum(rejected), 0) AS rejected, coalesce(sum(blank), 0) AS blank,
            coalesce(sum(skipped), 0) AS skipped, coalesce(sum(issues), 0) AS issues
     FROM _headgate_chunk WHERE import_id = ?`,
    importId,
  )
  return sums ?? { accepted: 0, rejected: 0, blank: 0, skipped: 0, issues: 0 }
}

/** The tallies of an import's fields over all committed chunks, by position; null where none was kept. */
export function fieldTallies(db: ReadDb, importId: number): (FieldTally | null)[] {
  const sums: (FieldTally | null)[] = []
  const chunks = db.iterate<{ tallies: string }>(
    'SELECT tallies FROM _headgate_chunk WHERE import_id = ? AND tallies IS NOT NULL',
    importId,
  )
  for (const { tallies } of chunks) {
    for (const [position, tally] of (JSON.parse(tallies) as (FieldTally | null)[]).entries()) {
      const sum = sums[position]
      if (tally && sum) addTally(sum, tally)
      else sums[position] = tally ?? sum ?? null
    }
  }
  return sums
}
