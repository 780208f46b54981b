import type { JudgedField } from '../../../contract/judged-field.ts'
import type { SchemaDocument } from '../../../contract/schema/schema-document.ts'
import type { TransformStep } from '../../../contract/schema/transform-step.ts'
import type { FieldTally } from './field-tally.ts'
import type { IssueCount } from './issue-tally.ts'
import type { LayoutColumn } from './layout.ts'

/** What was found and done, field by field in the order of the columns, from the tallies and the issues at each position. */
export function judgedFields(
  layout: readonly LayoutColumn[],
  document: SchemaDocument,
  tallies: readonly (FieldTally | null)[],
  counts: readonly IssueCount[],
): JudgedField[] {
  const fields = new Map(document.fields.map((field) => [field.name, field]))
  return tallies.flatMap((tally, position): JudgedField[] => {
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
        failedBy: failuresAt(position, counts),
        changed: tally.changed,
        changedBy: changedBy.filter(({ count }) => count > 0),
      },
    ]
  })
}

/** How often each code was found at a position, most frequent first. */
function failuresAt(position: number, counts: readonly IssueCount[]): JudgedField['failedBy'] {
  return counts
    .filter((found) => found.position === position)
    .map(({ code, count }) => ({ code, count }))
    .sort((one, other) => other.count - one.count || one.code.localeCompare(other.code))
}

function stepName(step: TransformStep): string {
  if (typeof step === 'string') return step
  return 'step' in step ? step.step : step.custom
}
