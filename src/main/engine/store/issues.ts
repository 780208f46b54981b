import type { Issue, IssueFacet, IssueFilter } from '../../../contract/issues.ts'
import { type ExplainContext, explainIssue } from '../validate/explain/explain.ts'
import { withLocale } from '../validate/writing/field-writing.ts'
import type { StoredIssue } from '../validate/verdict.ts'
import type { IssueCount } from '../validate/issue-tally.ts'
import type { LayoutColumn } from '../validate/layout.ts'
import type { ReadDb } from './database.ts'
import { importPlan } from './imports.ts'
import { rowId, rowNumberOf } from './row-id.ts'
import { findRow, rawTexts } from './rows.ts'
import { schemaById } from './schemas.ts'

/** How many issues of each kind an import has, most frequent first. */
export function issueFacets(db: ReadDb, importId: number): IssueFacet[] {
  const { layout } = importPlan(db, importId)
  return issueCounts(db, importId).map(({ position, ...facet }) => ({ field: fieldAt(layout, position), ...facet }))
}

/** The same by the position of the cell. */
export function issueCounts(db: ReadDb, importId: number): IssueCount[] {
  return db.all<IssueCount>(
    `SELECT column_index AS position, code, severity, sum(count) AS count FROM _headgate_issue_count
     WHERE import_id = ? GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2`,
    importId,
  )
}

function fieldAt(layout: readonly LayoutColumn[], position: number): string | null {
  return layout[position]?.field ?? layout[position]?.source ?? null
}

interface IssueRow {
  id: number
  lineNumber: number | null
  issues: string
  cells: string | null
}

interface ChunkSpan {
  firstRow: number
  lastRow: number
  issues: number
}

/**
 * A page of an import's issues in row order. `offset` is 0-based and counts the issues that the filter lets through;
 * the chunk that holds it is found by the counts of the chunks before it, so that any page costs about the same.
 */
export function listIssues(
  db: ReadDb,
  importId: number,
  offset: number,
  limit: number,
  filter: IssueFilter,
): { total: number; issues: Issue[] } {
  const { layout, schemaVersionId, plan } = importPlan<{ content?: { sheet?: { name: string } } }>(db, importId)
  const { document } = schemaById(db, schemaVersionId)
  const fields = new Map(document.fields.map((field) => [field.name, withLocale(field, document.locale)]))
  const context: ExplainContext = {
    layout,
    sourceWidth: layout.filter((column) => column.source !== null).length,
    sheet: plan.content?.sheet?.name ?? null,
    fieldOf: (name) => fields.get(name),
  }
  const wanted = (issue: StoredIssue): boolean =>
    (filter.code === undefined || issue[1] === filter.code) &&
    (filter.field === undefined || fieldAt(layout, issue[0]) === filter.field)

  const spans = matchingCounts(db, importId, layout, filter)
  const total = spans.reduce((sum, span) => sum + span.issues, 0)
  const issues: Issue[] = []
  let skip = offset
  for (const span of spans) {
    if (skip >= span.issues) {
      skip -= span.issues
      continue
    }
    for (const row of rowsOf(db, importId, span)) {
      const stored = (JSON.parse(row.issues) as StoredIssue[]).filter(wanted)
      if (skip >= stored.length) {
        skip -= stored.length
        continue
      }
      const place = { rowNumber: rowNumberOf(row.id), lineNumber: row.lineNumber, cells: rawCells(db, row) }
      for (const issue of stored.slice(skip)) {
        issues.push(explainIssue(issue, place, context))
        if (issues.length === limit) return { total, issues }
      }
      skip = 0
    }
  }
  return { total, issues }
}

/** The cells as they were read, also those of a row that was accepted all the same. */
function rawCells(db: ReadDb, row: IssueRow): (string | null)[] {
  if (row.cells !== null) return JSON.parse(row.cells) as (string | null)[]
  const accepted = findRow(db, row.id)
  return accepted ? rawTexts(accepted) : []
}

function matchingCounts(
  db: ReadDb,
  importId: number,
  layout: readonly LayoutColumn[],
  filter: IssueFilter,
): ChunkSpan[] {
  const positions = [-1, ...layout.keys()].filter((position) => fieldAt(layout, position) === filter.field)
  const wanted = filter.field === undefined ? null : JSON.stringify(positions)
  return db.all<ChunkSpan>(
    `SELECT c.first_row_number AS firstRow, c.first_row_number + c.records - 1 AS lastRow, sum(n.count) AS issues
     FROM _headgate_chunk c JOIN _headgate_issue_count n USING (import_id, chunk_index)
     WHERE c.import_id = ? AND n.code = coalesce(?, n.code) AND (? IS NULL OR n.column_index IN (SELECT value FROM json_each(?)))
     GROUP BY c.chunk_index ORDER BY c.chunk_index`,
    importId,
    filter.code ?? null,
    wanted,
    wanted,
  )
}

function rowsOf(db: ReadDb, importId: number, span: ChunkSpan): IterableIterator<IssueRow> {
  return db.iterate<IssueRow>(
    `SELECT id, line_number AS lineNumber, issues, cells FROM _headgate_issue_row WHERE id BETWEEN ? AND ? ORDER BY id`,
    rowId(importId, span.firstRow),
    rowId(importId, span.lastRow),
  )
}
