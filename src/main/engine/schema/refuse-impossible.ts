import type { FieldCheck } from '../../../contract/schema/field-check.ts'
import type { FieldType } from '../../../contract/schema/field-type.ts'
import type { SchemaDocument, SchemaField } from '../../../contract/schema/schema-document.ts'
import { AppError } from '../lib/app-error.ts'
import { nameKey } from '../lib/names.ts'
import { compilePattern } from '../validate/checks/compile-pattern.ts'
import { reservedFieldNames } from '../validate/layout.ts'
import { limitOf } from '../validate/types/limits.ts'
import { orders } from '../validate/types/orders.ts'
import { refuseStepFormats } from './refuse-formats.ts'
import { refuseLocale, refuseProperties } from './refuse-properties.ts'

/**
 * Refuses what no registration can make work: names twice, limits that nothing can meet, patterns that do not compile.
 * @throws AppError `schema-invalid`
 */
export function refuseImpossible(document: SchemaDocument): void {
  refuseRepeats(document)
  if (document.locale !== undefined) refuseLocale(document.locale, 'The schema')
  for (const field of document.fields) {
    refuseProperties(field)
    refuseImpossibleField(field)
    for (const step of field.transforms) refuseStepFormats(field, step)
    for (const check of field.checks) refuseImpossibleCheck(check, field)
  }
}

const typesWithDays: ReadonlySet<FieldType> = new Set(['date', 'date-time', 'zoned-date-time'])

function refuseImpossibleCheck(check: FieldCheck, field: SchemaField): void {
  if (check.check === 'pattern') compilePattern(check, field)
  if (check.check === 'not-in-future' && !typesWithDays.has(field.type)) {
    throw new AppError(
      'schema-invalid',
      `Field "${field.name}": not-in-future needs a date or a date with a time, not ${field.type}.`,
      { hint: `Give the field the type date, date-time or zoned-date-time, or take the check out.` },
    )
  }
  if (check.check !== 'min' && check.check !== 'max') return
  const order = orders[field.type]
  if (order === undefined) {
    throw new AppError(
      'schema-invalid',
      `Field "${field.name}": ${check.check} needs a type with an order, such as a number or a date, not ${field.type}.`,
      { hint: 'Use min-length or max-length for texts.' },
    )
  }
  if (limitOf(check.value, field) !== null) return
  throw new AppError(
    'schema-invalid',
    `Field "${field.name}": ${check.check} ${check.value} is no value of the type ${field.type}.`,
    { hint: `Write the limit as in ${order.example}.` },
  )
}

function refuseRepeats(document: SchemaDocument): void {
  const seen = new Set<string>()
  for (const field of document.fields) {
    const key = nameKey(field.name)
    if (seen.has(key)) {
      throw new AppError(
        'schema-invalid',
        `The schema has two fields named "${field.name}"; names are compared without regard to case.`,
        {
          hint: 'Rename one of them.',
        },
      )
    }
    if (reservedFieldNames.includes(key)) {
      throw new AppError(
        'schema-invalid',
        `A field cannot be named "${field.name}": every dataset has a column of that name already.`,
        {
          hint: 'Rename the field, and give the source column as an alias.',
        },
      )
    }
    seen.add(key)
  }
}

/** Types whose values are not texts, so that an empty text is none of them. */
const typesWithoutEmpty: ReadonlySet<FieldType> = new Set([
  ...(['integer', 'decimal', 'number', 'amount', 'percent', 'boolean'] as const),
  ...(['date', 'time', 'date-time', 'zoned-date-time', 'duration', 'uuid', 'json', 'list'] as const),
])

function refuseImpossibleField(field: SchemaField): void {
  if (field.keepEmpty && typesWithoutEmpty.has(field.type)) {
    throw new AppError('schema-invalid', `Field "${field.name}": keepEmpty needs a type of text, not ${field.type}.`, {
      hint: 'Take keepEmpty off the field: an empty cell is NULL then.',
    })
  }
  const limit = (name: FieldCheck['check']): number | string | undefined => {
    const check = field.checks.find((candidate) => candidate.check === name)
    return check && 'value' in check ? check.value : undefined
  }
  for (const [low, high] of [
    ['min', 'max'],
    ['min-length', 'max-length'],
  ] as const) {
    const least = limit(low)
    const greatest = limit(high)
    if (least !== undefined && greatest !== undefined && isMore(least, greatest, low === 'min' ? field : null)) {
      throw new AppError(
        'schema-invalid',
        `Field "${field.name}": ${low} ${least} is greater than ${high} ${greatest}, so nothing could pass.`,
        {
          hint: 'Swap or correct the two limits.',
        },
      )
    }
  }
  if (field.scale !== undefined && field.precision !== undefined && field.scale > field.precision) {
    throw new AppError(
      'schema-invalid',
      `Field "${field.name}": scale ${field.scale} is greater than precision ${field.precision}.`,
      {
        hint: 'Precision counts all digits, scale those after the point.',
      },
    )
  }
}

/** Whether a limit is more than another; limits of a field compare as its type does, and one that is none of it is refused elsewhere. */
function isMore(one: number | string, other: number | string, field: SchemaField | null): boolean {
  if (field === null) return Number(one) > Number(other)
  const [least, greatest] = [limitOf(one, field), limitOf(other, field)]
  return least !== null && greatest !== null && (orders[field.type]?.compareTo(greatest)(least) ?? 0) > 0
}
