import type { z } from 'zod'
import {
  type FieldCheck,
  type FieldType,
  type FlatSchema,
  flatSchema,
  type SchemaDocument,
  type SchemaField,
  schemaDocument,
} from '../../../contract/schema-document.ts'
import { AppError } from '../lib/app-error.ts'
import { nameKey } from '../lib/names.ts'
import { refuseBadChecks } from './checks.ts'
import { compileSchema } from './compile-schema.ts'
import type { Extensions } from './extensions.ts'

/** Column names that every dataset adds by itself. */
export const reservedFieldNames = ['_import_id', '_row_number', '_schema_version']

/**
 * Reads a schema document of either form.
 * @throws AppError `schema-invalid` naming the place and the reason
 */
export function parseSchema(value: unknown): SchemaDocument {
  const document = isFlat(value) ? fromFlat(parse(flatSchema, value)) : parse(schemaDocument, value)
  refuseRepeats(document)
  refuseImpossible(document)
  for (const field of document.fields) refuseBadChecks(field)
  return document
}

/**
 * Reads a schema document of either form, and checks that every rule of it can work.
 * @throws AppError `schema-invalid` naming the place and the reason
 */
export async function readSchema(value: unknown, extensions: Extensions): Promise<SchemaDocument> {
  const document = parseSchema(value)
  // Compiling finds what only compiling can: names that nobody registered, and defaults that fail their own rules.
  await compileSchema(
    document,
    document.fields.map((field) => ({ source: field.name, field: field.name, type: field.type })),
    extensions,
  )
  return document
}

function isFlat(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'rules' in value
}

function parse<T extends z.ZodType>(shape: T, value: unknown): z.output<T> {
  const result = shape.safeParse(value)
  if (result.success) return result.data
  const places = result.error.issues.map((issue) => {
    const missing = issue.code === 'invalid_type' && issue.path.length > 0 && valueAt(issue.path, value) === undefined
    return `${placeOf(issue.path, value)}: ${missing ? 'is missing' : issue.message}`
  })
  throw new AppError('schema-invalid', `The schema is not valid. ${places.join('. ')}.`, {
    hint: 'Correct the named places. docs/schema-format.md describes both forms.',
    details: { places },
  })
}

function valueAt(path: readonly PropertyKey[], value: unknown): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined),
    value,
  )
}

/** Where in the document, in words: which rule or field, by number and name. */
function placeOf(path: readonly PropertyKey[], value: unknown): string {
  const words: string[] = []
  let at: unknown = value
  for (const [depth, key] of path.entries()) {
    at = typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined
    if (typeof key === 'number') {
      const list = String(path[depth - 1] ?? 'entry').replace(/s$/, '')
      words.pop()
      words.push(`${list} ${key + 1}${nameOf(at)}`)
    } else words.push(String(key))
  }
  return words.length === 0 ? 'the document' : words.join(', ')
}

function nameOf(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return ''
  const { field, name } = entry as { field?: unknown; name?: unknown }
  const found = typeof field === 'string' ? field : name
  return typeof found === 'string' ? ` ("${found}")` : ''
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

/** Types whose columns hold texts. */
const emptyTextTypes: ReadonlySet<SchemaField['type']> = new Set(['text', 'email', 'url', 'phone'])

/** Types whose values are not texts, so that an empty text is none of them. */
const typesWithoutEmpty: ReadonlySet<FieldType> = new Set(['integer', 'decimal', 'number', 'boolean', 'date'])

function refuseImpossible(document: SchemaDocument): void {
  for (const field of document.fields) {
    if (field.keepEmpty && typesWithoutEmpty.has(field.type)) {
      throw new AppError(
        'schema-invalid',
        `Field "${field.name}": keepEmpty needs a type of text, not ${field.type}.`,
        {
          hint: 'Take keepEmpty off the field: an empty cell is NULL then.',
        },
      )
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
    if (field.keepEmpty && !emptyTextTypes.has(field.type)) {
      throw new AppError('schema-invalid', `Field "${field.name}": a ${field.type} cannot keep an empty text.`, {
        hint: 'Take keepEmpty off the field, so that an empty cell is NULL, or make it a text.',
      })
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
}

/** The flat form as a list of fields: rules that speak of the same field become one field, in the order of first mention. */
function fromFlat(flat: FlatSchema): SchemaDocument {
  const fields = new Map<string, SchemaField>()
  for (const [index, rule] of flat.rules.entries()) {
    const field = fields.get(rule.field) ?? emptyField(rule.field)
    fields.set(rule.field, field)
    applyRule(field, rule, index)
  }
  return {
    name: flat.name,
    ...(flat.title === undefined ? {} : { title: flat.title }),
    ...(flat.description === undefined ? {} : { description: flat.description }),
    fields: [...fields.values()],
    unknownColumns: flat.strict === true ? 'reject' : 'keep',
    nullWords: [],
  }
}

function emptyField(name: string): SchemaField {
  return { name, type: 'text', required: false, keepEmpty: false, transforms: [], checks: [], severity: 'error' }
}

function applyRule(field: SchemaField, rule: FlatSchema['rules'][number], index: number): void {
  const options = rule.options ?? {}
  const refuse = (why: string, hint: string): never => {
    throw new AppError(
      'schema-invalid',
      `The schema is not valid. Rule ${index + 1} ("${rule.field}", ${rule.type}): ${why}.`,
      { hint },
    )
  }
  if (rule.type === 'required' || rule.required === true) field.required = true
  switch (rule.type) {
    case 'required':
    case 'text':
      break
    case 'regex':
      if (options.pattern === undefined) {
        refuse('it has no options.pattern', 'Give the pattern that the text must match.')
      }
      break
    case 'custom':
      if (options.name === undefined) refuse('it has no options.name', 'Name a validator that the program registered.')
      break
    default:
      if (field.type !== 'text' && field.type !== rule.type) {
        refuse(`the field is ${field.type} already`, 'A field has one type; take one of the two rules out.')
      }
      field.type = rule.type
  }
  if (options.region !== undefined) {
    if (rule.type !== 'phone') refuse('only phone has options.region', 'Take the option out.')
    field.region = options.region
  }
  // An option that is written is meant, whatever the type of its rule.
  if (options.pattern !== undefined) {
    const flags = options.flags === undefined ? {} : { flags: options.flags }
    field.checks.push({ check: 'pattern', pattern: options.pattern, ...flags })
  } else if (options.flags !== undefined) {
    refuse('it has options.flags without options.pattern', 'Give the pattern that they belong to.')
  }
  if (options.name !== undefined) field.checks.push({ check: 'custom', name: options.name })
  if (options.min !== undefined) field.checks.push({ check: 'min', value: options.min })
  if (options.max !== undefined) field.checks.push({ check: 'max', value: options.max })
  if (options.minLength !== undefined) field.checks.push({ check: 'min-length', value: options.minLength })
  if (options.maxLength !== undefined) field.checks.push({ check: 'max-length', value: options.maxLength })
}
