import type { FieldStatistics } from '../../../contract/field-statistics.ts'
import type { TransformStep } from '../../../contract/schema/transform-step.ts'
import { fieldTallies } from './chunks.ts'
import type { ReadDb } from './database.ts'
import { importPlan } from './imports.ts'
import { issueFacets } from './issues.ts'
import { schemaById } from './schemas.ts'

/** What an import found and did, field by field, in the order of the file's columns. */
export function importStatistics(db: ReadDb, importId: number): FieldStatistics[] {
  const { layout, schemaVersionId } = importPlan(db, importId)
  const fields = new Map(schemaById(db, schemaVersionId).document.fields.map((field) => [field.name, field]))
  const facets = issueFacets(db, importId)
  return fieldTallies(db, importId).flatMap((tally, position): FieldStatistics[] => {
    const column = layout[position]
    if (!tally || column?.field == null) return []
    const steps = fields.get(column.field)?.transforms ?? []
    const changedBy = [
      ...steps.map((step, index) => ({ step: stepName(step), count: tally.steps[index] ?? 0 })),
      { step: 'null words', count: tally.nullWords },
      { step: 'default', count: tally.defaults },
      { step: 'type', count: tally.rewritten },
    ]
    return [
      {
        field: column.field,
        sourceColumn: column.source,
        checked: tally.checked,
        empty: tally.empty,
        failed: tally.failed,
        failedBy: facets.flatMap(({ field, code, count }) => (field === column.field ? [{ code, count }] : [])),
        changed: tally.changed,
        changedBy: changedBy.filter(({ count }) => count > 0),
      },
    ]
  })
}

function stepName(step: TransformStep): string {
  if (typeof step === 'string') return step
  return 'step' in step ? step.step : step.custom
}
