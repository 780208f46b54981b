import type { StoredIssue } from '../validate/verdict.ts'
import type { ReadDb, WriteDb } from './database.ts'
import { rowId, rowNumberOf } from './row-id.ts'

/** Rows with issues as they are stored, one list for each column. */
export interface IssueRows {
  readonly rowNumbers: number[]
  /** Null for workbooks. */
  readonly lineNumbers: (number | null)[]
  /** JSON: lists of stored issues. */
  readonly issues: string[]
  /** The raw cells of a rejected row as JSON, null for a row that was accepted all the same. */
  readonly cells: (string | null)[]
}

/** Rows a statement takes at once: fewer calls cost less, and beyond some dozens nothing more is gained. */
const rowsPerStatement = 64

/**
 * Stores rows with issues; part of the transaction of whoever stores them. A row that has issues already is a mistake, unless rows are
 * to be replaced.
 */
export function putIssueRows(
  db: WriteDb,
  importId: number,
  rows: IssueRows,
  how: 'INSERT' | 'INSERT OR REPLACE' = 'INSERT',
): void {
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
    const places = Array.from({ length: to - from }, () => '(?, ?, ?, ?)').join(', ')
    db.run(`${how} INTO _headgate_issue_row (id, line_number, issues, cells) VALUES ${places}`, ...values)
  }
}

/** A row that has issues. */
export interface RowWithIssues {
  readonly lineNumber: number | null
  readonly issues: readonly StoredIssue[]
  /** The raw cells of a rejected row; null for one that was accepted all the same. */
  readonly cells: readonly string[] | null
}

interface Stored {
  id: number
  lineNumber: number | null
  issues: string
  cells: string | null
}

function toRow({ lineNumber, issues, cells }: Stored): RowWithIssues {
  return {
    lineNumber,
    issues: JSON.parse(issues) as StoredIssue[],
    cells: cells === null ? null : (JSON.parse(cells) as string[]),
  }
}

const select = 'SELECT id, line_number AS lineNumber, issues, cells FROM _headgate_issue_row WHERE id BETWEEN ? AND ?'

/** The rows with issues between two row numbers, both included, by row number. */
export function issueRowsBetween(
  db: ReadDb,
  importId: number,
  first: number,
  last: number,
): Map<number, RowWithIssues> {
  const rows = db.all<Stored>(select, rowId(importId, first), rowId(importId, last))
  return new Map(rows.map((row) => [rowNumberOf(row.id) ?? 0, toRow(row)]))
}

/** The rejected rows of an import, one at a time, in source order. */
export function* rejectedRows(db: ReadDb, importId: number): Generator<{ rowNumber: number; row: RowWithIssues }> {
  const stored = db.iterate<Stored>(
    `${select} AND cells IS NOT NULL ORDER BY id`,
    rowId(importId, 1),
    rowId(importId + 1, 0) - 1,
  )
  for (const row of stored) yield { rowNumber: rowNumberOf(row.id) ?? 0, row: toRow(row) }
}
