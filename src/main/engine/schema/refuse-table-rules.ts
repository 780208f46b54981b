import type { FieldType } from '../../../contract/schema/field-type.ts'
import type { SchemaDocument } from '../../../contract/schema/schema-document.ts'
import { AppError } from '../lib/app-error.ts'
import { isTableCheck } from '../validate/table-rules.ts'

/** Types whose values can rise and fall from row to row. */
const typesInOrder: ReadonlySet<FieldType> = new Set(['integer', 'decimal', 'number', 'date'])

/**
 * Refuses rules about the rows of a table that no table could be judged by.
 * @throws AppError `schema-invalid`
 */
export function refuseTableRules(document: SchemaDocument): void {
  const names = document.fields.map((field) => field.name)
  for (const [index, { fields }] of (document.unique ?? []).entries()) {
    const place = `unique ${index + 1}`
    const unknown = fields.find((field) => !names.includes(field))
    if (unknown !== undefined) {
      throw refusal(
        `${place} names the field "${unknown}", which the schema has not`,
        `Its fields are: ${names.join(', ')}.`,
      )
    }
    const twice = fields.find((field, at) => fields.indexOf(field) !== at)
    if (twice !== undefined)
      throw refusal(`${place} names the field "${twice}" twice`, 'Name each field of a key once.')
  }
  for (const { name, type, checks } of document.fields) {
    for (const check of checks.filter(isTableCheck)) {
      if (check.check !== 'reference') {
        if (typesInOrder.has(type)) continue
        throw refusal(
          `Field "${name}": ${check.check} needs a type with an order, such as a number or a date, not ${type}`,
          `Give the field such a type, or take the check out.`,
        )
      }
      if ((check.dataset === undefined) !== (check.lookup === undefined)) continue
      throw refusal(
        `Field "${name}": a reference needs ${check.dataset === undefined ? 'a dataset or a lookup' : 'one target, and has a dataset and a lookup'}`,
        'Name the dataset, or the table in the folder `lookups` of the workspace, that has the values.',
      )
    }
  }
}

function refusal(why: string, hint: string): AppError {
  return new AppError('schema-invalid', `${why}.`, { hint })
}
