import type { FieldType } from '../../../../contract/schema/field-type.ts'
import { dateNotation } from '../../validate/writing/date-notation.ts'
import { numberNotation } from '../../validate/writing/number-notation.ts'
import { type FieldDraft, isObject, plainTexts } from './field-draft.ts'
import { shown } from './notes.ts'
import { formatOfStrptime } from './strptime.ts'
import { itemTypes, usualWords } from './table-schema.ts'

type Descriptor = Readonly<Record<string, unknown>>
type TypeProperties = Pick<FieldDraft, 'type' | 'format' | 'separator' | 'items' | 'values'>

/** Properties of a field there that belong to its type. */
export const typePropertiesThere = [
  ...['type', 'format', 'trueValues', 'falseValues', 'decimalChar', 'groupChar', 'bareNumber'],
  ...['categories', 'categoriesOrdered', 'delimiter', 'itemType'],
]

/** A field's type, with the properties that belong to it; what it cannot be is told. */
export function typeOfTable(entry: Descriptor, tell: (message: string) => void): TypeProperties {
  const { type = 'any', format } = entry
  const written = format === undefined || format === 'default' ? String(type) : `${String(type)}:${shownFormat(format)}`
  const draft = plainTypes[written] ?? dated(String(type), format)
  if (draft === null || draft === undefined) tell(`the type ${shown(written)} becomes text.`)
  const found: TypeProperties = { ...(draft ?? { type: 'text' }) }
  const note = notes[written]
  if (note !== undefined) tell(note)
  const known = propertiesOf[String(type)]?.(entry, found, tell) ?? []
  for (const key of typePropertiesThere.slice(2)) {
    const value = entry[key]
    if (known.includes(key) || value === undefined) continue
    if (key === 'categoriesOrdered' ? value === true : key !== 'bareNumber' || value !== true)
      tell(`${key} ${shown(value)} is left out.`)
  }
  return found
}

function shownFormat(format: unknown): string {
  return typeof format === 'string' ? format : shown(format)
}

/** What each type becomes, with its format as `type:format`. Where there is no entry the field is text, and it is told. */
const plainTypes: Readonly<Partial<Record<string, TypeProperties>>> = {
  string: { type: 'text' },
  'string:email': { type: 'email' },
  'string:uri': { type: 'url' },
  'string:uuid': { type: 'uuid' },
  any: { type: 'text' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'date' },
  'date:%Y-%m-%d': { type: 'date' },
  time: { type: 'time' },
  datetime: { type: 'date-time' },
  duration: { type: 'duration' },
  object: { type: 'json' },
  array: { type: 'json' },
  geojson: { type: 'json' },
  list: { type: 'list' },
}

const anyJson = (type: string): string => `the type ${type} becomes json, which takes any JSON.`
const notes: Readonly<Partial<Record<string, string>>> = {
  datetime: 'a moment with an offset is refused; those alone are taken by the type zoned-date-time.',
  object: anyJson('object'),
  array: anyJson('array'),
  geojson: anyJson('geojson'),
}

/** A day, a time or both in a pattern of strptime that is a format of ours. */
function dated(type: string, pattern: unknown): TypeProperties | null {
  const format = typeof pattern === 'string' ? formatOfStrptime(pattern) : null
  const notation = format === null ? null : dateNotation(format)
  if (format === null || notation === null) return null
  const { hasDay, hasTime, hasZone } = notation
  const isOf: Readonly<Record<string, FieldType | false>> = {
    date: hasDay && !hasTime && 'date',
    time: !hasDay && !hasZone && 'time',
    datetime: hasDay && hasTime && (hasZone ? 'zoned-date-time' : 'date-time'),
  }
  const found = isOf[type] ?? false
  return found === false ? null : { type: found, format }
}

type Reader = (entry: Descriptor, found: TypeProperties, tell: (message: string) => void) => readonly string[]

/** Reads what belongs to a type there into a field, and gives the properties that it read. */
const propertiesOf: Readonly<Partial<Record<string, Reader>>> = {
  string: readCategories,
  integer: readMarks,
  number: readMarks,
  boolean: (entry, found) => {
    const { trueValues, falseValues } = { ...usualWords, ...entry }
    const pairs = pairsOf(plainTexts(trueValues), plainTexts(falseValues))
    if (pairs === null) return []
    if (pairs.join() !== 'true/false') found.format = pairs
    return ['trueValues', 'falseValues']
  },
  list: ({ delimiter = ',', itemType = 'string' }, found, tell) => {
    const separator = typeof delimiter === 'string' && delimiter !== '' && delimiter.length <= 10 ? delimiter : ','
    found.separator = separator
    const items = itemTypes[String(itemType)]
    if (items !== undefined && items !== 'text') found.items = items
    if (itemType === 'datetime') tell(notes['datetime'] as string)
    return [...(separator === delimiter ? ['delimiter'] : []), ...(items === undefined ? [] : ['itemType'])]
  },
}

function readMarks(entry: Descriptor, found: TypeProperties): readonly string[] {
  const isWhole = entry['type'] === 'integer'
  const { decimalChar = '.', groupChar = '' } = entry
  if (typeof decimalChar !== 'string' || typeof groupChar !== 'string') return []
  const known = isWhole ? ['groupChar'] : ['decimalChar', 'groupChar']
  if (groupChar === '' && (isWhole || decimalChar === '.')) return known
  const format = `1${groupChar}234${isWhole ? '' : `${decimalChar}50`}`
  const mark = numberNotation(format)?.mark
  if (mark === undefined || (!isWhole && mark !== (decimalChar === ',' ? 'comma' : 'point'))) return []
  found.format = format
  return known
}

function readCategories(
  { categories }: Descriptor,
  found: TypeProperties,
  tell: (message: string) => void,
): readonly string[] {
  const entries: unknown[] = Array.isArray(categories) ? categories : []
  const values = plainTexts(entries.map((entry) => (isObject(entry) ? entry['value'] : entry)))
  const canBe = values !== null && values.every((value) => value !== '') && new Set(values).size === values.length
  if (!canBe || found.type !== 'text') return []
  found.type = 'enum'
  found.values = values
  const labelled = entries.filter((entry) => isObject(entry) && 'label' in entry)
  if (labelled.length > 0) tell(`the labels of categories ${shown(labelled)} are left out.`)
  return ['categories']
}

/** Pairs such as `ja/nein` of words for true and false, without regard to case; null where they make none. */
function pairsOf(trueValues: readonly string[] | null, falseValues: readonly string[] | null): string[] | null {
  const [yes, no] = [trueValues, falseValues].map((words) => [...new Set(words?.map((word) => word.toLowerCase()))])
  if (!yes?.length || !no?.length) return null
  if ([...yes, ...no].some((word) => word === '' || word.includes('/'))) return null
  if (yes.some((word) => no.includes(word))) return null
  const count = Math.max(yes.length, no.length)
  return Array.from({ length: count }, (_, index) => `${yes[index] ?? yes.at(-1)}/${no[index] ?? no.at(-1)}`)
}
