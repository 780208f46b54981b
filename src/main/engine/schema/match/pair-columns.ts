import type { ColumnMatch } from '../../../../contract/matching.ts'
import type { SchemaDocument, SchemaField } from '../../../../contract/schema/schema-document.ts'
import { AppError } from '../../lib/app-error.ts'
import { nameKey } from '../../lib/names.ts'
import { letters } from './similarity.ts'

/** The columns of a file: their names, made unique, and the header as the file has it, by position. */
export interface FileColumns {
  readonly names: readonly string[]
  readonly header: readonly string[]
}

/** Column -> field, as somebody said, and as it was said for the last file of this header. */
export interface Mappings {
  readonly asked: Readonly<Record<string, string>>
  readonly saved: Readonly<Record<string, string>>
}

/** The field of each position that has one, and how it was found. */
export type Pairs = ReadonlyMap<number, { readonly field: SchemaField; readonly how: NonNullable<ColumnMatch['how']> }>

/**
 * Which field each column becomes: as was asked, as it was saved, then by the same name, by the name without case, spaces and
 * punctuation, and by title or alias. One column becomes one field.
 * @throws AppError `header-mismatch` for a mapping that was asked for and does not fit
 */
export function pairColumns(columns: FileColumns, document: SchemaDocument, { asked, saved }: Mappings): Pairs {
  const pairs = new Map<number, { field: SchemaField; how: NonNullable<ColumnMatch['how']> }>()
  const open = new Set(document.fields)
  const take = (position: number, field: SchemaField, how: NonNullable<ColumnMatch['how']>): void => {
    pairs.set(position, { field, how })
    open.delete(field)
  }
  for (const { position, field } of readMapping(columns, document, asked)) take(position, field, 'mapping')
  for (const [column, name] of Object.entries(saved)) {
    const position = columns.names.indexOf(column)
    const field = document.fields.find((candidate) => candidate.name === name)
    // What was saved may be of another version of the schema.
    if (position !== -1 && !pairs.has(position) && field && open.has(field)) take(position, field, 'saved')
  }
  for (const { how, keysOf, keyOf } of ways) {
    const fields = fieldsByKey([...open], keysOf)
    for (const position of columns.names.keys()) {
      if (pairs.has(position)) continue
      const keys = [columns.names[position] ?? '', (columns.header[position] ?? '').trim()].map(keyOf)
      const field = keys.map((key) => fields.get(key)).find((found) => found !== undefined && open.has(found))
      if (field) take(position, field, how)
    }
  }
  return pairs
}

/** What a person said of the columns, now or before, as it is kept for the next file of this header. */
export function saidMapping(
  columns: FileColumns,
  document: SchemaDocument,
  mappings: Mappings,
): Record<string, string> {
  const said = [...pairColumns(columns, document, mappings)].filter(
    ([, { how }]) => how === 'mapping' || how === 'saved',
  )
  return Object.fromEntries(said.map(([position, { field }]) => [columns.names[position] as string, field.name]))
}

function readMapping(
  { names, header }: FileColumns,
  document: SchemaDocument,
  mapping: Readonly<Record<string, string>>,
): { position: number; field: SchemaField }[] {
  const sources = new Map<SchemaField | number, string>()
  return Object.entries(mapping).map(([source, target]) => {
    const position = names.findIndex((name, index) => name === source || header[index] === source)
    const field = document.fields.find((candidate) => nameKey(candidate.name) === nameKey(target))
    if (position === -1 || !field) {
      const what = position === -1 ? `the file has no column "${source}"` : `the schema has no field "${target}"`
      throw new AppError('header-mismatch', `The mapping "${source}=${target}" does not fit: ${what}.`, {
        hint: `Columns: ${names.join(', ')}. Fields: ${document.fields.map((candidate) => candidate.name).join(', ')}.`,
      })
    }
    const other = sources.get(field) ?? sources.get(position)
    if (other !== undefined) {
      throw new AppError(
        'header-mismatch',
        `The mapping takes "${source}" and "${other}" together; one column becomes one field.`,
        { hint: 'Take one of the two out of the mapping.' },
      )
    }
    sources.set(field, source).set(position, source)
    return { position, field }
  })
}

/** Ways in which a column and a field are the same, the surest first. A field without a key in one way is not matched by it. */
const ways: readonly {
  readonly how: NonNullable<ColumnMatch['how']>
  readonly keysOf: (field: SchemaField) => string[]
  readonly keyOf: (column: string) => string
}[] = [
  { how: 'exact', keysOf: (field) => [field.name], keyOf: (column) => column },
  { how: 'folded', keysOf: (field) => [letters(field.name)], keyOf: letters },
  { how: 'alias', keysOf: (field) => [field.title ?? '', ...(field.aliases ?? [])].map(letters), keyOf: letters },
]

/** Fields by what they are matched by; the first of those that share a key. */
function fieldsByKey(
  fields: readonly SchemaField[],
  keysOf: (field: SchemaField) => string[],
): Map<string, SchemaField> {
  const found = new Map<string, SchemaField>()
  for (const field of fields) {
    for (const key of keysOf(field)) if (key !== '' && !found.has(key)) found.set(key, field)
  }
  return found
}
