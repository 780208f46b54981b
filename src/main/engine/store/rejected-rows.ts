import type { StoredIssue } from '../validate/verdict.ts'
import type { ReadDb } from './database.ts'
import { rowIdRange, rowNumberOf } from './row-id.ts'

/** A rejected row as it is stored. */
export interface RejectedRow {
  /** 1-based. */
  readonly rowNumber: number
  /** 1-based; null for workbooks. */
  readonly lineNumber: number | null
  readonly cells: readonly (string | null)[]
  readonly issues: readonly StoredIssue[]
}

/** Rows that a page has, fewer where they are long. */
const rowsPerPage = 500

/** The rejected rows of an import in source order, page by page; no statement is open between two pages. */
export function* rejectedPages(db: ReadDb, importId: number): Generator<readonly RejectedRow[]> {
  const { first, last } = rowIdRange(importId)
  let after = first
  for (;;) {
    const page = db.all<{ id: number; lineNumber: number | null; issues: string; cells: string }>(
      `SELECT id, line_number AS lineNumber, issues, cells FROM _headgate_issue_row
       WHERE id > ? AND id <= ? AND cells IS NOT NULL ORDER BY id LIMIT ${rowsPerPage}`,
      after,
      last,
    )
    const end = page.at(-1)
    if (!end) return
    yield page.map(({ id, lineNumber, issues, cells }) => ({
      rowNumber: rowNumberOf(id) ?? 0,
      lineNumber,
      cells: JSON.parse(cells) as (string | null)[],
      issues: JSON.parse(issues) as StoredIssue[],
    }))
    after = end.id
  }
}
