import type { StoredIssue } from '../validate/verdict.ts'
import type { ReadDb } from './database.ts'
import { rowIdRange, rowNumberOf } from './row-id.ts'
import { pagedRowsOfImport, rawTexts, type StoredRow } from './rows.ts'

/** A row of an import as it was read, whatever became of it. */
export interface StoredRecord {
  /** 1-based. */
  readonly rowNumber: number
  /** The raw cells of the source's columns, then nothing where the file brought nothing; as many as the record had where it is at fault. */
  readonly cells: readonly (string | null)[]
  readonly accepted: boolean
  /** The cells as they were stored, of an accepted row. */
  readonly clean: readonly (string | null)[] | null
  readonly issues: readonly StoredIssue[]
}

/**
 * All rows of an import, accepted and rejected, in source order. Read in pages: no statement is open between two of them, so the connection
 * may be used meanwhile.
 */
export function* recordsOfImport(db: ReadDb, importId: number): Generator<StoredRecord> {
  const rows = pagedRowsOfImport(db, importId)
  const issueRows = pagedIssueRows(db, importId)
  let row = rows.next()
  let issueRow = issueRows.next()
  while (row.done !== true || issueRow.done !== true) {
    const accepted = row.done === true ? null : row.value
    const explained = issueRow.done === true ? null : issueRow.value
    if (accepted && (explained === null || accepted.rowNumber < explained.rowNumber)) {
      yield acceptedRecord(accepted, [])
      row = rows.next()
      continue
    }
    if (explained === null) return
    const isSame = accepted?.rowNumber === explained.rowNumber
    if (isSame) {
      yield acceptedRecord(accepted, explained.issues)
      row = rows.next()
    } else {
      const { rowNumber, issues, cells } = explained
      yield { rowNumber, issues, cells: cells ?? [], accepted: false, clean: null }
    }
    issueRow = issueRows.next()
  }
}

function acceptedRecord(row: StoredRow, issues: readonly StoredIssue[]): StoredRecord {
  return { rowNumber: row.rowNumber, cells: rawTexts(row), accepted: true, clean: row.cells, issues }
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
