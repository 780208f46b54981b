import type { Issue } from '../../../contract/issues.ts'
import type { JudgingPreview } from '../../../contract/judging-preview.ts'
import type { SchemaDocument } from '../../../contract/schema/schema-document.ts'
import { AppError } from '../lib/app-error.ts'
import { readSchema } from '../schema/read-schema.ts'
import type { ReadDb } from '../store/database.ts'
import { importPlan, requireImport } from '../store/imports.ts'
import { requireSchema, schemaById } from '../store/schemas.ts'
import { cellsOfImport } from '../store/stored-cells.ts'
import { compileSchema } from '../validate/compile-schema.ts'
import { explainIssue } from '../validate/explain/explain.ts'
import type { Extensions } from '../validate/extensions.ts'
import { issueTally } from '../validate/issue-tally.ts'
import type { LayoutColumn } from '../validate/layout.ts'
import { isReadingFault, isRecordFault } from '../validate/reading-faults.ts'
import { judgedFields } from '../validate/judged-fields.ts'
import { isError, type IssueList } from '../validate/verdict.ts'
import { withLocale } from '../validate/writing/field-writing.ts'
import type { ImportPlan } from './plan-import.ts'
import { layoutFor } from './plan-revalidation.ts'
import type { FileTask } from './read-whole.ts'

export interface PreviewRequest {
  readonly importId: number
  /** The document to judge by, or else a version of the import's schema, the newest unless said. */
  readonly document?: unknown
  readonly version?: number
  /** Only these fields; all unless said. */
  readonly fields?: readonly string[]
}

const examplesPerKind = 3
const mostExamples = 60
/** Rows between two looks at whether to stop. */
const rowsPerTurn = 5000
const reportMs = 100

/**
 * Judges the stored rows of an import by another document and counts, changing nothing; reads only the columns that it needs.
 * @throws AppError `schema-invalid`, `header-mismatch`, `cancelled`
 */
export async function previewJudging(
  db: ReadDb,
  request: PreviewRequest,
  extensions: Extensions,
  task: FileTask,
): Promise<JudgingPreview> {
  const began = performance.now()
  const stored = importPlan<ImportPlan>(db, request.importId)
  const document = await documentOf(db, stored.schemaVersionId, request, extensions)
  const whole = layoutFor(stored, document)
  const positions = wantedPositions(whole, document, request.fields)
  const layout = positions.map((position) => whole[position] as LayoutColumn)
  const sources = positions.filter((position) => whole[position]?.source !== null)
  const schema = await compileSchema(document, layout, extensions, stored.plan.now)
  const fieldOf = new Map(document.fields.map((field) => [field.name, withLocale(field, document.locale)]))
  const context = {
    layout,
    sourceWidth: schema.sourceWidth,
    sheet: 'sheet' in stored.plan.content ? (stored.plan.content.sheet?.name ?? null) : null,
    fieldOf: (name: string) => fieldOf.get(name),
  }
  const total = requireImport(db, request.importId).rows.read
  const tally = issueTally()
  const examples: Issue[] = []
  const verdicts = { accepted: 0, rejected: 0, newlyAccepted: 0, newlyRejected: 0 }
  const clean: (string | null)[] = []
  const issues: IssueList = []
  let rows = 0
  let reported = began

  for (const { rowNumber, cells, accepted, issues: before } of cellsOfImport(db, request.importId, sources)) {
    if (before.some(([, code]) => isRecordFault(code))) {
      verdicts.rejected++
      continue
    }
    issues.length = 0
    const record = cells.map((cell) => cell ?? '')
    schema.judge(record, clean, issues)
    rows++
    if (issues.length > 0) {
      for (const issue of issues) {
        if (tally.add(issue) > examplesPerKind || examples.length >= mostExamples) continue
        examples.push(explainIssue(issue, { rowNumber, lineNumber: null, cells }, context))
      }
    }
    const isRejected = issues.some(isError) || before.some((issue) => isReadingFault(issue[1]) && isError(issue))
    if (isRejected) verdicts.rejected++
    else verdicts.accepted++
    if (isRejected && accepted) verdicts.newlyRejected++
    if (!isRejected && !accepted) verdicts.newlyAccepted++
    if (rows % rowsPerTurn === 0) reported = await takeTurn(task, { path: stored.path, rows, total, began, reported })
  }
  return {
    rows,
    verdicts: request.fields === undefined ? verdicts : null,
    fields: judgedFields(layout, document, schema.takeTallies(), tally.list()),
    examples,
    elapsedMs: Math.round(performance.now() - began),
  }
}

async function documentOf(
  db: ReadDb,
  schemaVersionId: number,
  { document, version }: PreviewRequest,
  extensions: Extensions,
): Promise<SchemaDocument> {
  if (document !== undefined) return readSchema(document, extensions)
  return requireSchema(db, schemaById(db, schemaVersionId).name, version).document
}

/** The positions of the fields that are wanted, rising. */
function wantedPositions(
  layout: readonly LayoutColumn[],
  document: SchemaDocument,
  wanted: readonly string[] | undefined,
): number[] {
  const names = new Set(wanted ?? document.fields.map((field) => field.name))
  for (const name of names) {
    if (document.fields.some((field) => field.name === name)) continue
    throw new AppError('usage', `The schema has no field "${name}".`, {
      hint: `Its fields are: ${document.fields.map((field) => field.name).join(', ')}.`,
    })
  }
  return [...layout.keys()].filter((position) => names.has(layout[position]?.field ?? ''))
}

/** Tells how far the work is, and lets whoever wants to stop it be heard; returns when it was last told. */
async function takeTurn(
  task: FileTask,
  at: { path: string; rows: number; total: number; began: number; reported: number },
): Promise<number> {
  if (task.stopRequested()) {
    throw new AppError('cancelled', 'Judging the stored rows was stopped.', {
      hint: 'Nothing was changed; start it again.',
    })
  }
  await new Promise((resolve) => setImmediate(resolve))
  const now = performance.now()
  if (now - at.reported < reportMs) return at.reported
  const elapsedMs = Math.round(now - at.began)
  task.onProgress({
    task: task.name,
    path: at.path,
    bytesProcessed: at.rows,
    totalBytes: at.total,
    percentComplete: Math.min(100, Math.round((at.rows / Math.max(1, at.total)) * 1000) / 10),
    rows: at.rows,
    elapsedMs,
    estimatedTimeRemaining: Math.round((elapsedMs / at.rows) * Math.max(0, at.total - at.rows)),
  })
  return now
}
