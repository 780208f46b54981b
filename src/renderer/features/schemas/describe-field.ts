import type { FieldCheck } from '../../../contract/schema/field-check.ts'
import type { SchemaField } from '../../../contract/schema/schema-document.ts'
import type { TransformStep } from '../../../contract/schema/transform-step.ts'
import { formatNumber } from '../../shared/format.ts'
import { schemaWords as words } from '../../shared/schema-words.ts'

/** What a field must be, clause by clause, as one would say it. */
export function describeField(field: SchemaField): string[] {
  const clauses = [
    field.required ? words.required : words.optional,
    ...precision(field),
    ...(field.region === undefined ? [] : [words.region(field.region)]),
    ...field.checks.map(describeCheck),
    ...(field.keepEmpty ? [words.keepEmpty] : []),
    ...describeDefault(field),
    ...(field.aliases === undefined || field.aliases.length === 0 ? [] : [words.aliases(field.aliases.join(', '))]),
    ...(field.severity === 'error' ? [] : [words.severity[field.severity]]),
    ...(field.suggestion === undefined || field.suggestion.type === field.type
      ? []
      : [words.suggestion(field.suggestion.type)]),
  ]
  return clauses
}

function precision({ type, precision: digits, scale }: SchemaField): string[] {
  return type === 'decimal' && digits !== undefined ? [words.precision(digits, scale ?? 0)] : []
}

function describeDefault({ default: value }: SchemaField): string[] {
  if (value === undefined) return []
  return [typeof value === 'string' ? words.default(value) : words.computed(value.expression)]
}

function describeCheck(check: FieldCheck): string {
  switch (check.check) {
    case 'min':
      return words.min(formatNumber(check.value))
    case 'max':
      return words.max(formatNumber(check.value))
    case 'min-length':
      return words.minLength(check.value)
    case 'max-length':
      return words.maxLength(check.value)
    case 'pattern':
      return words.pattern(check.pattern)
    case 'one-of':
      return words.oneOf(check.values.join(', '))
    case 'not-one-of':
      return words.notOneOf(check.values.join(', '))
    case 'custom':
      return words.custom(check.name)
    case 'expression':
      return words.expression(check.expression)
  }
}

/** What is done to a value before it is judged, in order. */
export function describeTransforms({ transforms }: SchemaField): string {
  return transforms.map(describeStep).join(', then ')
}

function describeStep(step: TransformStep): string {
  return typeof step === 'string' ? words.transforms[step] : words.customTransform(step.custom)
}
