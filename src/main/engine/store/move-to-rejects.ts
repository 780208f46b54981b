import { assert } from '../lib/assert.ts'
import { isError, type StoredIssue } from '../validate/verdict.ts'
import { type IssueCount, issueTally } from '../validate/issue-tally.ts'
import { addToChunk, type Chunk, chunkTotals, nextChunk } from './chunks.ts'
import type { WriteDb } from './database.ts'
import { type ImportCost, setImportTotals, setTableJudged } from './imports.ts'
import { type IssueRows, issueRowsBetween, putIssueRows, type RowWithIssues } from './issue-rows.ts'
import { lineNumbers } from './line-numbers.ts'
import { blocksBetween, rawTexts, type StoredRow, takeRows } from './rows.ts'

/** An issue that a row has beside other rows. */
export interface RowFinding {
  readonly rowNumber: number
  readonly issue: StoredIssue
}

export interface TableFindings {
  /** In the order of row numbers. */
  readonly findings: Iterator<RowFinding>
  /** Cells that the source has. */
  readonly sourceWidth: number
  /** Whether records have lines. */
  readonly hasLines: boolean
  /** What the import took so far, and this with it. */
  readonly measure: () => ImportCost
}

/**
 * Adds issues to the rows of an import and makes rejected rows of accepted ones that have an error now, with all their raw cells; the
 * numbers of chunks and of the import go along. All of it is one transaction, with the mark that it was done: it is there whole or not
 * at all. Memory: one chunk.
 */
export function moveToRejects(db: WriteDb, importId: number, table: TableFindings): void {
  db.transaction(() => {
    let next = table.findings.next()
    for (let chunk = nextChunk(db, importId, -1); chunk && !next.done; chunk = nextChunk(db, importId, chunk.index)) {
      const end = chunk.firstRowNumber + chunk.records
      const found = new Map<number, StoredIssue[]>()
      for (; !next.done && next.value.rowNumber < end; next = table.findings.next()) {
        const { rowNumber, issue } = next.value
        const issues = found.get(rowNumber)
        if (issues) issues.push(issue)
        else found.set(rowNumber, [issue])
      }
      if (found.size > 0) moveInChunk(db, importId, chunk, found, table)
    }
    assert(next.done === true, 'every row that was found is in a chunk')
    const { issues, ...rows } = chunkTotals(db, importId)
    setImportTotals(db, importId, { rows, issues, ...table.measure(), sha256: null })
    setTableJudged(db, importId)
  })
}

function moveInChunk(
  db: WriteDb,
  importId: number,
  chunk: Chunk,
  found: ReadonlyMap<number, readonly StoredIssue[]>,
  { sourceWidth, hasLines }: TableFindings,
): void {
  const first = chunk.firstRowNumber
  const last = first + chunk.records - 1
  const before = issueRowsBetween(db, importId, first, last)
  const blocks = blocksBetween(db, importId, first, last)
  const lineOf = hasLines ? lineNumbers(chunk, blocks, before) : () => null
  const falls = (rowNumber: number): boolean =>
    (before.get(rowNumber)?.cells ?? null) === null && found.get(rowNumber)?.some(isError) === true
  const moved = takeRows(db, importId, blocks, falls)

  const rows: IssueRows = { rowNumbers: [], lineNumbers: [], issues: [], cells: [] }
  for (const [rowNumber, issues] of found) {
    const had = before.get(rowNumber)
    const row = moved.get(rowNumber)
    rows.rowNumbers.push(rowNumber)
    rows.lineNumbers.push(had ? had.lineNumber : lineOf(rowNumber))
    rows.issues.push(JSON.stringify([...(had?.issues ?? []), ...issues]))
    rows.cells.push(row ? rawRecord(row, sourceWidth) : had?.cells ? JSON.stringify(had.cells) : null)
  }
  putIssueRows(db, importId, rows, 'INSERT OR REPLACE')
  addToChunk(db, importId, chunk.index, {
    rejected: moved.size,
    counts: countIssues(found),
    failed: countFailed(found, before),
  })
}

/** The raw cells of a row that was accepted, as JSON, as the source had them: fields that it does not bring stand behind them. */
function rawRecord(row: StoredRow, sourceWidth: number): string {
  return JSON.stringify(
    rawTexts(row)
      .slice(0, sourceWidth)
      .map((cell) => cell ?? ''),
  )
}

function countIssues(found: ReadonlyMap<number, readonly StoredIssue[]>): IssueCount[] {
  const tally = issueTally()
  for (const issues of found.values()) for (const issue of issues) tally.add(issue)
  return tally.list()
}

/** Cells of which something is wrong only now, by position. */
function countFailed(
  found: ReadonlyMap<number, readonly StoredIssue[]>,
  before: ReadonlyMap<number, RowWithIssues>,
): ReadonlyMap<number, number> {
  const failed = new Map<number, number>()
  for (const [rowNumber, issues] of found) {
    const known = before.get(rowNumber)?.issues.map(([position]) => position) ?? []
    for (const position of new Set(issues.map(([at]) => at))) {
      if (!known.includes(position)) failed.set(position, (failed.get(position) ?? 0) + 1)
    }
  }
  return failed
}
