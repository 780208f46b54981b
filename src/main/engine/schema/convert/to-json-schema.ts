import type { FieldCheck } from '../../../../contract/schema/field-check.ts'
import type { ConversionNote } from '../../../../contract/schema/schema-conversion.ts'
import type { SchemaDocument, SchemaField } from '../../../../contract/schema/schema-document.ts'
import { survivesDouble } from '../../validate/types/decimals.ts'
import { limitOf } from '../../validate/types/limits.ts'
import { jsonItems, jsonTypes } from './json-schema-types.ts'
import { noteList, type Tell, tellOthers, tellOwnWays } from './notes.ts'
import { sayChecks } from './said-checks.ts'
import { typedValues } from './typed-values.ts'

type JsonSchema = Record<string, unknown>

/**
 * A document as the JSON Schema (draft 2020-12) of an accepted row: an object of its typed values by field, null for an empty cell;
 * and what that cannot say.
 */
export function toJsonSchema(document: SchemaDocument): {
  readonly document: JsonSchema
  readonly notes: ConversionNote[]
} {
  const { notes, tell } = noteList()
  const properties = document.fields.map((field) => [field.name, propertyOf(field, tell)] as const)
  const required = document.fields.filter((field) => field.required).map(({ name }) => name)
  const known = new Set(['$schema', 'name', 'title', 'description', 'fields', 'unknownColumns'])
  tellOthers(document, known, (message) => tell(null, message))
  if (document.unknownColumns === 'ignore')
    tell(null, 'Unknown columns are ignored; as additional properties they are allowed.')
  return {
    document: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: encodeURIComponent(document.name),
      ...(document.title === undefined ? {} : { title: document.title }),
      ...(document.description === undefined ? {} : { description: document.description }),
      type: 'object',
      properties: Object.fromEntries(properties),
      ...(required.length === 0 ? {} : { required }),
      additionalProperties: document.unknownColumns !== 'reject',
    },
    notes,
  }
}

const knownProperties: ReadonlySet<string> = new Set(['title', 'description', 'values', 'items'])

function propertyOf(field: SchemaField, tell: Tell): JsonSchema {
  const { type, note, ...rest } = jsonTypes[field.type]
  const items = field.type === 'list' ? jsonItems(field) : null
  for (const told of [note, ...(items?.notes ?? [])]) if (told !== undefined) tell(field.name, told)
  tellOwnWays(field, knownProperties, tell)
  if (field.severity !== 'error') tell(field.name, `severity "${field.severity}" is left out: every keyword rejects.`)
  const keywords: JsonSchema = {}
  if (field.type === 'enum' && field.values) sayValues(field.values, keywords, field.required)
  sayChecks(field, tell, (check) => sayCheck(check, type, keywords, field))
  return {
    ...(field.title === undefined ? {} : { title: field.title }),
    ...(field.description === undefined ? {} : { description: field.description }),
    type: field.required ? type : [type, 'null'],
    ...rest,
    ...(items === null ? {} : { items: items.written }),
    ...keywords,
  }
}

/** JSON Schema has limits of numbers alone, and no more digits of them than a double keeps. */
function sayLimit(
  keyword: string,
  limit: number | string,
  type: string,
  keywords: JsonSchema,
  field: SchemaField,
): boolean {
  const stored = type === 'number' || type === 'integer' ? limitOf(limit, field) : null
  if (stored === null || !survivesDouble(stored)) return false
  keywords[keyword] = Number(stored)
  return true
}

function sayValues(values: readonly unknown[], keywords: JsonSchema, required: boolean): void {
  keywords['enum'] = required ? values : [...values, null]
}

/** Puts a check among the keywords of a property, where there is one for it. */
function sayCheck(check: FieldCheck, type: string, keywords: JsonSchema, field: SchemaField): boolean {
  const isText = type === 'string'
  switch (check.check) {
    case 'min':
      return sayLimit('minimum', check.value, type, keywords, field)
    case 'max':
      return sayLimit('maximum', check.value, type, keywords, field)
    case 'min-length':
      // The text of a number has a length; a number in JSON has none.
      if (isText) keywords['minLength'] = check.value
      return isText
    case 'max-length':
      if (isText) keywords['maxLength'] = check.value
      return isText
    case 'pattern':
      if (!isText || (check.flags !== undefined && check.flags !== '')) return false
      keywords['pattern'] = check.pattern
      return true
    case 'one-of':
    case 'not-one-of': {
      const values = typedValues(check.values, type)
      if (values === null) return false
      if (check.check === 'not-one-of') keywords['not'] = { enum: values }
      else sayValues(values, keywords, field.required)
      return true
    }
    default:
      return false
  }
}
