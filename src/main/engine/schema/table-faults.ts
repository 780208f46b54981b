import type { FieldType } from '../../../contract/schema/field-type.ts'
import type { SchemaDocument, SchemaField } from '../../../contract/schema/schema-document.ts'
import { closest } from '../lib/closest.ts'
import { isTableCheck } from '../validate/table-rules.ts'
import type { SchemaFault } from './faults.ts'

/** Types whose values can rise and fall from row to row. */
const typesInOrder: ReadonlySet<FieldType> = new Set(['integer', 'decimal', 'number', 'date'])

/** Rules about the rows of a table that no table could be judged by. */
export function tableFaults(document: SchemaDocument): SchemaFault[] {
  return [...keyFaults(document), ...document.fields.flatMap(checkFaults)]
}

function keyFaults(document: SchemaDocument): SchemaFault[] {
  const names = document.fields.map((field) => field.name)
  return (document.unique ?? []).flatMap(({ fields }, index) => {
    const faults: SchemaFault[] = []
    const place = `Unique ${index + 1}`
    for (const unknown of fields.filter((field) => !names.includes(field))) {
      const near = closest(unknown, names)
      const hint = near === null ? `Its fields are: ${names.join(', ')}.` : `Did you mean "${near}"?`
      faults.push({ message: `${place} names the field "${unknown}", which the schema has not.`, hint })
    }
    const twice = fields.find((field, at) => fields.indexOf(field) !== at)
    if (twice !== undefined) {
      faults.push({ message: `${place} names the field "${twice}" twice.`, hint: 'Name each field of a key once.' })
    }
    return faults
  })
}

function checkFaults({ name, type, checks }: SchemaField): SchemaFault[] {
  return checks.filter(isTableCheck).flatMap((check): SchemaFault[] => {
    if (check.check !== 'reference') {
      if (typesInOrder.has(type)) return []
      const message = `Field "${name}": ${check.check} needs a type with an order, such as a number or a date, not ${type}.`
      return [{ message, hint: 'Give the field such a type, or take the check out.' }]
    }
    if ((check.dataset === undefined) !== (check.lookup === undefined)) return []
    const has = check.dataset === undefined ? 'a dataset or a lookup' : 'one target, and has a dataset and a lookup'
    const hint = 'Name the dataset, or the table in the folder `lookups` of the workspace, that has the values.'
    return [{ message: `Field "${name}": a reference needs ${has}.`, hint }]
  })
}
