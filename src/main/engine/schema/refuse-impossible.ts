import type { FieldCheck } from '../../../contract/schema/field-check.ts'
import type { FieldType } from '../../../contract/schema/field-type.ts'
import type { SchemaDocument, SchemaField } from '../../../contract/schema/schema-document.ts'
import { AppError } from '../lib/app-error.ts'
import { nameKey } from '../lib/names.ts'
import { compileFieldPattern } from '../validate/patterns/compile-field-pattern.ts'
import { compileExpressions } from '../validate/expressions/document-expressions.ts'
import { reservedFieldNames } from '../validate/layout.ts'

/**
 * Refuses what no registration can make work: names twice, limits that nothing can meet, patterns that do not compile.
 * @throws AppError `schema-invalid`
 */
export function refuseImpossible(document: SchemaDocument): void {
  refuseRepeats(document)
  for (const field of document.fields) {
    refuseImpossibleField(field)
    for (const check of field.checks) refuseImpossibleCheck(check, field)
  }
  compileExpressions(document)
}

/** Types whose values are more or less than others. */
const typesWithOrder: ReadonlySet<FieldType> = new Set(['integer', 'decimal', 'number'])

function refuseImpossibleCheck(check: FieldCheck, field: SchemaField): void {
  if (check.check === 'pattern') compileFieldPattern(check, field)
  if ((check.check !== 'min' && check.check !== 'max') || typesWithOrder.has(field.type)) return
  throw new AppError(
    'schema-invalid',
    `Field "${field.name}": ${check.check} needs a type with an order, such as a number, not ${field.type}.`,
    { hint: 'Use min-length or max-length for texts.' },
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
const typesWithoutEmpty: ReadonlySet<FieldType> = new Set(['integer', 'decimal', 'number', 'boolean', 'date'])

function refuseImpossibleField(field: SchemaField): void {
  if (field.keepEmpty && typesWithoutEmpty.has(field.type)) {
    throw new AppError('schema-invalid', `Field "${field.name}": keepEmpty needs a type of text, not ${field.type}.`, {
      hint: 'Take keepEmpty off the field: an empty cell is NULL then.',
    })
  }
  const limit = (name: FieldCheck['check']): number | undefined => {
    const check = field.checks.find((candidate) => candidate.check === name)
    return check && 'value' in check ? check.value : undefined
  }
  for (const [low, high] of [
    ['min', 'max'],
    ['min-length', 'max-length'],
  ] as const) {
    const least = limit(low)
    const greatest = limit(high)
    if (least !== undefined && greatest !== undefined && least > greatest) {
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
