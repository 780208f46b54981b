import type { FieldCheck } from '../../../contract/schema/field-check.ts'
import type { SchemaField } from '../../../contract/schema/schema-document.ts'
import { stepWords } from '../../../contract/schema/step-words.ts'
import { formatNumber } from '../../shared/format.ts'
import { schemaWords as words } from '../../shared/schema-words.ts'

/** What a field must be, clause by clause, as one would say it. */
export function describeField(field: SchemaField): string[] {
  const clauses = [
    field.required ? words.required : words.optional,
    ...typeProperties(field),
    ...precision(field),
    ...(field.region === undefined ? [] : [words.region(field.region)]),
    ...field.checks.map(describeCheck),
    ...(field.unique === undefined ? [] : [words.unique[field.unique]]),
    ...(field.keepEmpty ? [words.keepEmpty] : []),
    ...describeDefault(field),
    ...(field.aliases === undefined || field.aliases.length === 0 ? [] : [words.aliases(field.aliases.join(', '))]),
    ...(field.severity === 'error' ? [] : [words.severity[field.severity]]),
    ...(field.suggestion === undefined || field.suggestion.type === field.type
      ? []
      : [words.suggestion(field.suggestion.type, field.suggestion.format)]),
  ]
  return clauses
}

/** What of a field belongs to its type. */
function typeProperties(field: SchemaField): string[] {
  const { format, locale, currency, zone, values, ignoreCase, separator, items } = field
  return [
    ...(format === undefined ? [] : [words.format(either(format))]),
    ...(locale === undefined ? [] : [words.locale(locale)]),
    ...(currency === undefined ? [] : [words.currency(currency)]),
    ...(zone === undefined ? [] : [words.zone(zone)]),
    ...(values === undefined ? [] : [words.values(values.join(', '))]),
    ...(ignoreCase === true ? [words.ignoreCase] : []),
    ...(separator === undefined ? [] : [words.separator(separator)]),
    ...(items === undefined ? [] : [words.items(items)]),
  ]
}

function either(format: string | readonly string[]): string {
  return typeof format === 'string' ? format : format.join(' or ')
}

function limitText(limit: number | string): string {
  return typeof limit === 'number' ? formatNumber(limit) : limit
}

function precision({ type, precision: digits, scale }: SchemaField): string[] {
  return type !== 'text' && digits !== undefined ? [words.precision(digits, scale ?? 0)] : []
}

function describeDefault({ default: value }: SchemaField): string[] {
  if (value === undefined) return []
  return [typeof value === 'string' ? words.default(value) : words.computed(value.expression)]
}

function describeCheck(check: FieldCheck): string {
  switch (check.check) {
    case 'min':
      return words.min(limitText(check.value))
    case 'max':
      return words.max(limitText(check.value))
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
    case 'not-in-future':
      return words.notInFuture
    case 'custom':
      return words.custom(check.name)
    case 'reference':
      return words.reference(check.field, check.dataset ?? check.lookup ?? '')
    case 'increasing':
      return check.strictly === true ? words.order.strictlyIncreasing : words.order.increasing
    case 'decreasing':
      return check.strictly === true ? words.order.strictlyDecreasing : words.order.decreasing
    case 'expression':
      return words.expression(check.expression)
  }
}

/** What is done to a value before it is judged, in order. */
export function describeTransforms({ transforms }: SchemaField): string {
  return transforms.map(stepWords).join(', then ')
}
