import type { SchemaDocument, SchemaField } from '../../../contract/schema/schema-document.ts'
import { AppError } from '../lib/app-error.ts'
import { nameKey } from '../lib/names.ts'
import { formatCount } from '../lib/numbers.ts'
import { fieldColumn, type LayoutColumn, maxColumns, reservedFieldNames } from '../validate/layout.ts'
import { uniqueNames } from './sniff-header.ts'

/**
 * Which field each column of a file becomes: as `mapping` says (source column -> field), then by the same name, then by the
 * name without case, spaces and punctuation, then by an alias. Columns are in the order of the file; fields that the file
 * does not bring but have a default come last.
 * @throws AppError `header-mismatch` naming the fields that no column brings, or the columns that the schema does not allow;
 * `file-unsupported` for a file with more columns than a dataset can have
 */
export function matchColumns(
  header: readonly string[],
  names: readonly string[],
  document: SchemaDocument,
  mapping: Readonly<Record<string, string>>,
): LayoutColumn[] {
  refuseTooMany(names.length)
  const fieldAt = new Map<number, SchemaField>()
  const open = new Set(document.fields)
  const take = (position: number, field: SchemaField): void => {
    fieldAt.set(position, field)
    open.delete(field)
  }
  applyMapping(header, names, document, mapping, take)
  for (const { keysOf, keyOf } of matchings) {
    const fields = fieldsByKey([...open], keysOf)
    for (const position of names.keys()) {
      if (fieldAt.has(position)) continue
      const keys = [names[position] ?? '', (header[position] ?? '').trim()].map(keyOf)
      const field = keys.map((key) => fields.get(key)).find((found) => found !== undefined && open.has(found))
      if (field) take(position, field)
    }
  }
  refuseMissing([...open], header, document)
  const unknown = names.filter((_, position) => !fieldAt.has(position))
  if (unknown.length > 0 && document.unknownColumns === 'reject') {
    throw new AppError(
      'header-mismatch',
      `The schema "${document.name}" does not allow the columns: ${unknown.map((name) => `"${name}"`).join(', ')}.`,
      {
        hint: 'Remove them from the file, map them with --map, or let the schema keep or ignore unknown columns.',
        details: { unknown },
      },
    )
  }
  const kept = uniqueNames(unknown, unknown.length, [
    ...document.fields.map((field) => field.name),
    ...reservedFieldNames,
  ])
  const keptNames = new Map(unknown.map((name, index) => [name, kept[index] ?? name]))
  const columns = names.map((name, position): LayoutColumn => {
    const source = header[position] ?? name
    const field = fieldAt.get(position)
    if (field) return fieldColumn(document, field.name, source)
    return {
      source,
      field: document.unknownColumns === 'keep' ? (keptNames.get(name) ?? name) : null,
      type: 'text',
    }
  })
  const absent = document.fields
    .filter((field) => open.has(field))
    .map((field) => fieldColumn(document, field.name, null))
  return [...columns, ...absent]
}

function applyMapping(
  header: readonly string[],
  names: readonly string[],
  document: SchemaDocument,
  mapping: Readonly<Record<string, string>>,
  take: (position: number, field: SchemaField) => void,
): void {
  const sources = new Map<SchemaField | number, string>()
  for (const [source, target] of Object.entries(mapping)) {
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
        {
          hint: 'Take one of the two out of the mapping.',
        },
      )
    }
    sources.set(field, source).set(position, source)
    take(position, field)
  }
}

function refuseTooMany(columns: number): void {
  if (columns <= maxColumns) return
  throw new AppError(
    'file-unsupported',
    `The file has ${formatCount(columns)} columns; at most ${formatCount(maxColumns)} can be imported.`,
    { hint: 'Check the delimiter and the line ends; a table this wide is better kept with one row for each value.' },
  )
}

/** Ways in which a column and a field are the same, the surest first. A field without a key in one way is not matched by it. */
const matchings: readonly {
  readonly keysOf: (field: SchemaField) => string[]
  readonly keyOf: (column: string) => string
}[] = [
  { keysOf: (field) => [field.name], keyOf: (column) => column },
  { keysOf: (field) => [letters(field.name)], keyOf: letters },
  { keysOf: (field) => [field.title ?? '', ...(field.aliases ?? [])].map(letters), keyOf: letters },
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

function letters(name: string): string {
  return nameKey(name).replace(/[^\p{L}\p{N}]/gu, '')
}

function refuseMissing(missing: readonly SchemaField[], header: readonly string[], document: SchemaDocument): void {
  const needed = missing.filter((field) => field.default === undefined)
  if (needed.length === 0) return
  const list = needed.map((field) => `"${field.name}"`).join(', ')
  throw new AppError(
    'header-mismatch',
    `The file lacks ${needed.length === 1 ? 'the column' : 'the columns'} ${list} of the schema "${document.name}".`,
    {
      hint: `Its columns are: ${header.join(', ')}. Say which one it is with --map 'Source column=${needed[0]?.name}', or give the field a default.`,
      details: { missing: needed.map((field) => field.name), columns: header },
    },
  )
}
