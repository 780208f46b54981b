import { basename } from 'node:path'
import type { PreparedTable } from '../analytics/protocol.ts'
import { readLines } from '../lib/line-files.ts'
import type { WriteDb } from '../store/database.ts'
import { importPlan, requireImport } from '../store/imports.ts'
import { moveToRejects, type RowFinding } from '../store/move-to-rejects.ts'
import { tableIssue } from '../validate/explain/describe-table.ts'
import type { TableRule } from '../validate/table-rules.ts'
import type { ImportPlan } from './plan-import.ts'

/** Rejects the rows of an import that its table's rules were found to be against, `judgedMs` being what finding them took. */
export function moveRows(
  db: WriteDb,
  importId: number,
  { rules, findingsFile }: PreparedTable,
  judgedMs: number,
): void {
  const began = performance.now()
  const { layout, plan, elapsedMs } = importPlan<ImportPlan>(db, importId)
  moveToRejects(db, importId, {
    findings: findingsIn(db, findingsFile, rules),
    sourceWidth: layout.filter(({ source }) => source !== null).length,
    hasLines: plan.content.kind === 'text',
    measure: () => ({
      elapsedMs: elapsedMs + judgedMs + (performance.now() - began),
      peakRssBytes: process.resourceUsage().maxRSS * 1024,
    }),
  })
}

/** The issues of a file of findings: row number, rule, and the import and row number that it stands against. */
function* findingsIn(db: WriteDb, file: string, rules: readonly TableRule[]): Generator<RowFinding> {
  const fileNames = new Map<number, string>()
  const originOf = (importId: number) => {
    const fileName = fileNames.get(importId) ?? basename(requireImport(db, importId).file.path)
    fileNames.set(importId, fileName)
    return { importId, fileName }
  }
  for (const line of readLines(file)) {
    const [rowNumber, rule, importId = '', other = ''] = line.split(',')
    const origin = importId === '' ? null : originOf(Number(importId))
    const issue = tableIssue(
      rules[Number(rule)] as TableRule,
      other === '' ? null : { rowNumber: Number(other), origin },
    )
    yield { rowNumber: Number(rowNumber), issue }
  }
}
