import type { StoredIssue } from '../validate/verdict.ts'
import type { ReadDb } from './database.ts'
import { rowIdRange, rowNumberOf } from './row-id.ts'
import { pagedBlocks, rawTexts, rowsIn } from './rows.ts'

/** A row of an import as it was read, whatever became of it. */
export interface StoredRecord {
  /** 1-based. */
  readonly rowNumber: number
  /** The raw cells of the source's columns, then nothing where the file brought nothing; as many as the record had where it is at fault. */
  readonly cells: readonly (string | null)[]
  readonly issues: readonly StoredIssue[]
}

/**
 * All rows of an import, accepted and rejected, in source order. Read in pages: no statement is open between two of them, so the connection
 * may be used meanwhile.
 */
export function* recordsOfImport(db: ReadDb, importId: number): Generator<StoredRecord> {
  const issueRows = pagedIssueRows(db, importId)
  let issueRow = issueRows.next()
  for (const block of pagedBlocks(db, importId)) {
    for (const row of rowsIn(block)) {
      for (; issueRow.done !== true && issueRow.value.rowNumber < row.rowNumber; issueRow = issueRows.next()) {
        yield rejectedRecord(issueRow.value)
      }
      const explained = issueRow.done !== true && issueRow.value.rowNumber === row.rowNumber ? issueRow.value : null
      if (explained !== null) issueRow = issueRows.next()
      yield { rowNumber: row.rowNumber, cells: rawTexts(row), issues: explained?.issues ?? [] }
    }
  }
  for (; issueRow.done !== true; issueRow = issueRows.next()) yield rejectedRecord(issueRow.value)
}

function rejectedRecord({ rowNumber, issues, cells }: IssueRow): StoredRecord {
  return { rowNumber, issues, cells: cells ?? [] }
}

interface IssueRow {
  readonly rowNumber: number
  readonly issues: StoredIssue[]
  readonly cells: (string | null)[] | null
}

const issueRowsPerPage = 1000

function* pagedIssueRows(db: ReadDb, importId: number): Generator<IssueRow> {
  const { first, last } = rowIdRange(importId)
  let after = first
  for (;;) {
    const page = db.all<{ id: number; issues: string; cells: string | null }>(
      'SELECT id, issues, cells FROM _headgate_issue_row WHERE id > ? AND id <= ? ORDER BY id LIMIT ?',
      after,
      last,
      issueRowsPerPage,
    )
    for (const { id, issues, cells } of page) {
      yield {
        rowNumber: rowNumberOf(id) ?? 0,
        issues: JSON.parse(issues) as StoredIssue[],
        cells: cells === null ? null : (JSON.parse(cells) as (string | null)[]),
      }
    }
    const end = page.at(-1)
    if (!end) return
    after = end.id
  }
}
