import type { FieldCheck } from '../../../../contract/schema/field-check.ts'
import { type TypeProperty, typeProperties } from '../../../../contract/schema/field-type.ts'
import type { ConversionNote } from '../../../../contract/schema/schema-conversion.ts'
import { limitOf } from '../../validate/types/limits.ts'
import { copyWords, type FieldDraft, isObject, plainTexts, textsOf } from './field-draft.ts'
import { noteList, shown, type Tell, tellOthers } from './notes.ts'
import { typeOfTable, typePropertiesThere } from './from-table-types.ts'
import { anchored } from './whole-pattern.ts'

type Descriptor = Readonly<Record<string, unknown>>

/**
 * A Table Schema as a document by fields, to be read like one that a person wrote, and what a document cannot say of it.
 * `name` is its name where it has none.
 */
export function fromTableSchema(
  descriptor: Descriptor,
  name: string,
): { readonly document: object; readonly notes: ConversionNote[] } {
  const { notes, tell } = noteList()
  const entries: unknown[] = Array.isArray(descriptor['fields']) ? descriptor['fields'] : []
  // What is no field is left for the reader of documents to refuse by place.
  const fields = entries.map((entry) => (isObject(entry) ? fieldOf(entry, tell) : entry))
  const drafts = fields.filter((field) => isObject(field)) as FieldDraft[]
  const unique = readKeys(descriptor, drafts, tell)
  readForeignKeys(descriptor['foreignKeys'], drafts, tell)
  tellOthers(descriptor, knownProperties, (message) => tell(null, message))
  return {
    document: {
      name: typeof descriptor['name'] === 'string' ? descriptor['name'] : name,
      ...(typeof descriptor['title'] === 'string' ? { title: descriptor['title'] } : {}),
      ...(typeof descriptor['description'] === 'string' ? { description: descriptor['description'] } : {}),
      fields,
      unknownColumns: unknownColumns(descriptor['fieldsMatch'], tell),
      nullWords: nullWords(descriptor['missingValues'], tell),
      ...(unique.length === 0 ? {} : { unique }),
    },
    notes,
  }
}

const knownProperties: ReadonlySet<string> = new Set([
  ...['$schema', 'name', 'title', 'description', 'fields', 'fieldsMatch', 'missingValues'],
  ...['primaryKey', 'uniqueKeys', 'foreignKeys'],
])

const knownFieldProperties: ReadonlySet<string> = new Set([
  ...['name', 'title', 'description', 'constraints'],
  ...typePropertiesThere,
])

function fieldOf(entry: Descriptor, tell: Tell): object {
  const name = String(entry['name'])
  const draft: FieldDraft = { name, checks: [] }
  copyWords(entry, draft)
  Object.assign(
    draft,
    typeOfTable(entry, (message) => tell(name, message)),
  )
  if (isObject(entry['constraints'])) readConstraints(entry['constraints'], draft, tell)
  tellOthers(entry, knownFieldProperties, (message) => tell(name, message))
  return { ...draft, ...('name' in entry ? {} : { name: undefined }) }
}

function readConstraints(constraints: Descriptor, draft: FieldDraft, tell: Tell): void {
  for (const [key, value] of Object.entries(constraints)) {
    if (value === false) continue
    if (key === 'required') draft.required = true
    else if (key === 'unique') draft.unique = 'dataset'
    else if (key !== 'enum' || shown(value) !== shown(draft.values)) {
      const check = checkOf(key, value, draft)
      if (check) draft.checks.push(check)
      else tell(draft.name, `the constraint ${key} ${shown(value)} is left out.`)
    }
  }
}

/** The check that a constraint is; null where there is none. Limits of numbers may be written as numbers or as texts of them. */
function checkOf(key: string, value: unknown, draft: FieldDraft): FieldCheck | null {
  const limit = limitFor(value, draft)
  const isLength = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
  const values = plainTexts(value)
  if (key === 'minimum' && limit !== null) return { check: 'min', value: limit }
  if (key === 'maximum' && limit !== null) return { check: 'max', value: limit }
  if (key === 'minLength' && isLength) return { check: 'min-length', value }
  if (key === 'maxLength' && isLength) return { check: 'max-length', value }
  if (key === 'pattern' && typeof value === 'string') return { check: 'pattern', pattern: anchored(value) }
  if (key === 'enum' && values !== null && areStored(values, draft)) return { check: 'one-of', values }
  return null
}

/** A limit as the check has it; null for none. Those of days and times stand in the format of the field. */
function limitFor(value: unknown, { type = 'text', format }: FieldDraft): number | string | null {
  if (type === 'integer' || type === 'number') {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
    return typeof number === 'number' && Number.isFinite(number) ? number : null
  }
  if (typeof value !== 'string' || format !== undefined) return null
  return limitOf(value, { type }) === null ? null : value
}

/** Whether texts of a list are as they are stored, where a check finds them. */
function areStored(texts: readonly string[], { type, format }: FieldDraft): boolean {
  if (type === 'boolean') return texts.every((text) => text === 'true' || text === 'false')
  return format === undefined && type !== 'time' && type !== 'date-time' && type !== 'duration'
}

/** Keys of one field are the field's own; those of several are the document's. Fields of the primary key must be there. */
function readKeys(descriptor: Descriptor, drafts: readonly FieldDraft[], tell: Tell): object[] {
  const primary = descriptor['primaryKey']
  const uniqueKeys = descriptor['uniqueKeys']
  const keys = [
    ...(primary === undefined ? [] : [{ key: primary, isPrimary: true }]),
    ...(Array.isArray(uniqueKeys) ? uniqueKeys.map((key: unknown) => ({ key, isPrimary: false })) : []),
  ]
  return keys.flatMap(({ key, isPrimary }) => {
    const fields = textsOf(key)
    const found = fields?.map((field) => drafts.find(({ name }) => name === field))
    if (!fields || fields.length === 0 || found?.includes(undefined)) {
      tell(null, `the key ${shown(key)} is left out: it names no fields of the schema.`)
      return []
    }
    for (const draft of (found as FieldDraft[]).filter(() => isPrimary)) draft.required = true
    return [{ fields }]
  })
}

/** A foreign key of one field refers to a dataset that has the name of the resource. */
function readForeignKeys(value: unknown, drafts: readonly FieldDraft[], tell: Tell): void {
  for (const key of Array.isArray(value) ? (value as unknown[]) : []) {
    const reference = isObject(key) && isObject(key['reference']) ? key['reference'] : {}
    const [field, ...more] = (isObject(key) ? textsOf(key['fields']) : null) ?? []
    const [target] = textsOf(reference['fields']) ?? []
    const draft = drafts.find(({ name }) => name === field)
    const dataset = reference['resource']
    if (!draft || more.length > 0 || !target || typeof dataset !== 'string' || dataset === '') {
      tell(null, `the foreign key ${shown(key)} is left out: a reference is from one field to one of a named dataset.`)
      continue
    }
    draft.checks.push({ check: 'reference', dataset, field: target })
  }
}

/** `equal` is our `reject`; a file that lacks fields is refused in any case. */
function unknownColumns(match: unknown, tell: Tell): 'reject' | 'keep' {
  const word = textsOf(match ?? 'exact')?.[0]
  if (word === 'subset') return 'keep'
  if (word !== 'equal' && match !== undefined) {
    tell(null, `fieldsMatch ${shown(match)} is read as ${word === 'partial' ? '"subset"' : '"equal"'}.`)
  }
  return word === 'partial' ? 'keep' : 'reject'
}

/** The empty text is missing in any case. Words may come with a label, which is left out. */
function nullWords(missing: unknown, tell: Tell): string[] {
  const entries = Array.isArray(missing) ? (missing as unknown[]) : ['']
  const words = entries.map((entry) => (isObject(entry) ? entry['value'] : entry))
  const labelled = entries.filter((entry) => isObject(entry))
  if (labelled.length > 0) tell(null, `the labels of missingValues ${shown(labelled)} are left out.`)
  if (!words.includes('')) tell(null, 'an empty cell is missing too, though missingValues does not say so.')
  return words.filter((word) => typeof word === 'string' && word !== '') as string[]
}

/** Whether a document is a Table Schema: it has fields, and what only those have, or lacks what only ours have. */
export function isTableSchema(value: unknown): value is Descriptor {
  if (!isObject(value) || !Array.isArray(value['fields'])) return false
  if (typeof value['$schema'] === 'string' && value['$schema'].includes('tableschema')) return true
  const fields = (value['fields'] as unknown[]).filter(isObject)
  if (['unknownColumns', 'nullWords'].some((key) => key in value)) return false
  if (fields.some((field) => ownProperties.some((key) => key in field))) return false
  if (fields.some((field) => theirProperties.some((key) => key in field) || hasPattern(field))) return true
  if (['missingValues', 'primaryKey', 'foreignKeys', 'uniqueKeys', 'fieldsMatch'].some((key) => key in value))
    return true
  if (fields.some((field) => 'constraints' in field || ownTypes.includes(field['type']))) return true
  return !('name' in value) && fields.length > 0 && fields.every((field) => 'name' in field)
}

const ownProperties = [
  ...['required', 'checks', 'transforms', 'aliases', 'keepEmpty', 'default', 'severity', 'unique', 'suggestion'],
  ...(Object.keys(typeProperties) as TypeProperty[]).filter((key) => key !== 'format'),
]
const theirProperties = typePropertiesThere.filter((key) => key !== 'type' && key !== 'format')

/** Whether the format of a field is a pattern of strptime; ours have a percent sign at their end alone. */
function hasPattern({ format }: Descriptor): boolean {
  return typeof format === 'string' && /%[A-Za-z]/.test(format)
}

/** Types that a document by fields has not. */
const ownTypes: readonly unknown[] = [
  'string',
  'any',
  'datetime',
  'year',
  'yearmonth',
  'geopoint',
  'geojson',
  'object',
  'array',
]
