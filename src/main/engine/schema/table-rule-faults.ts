import type { FieldType } from '../../../contract/schema/field-type.ts'
import type { SchemaDocument } from '../../../contract/schema/schema-document.ts'
import { closest } from '../lib/closest.ts'
import { isTableCheck } from '../validate/table-rules.ts'
import type { SchemaFault } from './faults.ts'

/** Types whose values can rise and fall from row to row. */
const typesInOrder: ReadonlySet<FieldType> = new Set([
  ...(['integer', 'decimal', 'number', 'amount', 'percent', 'date', 'time', 'date-time', 'zoned-date-time'] as const),
])

/** Rules about the rows of a table that no table could be judged by. */
export function tableRuleFaults(document: SchemaDocument): SchemaFault[] {
  return [...keyFaults(document), ...checkFaults(document)]
}

function keyFaults(document: SchemaDocument): SchemaFault[] {
  const names = document.fields.map((field) => field.name)
  return (document.unique ?? []).flatMap(({ fields }, index) => {
    const place = `unique ${index + 1}`
    const unknown = fields.filter((field) => !names.includes(field))
    const twice = fields.find((field, at) => fields.indexOf(field) !== at)
    return [
      ...unknown.map((field) => ({
        message: `${place} names the field "${field}", which the schema has not.`,
        hint: fieldHint(field, names),
      })),
      ...(twice === undefined
        ? []
        : [{ message: `${place} names the field "${twice}" twice.`, hint: 'Name each field of a key once.' }]),
    ]
  })
}

/** What to do about a field that there is not. */
function fieldHint(field: string, names: readonly string[]): string {
  const near = closest(field, names)
  return near === null ? `Its fields are: ${names.join(', ')}.` : `Did you mean "${near}"?`
}

function checkFaults(document: SchemaDocument): SchemaFault[] {
  return document.fields.flatMap(({ name, type, checks }) =>
    checks.filter(isTableCheck).flatMap((check): SchemaFault[] => {
      if (check.check !== 'reference') {
        if (typesInOrder.has(type)) return []
        const why = `${check.check} needs a type with an order, such as a number or a date, not ${type}`
        const hint = 'Give the field such a type, or take the check out.'
        return [{ message: `Field "${name}": ${why}.`, hint }]
      }
      if ((check.dataset === undefined) !== (check.lookup === undefined)) return []
      const why = check.dataset === undefined ? 'a dataset or a lookup' : 'one target, and has a dataset and a lookup'
      const hint = 'Name the dataset, or the table in the folder `lookups` of the workspace, that has the values.'
      return [{ message: `Field "${name}": a reference needs ${why}.`, hint }]
    }),
  )
}
