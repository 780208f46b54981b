import type { FieldCheck } from '../../../../contract/schema/field-check.ts'
import type { FieldType } from '../../../../contract/schema/field-type.ts'
import type { ConversionNote } from '../../../../contract/schema/schema-conversion.ts'
import { copyWords, type FieldDraft, isObject, plainTexts } from './field-draft.ts'
import { decoded, type Definition, resolve } from './json-schema-parts.ts'
import { noteList, shown, type Tell, tellOthers } from './notes.ts'

/**
 * The JSON Schema of an object, or of a list of objects, as a document by fields, to be read like one that a person wrote; and what a
 * document cannot say of it. `name` is its name where it has none.
 */
export function fromJsonSchema(
  root: Definition,
  name: string,
): { readonly document: object; readonly notes: ConversionNote[] } {
  const { notes, tell } = noteList()
  const { definition: top } = resolve(root, root)
  const row = isObject(top['items']) ? resolve(top['items'], root).definition : top
  const required = Array.isArray(row['required']) ? (row['required'] as unknown[]) : []
  const properties = isObject(row['properties']) ? Object.entries(row['properties']) : []
  const fields = properties.map(([key, property]) =>
    isObject(property) ? fieldOf(key, property, required.includes(key), root, tell) : { name: key },
  )
  for (const key of required) {
    if (properties.some(([property]) => property === key)) continue
    tell(null, `required names ${shown(key)}, which is no property.`)
  }
  for (const part of new Set([top, row])) tellOthers(part, knownOfObject, (message) => tell(null, message))
  const { title, description } = { ...top, ...row }
  return {
    document: {
      name: nameOf(root) ?? name,
      ...(typeof title === 'string' ? { title } : {}),
      ...(typeof description === 'string' ? { description } : {}),
      fields,
      unknownColumns: row['additionalProperties'] === false ? 'reject' : 'keep',
    },
    notes,
  }
}

/** The name in the last part of an identifier, as it is written when a schema is exported. */
function nameOf(root: Definition): string | null {
  const id = root['$id']
  const last = typeof id === 'string' ? id.split('#')[0]?.split('/').at(-1) : undefined
  return last === undefined || last === '' ? null : decoded(last.replace(/(?:\.schema)?\.json$/, ''))
}

const knownOfObject: ReadonlySet<string> = new Set([
  ...['$schema', '$id', '$defs', 'definitions', '$ref', '$comment', 'title', 'description', 'type', 'items'],
  ...['properties', 'required', 'additionalProperties'],
])

/** What each type becomes, with its format as `type:format`. Where there is no entry the field is text, and it is told. */
const types: Readonly<Partial<Record<string, FieldType>>> = {
  string: 'text',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  'string:date': 'date',
  'string:email': 'email',
  'string:idn-email': 'email',
  'string:uri': 'url',
  'string:uuid': 'uuid',
  'string:duration': 'duration',
  'string:time': 'time',
  'string:time-local': 'time',
  'string:date-time': 'zoned-date-time',
  'string:date-time-local': 'date-time',
  object: 'json',
  array: 'json',
}

/** What such a type takes that ours does not, or the other way round. */
const notes: Readonly<Partial<Record<string, string>>> = {
  'string:time': 'a time with an offset is refused: without its day it is no moment.',
  object: 'the type object becomes json, which takes any JSON.',
  array: 'the type array becomes json, which takes any JSON.',
}

/** What stands between the items of a list that was read: JSON needs nothing there. */
const separator = ';'

const knownOfProperty: ReadonlySet<string> = new Set([
  ...[
    '$comment',
    '$ref',
    '$defs',
    'definitions',
    'title',
    'description',
    'type',
    'format',
    'default',
    'enum',
    'const',
    'not',
  ],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength', 'pattern', 'nullable'],
  ...['items', 'contentMediaType'],
])

function fieldOf(name: string, property: Definition, listed: boolean, root: Definition, tell: Tell): object {
  const { definition, nullable, unresolved } = resolve(property, root)
  if (unresolved !== null) tell(name, `${unresolved} is left out.`)
  const draft: FieldDraft = { name, checks: [] }
  copyWords(definition, draft)
  if (listed && !nullable) draft.required = true
  if (listed && nullable) tell(name, 'it is required and may be null: an empty cell is allowed.')
  if (!readList(definition, draft, root, tell)) draft.type = typeOf(name, definition, tell)
  const { default: stand } = definition
  const text = plainTexts([stand])?.[0]
  if (text !== undefined && text !== '') draft.default = text
  else if (stand !== undefined && stand !== null) tell(name, `the default ${shown(stand)} is left out.`)
  for (const keyword of checkKeywords) {
    const value = definition[keyword]
    if (value === undefined) continue
    const check = checkOf(keyword, value, draft.type ?? 'text')
    if (check) draft.checks.push(check)
    else tell(name, `${keyword} ${shown(value)} is left out.`)
  }
  tellOthers(definition, knownOfProperty, (message) => tell(name, message))
  return draft
}

/** Reads a list of values into a field; false for anything else. */
function readList(definition: Definition, draft: FieldDraft, root: Definition, tell: Tell): boolean {
  const { type, items } = definition
  const isArray = type === 'array' || (Array.isArray(type) && type.length === 2 && type.includes('array'))
  if (!isArray || !isObject(items)) return false
  const { definition: item } = resolve(items, root)
  const itemNotes: string[] = []
  const found = typeOf(draft.name, item, (_, message) => void itemNotes.push(message))
  if (found === 'json' || found === 'list') return false
  const values = found === 'text' ? plainTexts(item['enum']) : null
  draft.type = 'list'
  draft.separator = separator
  if (values !== null) draft.values = values
  if (values !== null || found !== 'text') draft.items = values === null ? found : 'enum'
  const known = new Set(['type', 'format', 'title', 'description', ...(values === null ? [] : ['enum'])])
  tellOthers(item, known, (message) => void itemNotes.push(message))
  tell(draft.name, `its items stand between "${separator}" in files.`)
  for (const message of itemNotes) tell(draft.name, `of its items: ${message}`)
  return true
}

function typeOf(name: string, definition: Definition, tell: Tell): FieldType {
  const { type = impliedType(definition), format } = definition
  const list = (Array.isArray(type) ? (type as unknown[]) : [type]).filter((entry) => entry !== 'null')
  const [only = 'string', ...more] = list
  // Text takes what several types would take.
  if (more.length > 0) {
    tell(name, `the types ${shown(list)} become text.`)
    return 'text'
  }
  const suffix = format === undefined ? '' : `:${typeof format === 'string' ? format : shown(format)}`
  const written = `${String(only)}${suffix}`
  const found = types[written]
  const note = notes[written]
  if (note !== undefined) tell(name, note)
  if (found === 'text' && definition['contentMediaType'] === 'application/json') return 'json'
  if (found !== undefined) return found
  if (format !== undefined) tell(name, `the format ${shown(format)} is left out.`)
  const plain = types[String(only)]
  if (plain === undefined) tell(name, `the type ${shown(only)} becomes text.`)
  return plain ?? 'text'
}

/** The type of a definition that says none: that of its list of values, or text. */
function impliedType(definition: Definition): string {
  const values: unknown[] = Array.isArray(definition['enum']) ? definition['enum'] : [definition['const']]
  const kinds = new Set(values.filter((value) => value !== null && value !== undefined).map((value) => typeof value))
  const [kind = 'string'] = kinds
  return kinds.size > 1 ? 'string' : kind
}

const checkKeywords = [
  ...(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength', 'pattern'] as const),
  ...(['enum', 'const', 'not'] as const),
]

const momentTypes: ReadonlySet<FieldType> = new Set(['time', 'date-time', 'zoned-date-time', 'duration'])

/** The check that a keyword is; null where there is none. */
function checkOf(keyword: (typeof checkKeywords)[number], value: unknown, type: FieldType): FieldCheck | null {
  const limit = typeof value === 'number' && (type === 'integer' || type === 'number') ? value : null
  // The next whole number is a limit that is included.
  const next = limit !== null && type === 'integer' && Number.isSafeInteger(limit) ? limit : null
  const length = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null
  switch (keyword) {
    case 'minimum':
      return limit === null ? null : { check: 'min', value: limit }
    case 'maximum':
      return limit === null ? null : { check: 'max', value: limit }
    case 'exclusiveMinimum':
      return next === null ? null : { check: 'min', value: next + 1 }
    case 'exclusiveMaximum':
      return next === null ? null : { check: 'max', value: next - 1 }
    case 'minLength':
      return length === null ? null : { check: 'min-length', value: length }
    case 'maxLength':
      return length === null ? null : { check: 'max-length', value: length }
    case 'pattern':
      return typeof value === 'string' && value !== '' ? { check: 'pattern', pattern: value } : null
    case 'enum':
    case 'const': {
      const list: unknown = keyword === 'const' ? [value] : value
      const values = plainTexts(Array.isArray(list) ? list.filter((entry) => entry !== null) : list)
      // What is stored of a moment need not be the text that is listed.
      return values === null || momentTypes.has(type) ? null : { check: 'one-of', values }
    }
    case 'not': {
      const onlyKey = isObject(value) && Object.keys(value).length === 1
      const values = onlyKey ? plainTexts(value['enum']) : null
      return values && { check: 'not-one-of', values }
    }
  }
}

/** Whether a document is the JSON Schema of an object, or of a list of objects. */
export function isJsonSchema(value: unknown): value is Definition {
  if (!isObject(value) || 'fields' in value || 'rules' in value) return false
  if (typeof value['$schema'] === 'string' && value['$schema'].includes('json-schema.org')) return true
  return isObject(value['properties']) || isObject(value['items']) || '$ref' in value
}
