import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { SchemaField } from '../../../contract/schema/schema-document.ts'
import type { PreparedTable, RuleTarget, Spilled } from '../analytics/protocol.ts'
import { AppError } from '../lib/app-error.ts'
import { assert } from '../lib/assert.ts'
import { writeLines } from '../lib/line-files.ts'
import { importsHiddenBy } from '../store/visible-imports.ts'
import { importPlan, isTableJudged } from '../store/imports.ts'
import { rejectedRows } from '../store/issue-rows.ts'
import { schemaById } from '../store/schemas.ts'
import { type ComparableText, comparableCell, comparableText } from '../validate/comparable-text.ts'
import { type CompiledSchema, compileSchema } from '../validate/compile-schema.ts'
import { isRecordFault } from '../validate/reading-faults.ts'
import type { TableRule } from '../validate/table-rules.ts'
import { importRules } from '../validate/upsert-rules.ts'
import type { IssueList } from '../validate/verdict.ts'
import { withLocale } from '../validate/writing/field-writing.ts'
import { openLookup, spillLookup } from './lookup-table.ts'
import type { PlanContext } from './plan-import.ts'
import { datasetTarget } from './table-targets.ts'

/**
 * Puts together what DuckDB needs to judge a stored import beside other rows; null where that was done already.
 * @throws AppError `cancelled` when a stop is requested
 */
export async function prepareTable(
  importId: number,
  context: PlanContext,
  stopRequested: () => boolean,
): Promise<PreparedTable | null> {
  const { db, paths, extensions } = context
  const prefix = `table-${importId}-`
  // A run that was killed left its files.
  for (const file of readdirSync(paths.scratch)) if (file.startsWith(prefix)) rmSync(join(paths.scratch, file))
  if (isTableJudged(db, importId)) return null
  const { layout, schemaVersionId, mode, key } = importPlan(db, importId)
  const { document } = schemaById(db, schemaVersionId)
  const rules = importRules(document, layout, { mode, key })
  const fields = [...new Set([...rules.flatMap((rule) => rule.fields), ...key])]
  const fieldOf = (name: string): SchemaField => {
    const field = document.fields.find((candidate) => candidate.name === name)
    assert(field, `the schema has the field ${name}`)
    return withLocale(field, document.locale)
  }
  const readers = new Map<string, ComparableText>()
  for (const field of fields) readers.set(field, await comparableText(fieldOf(field)))
  const readerOf = (field: string): ComparableText => readers.get(field) as ComparableText
  const scratch = (name: string): string => join(paths.scratch, `${prefix}${name}`)

  const targetOf = async (rule: TableRule, index: number): Promise<RuleTarget | null> => {
    if (rule.kind !== 'reference') return null
    if (rule.lookup === null) return datasetTarget(db, rule)
    const { limits } = context
    const column = await openLookup(paths.lookups, rule.lookup, rule.target, limits)
    const target = {
      file: scratch(`lookup-${index}.json`),
      read: await comparableCell(fieldOf(rule.fields[0] as string)),
      limits,
    }
    return spillLookup(column, target, stopRequested)
  }
  const targets: (RuleTarget | null)[] = []
  for (const [index, rule] of rules.entries()) targets.push(await targetOf(rule, index))

  const columns = fields.map((field) => ({
    position: layout.findIndex((column) => column.field === field),
    read: readerOf(field),
  }))
  return {
    rules,
    targets,
    hides: importsHiddenBy(db, importId),
    key,
    fields,
    rejected: spillRejected(importId, context, await compileSchema(document, layout, extensions), {
      file: scratch('rejected.json'),
      columns,
      stopRequested,
    }),
    verdictsFile: scratch('verdicts.json'),
    findingsFile: scratch('findings.csv'),
  }
}

interface RejectedSpill {
  readonly file: string
  readonly columns: readonly { readonly position: number; readonly read: ComparableText }[]
  readonly stopRequested: () => boolean
}

/** [U8] Writes row number and values of the rejected rows, read anew from their raw cells. */
function spillRejected(
  importId: number,
  { db }: PlanContext,
  schema: CompiledSchema,
  { file, columns, stopRequested }: RejectedSpill,
): Spilled {
  const lines = writeLines(file)
  const clean: (string | null)[] = []
  const issues: IssueList = []
  try {
    for (const { rowNumber, row } of rejectedRows(db, importId)) {
      if (stopRequested()) {
        throw new AppError('cancelled', `Judging import ${importId} was stopped.`, {
          hint: 'Resume the import to judge it anew.',
        })
      }
      if (row.cells === null || row.issues.some(([, code]) => isRecordFault(code))) continue
      schema.judge(row.cells, clean, issues)
      issues.length = 0
      lines.add(
        JSON.stringify([String(rowNumber), ...columns.map(({ position, read }) => read(clean[position] ?? null))]),
      )
    }
  } catch (error) {
    lines.close()
    throw error
  }
  return { file, ...lines.close() }
}
