import type { SchemaDocument, SchemaField } from '../../../contract/schema-document.ts'
import { AppError } from '../lib/app-error.ts'
import { nameKey } from '../lib/names.ts'
import { fieldColumn, type LayoutColumn } from '../validate/layout.ts'
import { reservedFieldNames } from '../validate/read-schema.ts'
import { uniqueNames } from './sniff-header.ts'

/**
 * Which field each column of a file becomes: as `mapping` says (source column -> field), then by the same name, then by the
 * name without case, spaces and punctuation, then by an alias. Columns are in the order of the file; fields that the file
 * does not bring but have a default come last.
 * @throws AppError `header-mismatch` naming the fields that no column brings, or the columns that the schema does not allow
 */
export function matchColumns(
  header: readonly string[],
  names: readonly string[],
  document: SchemaDocument,
  mapping: Readonly<Record<string, string>>,
): LayoutColumn[] {
  const fieldAt = new Map<number, SchemaField>()
  const open = new Set(document.fields)
  const take = (position: number, field: SchemaField): void => {
    fieldAt.set(position, field)
    open.delete(field)
  }
  applyMapping(header, names, document, mapping, take)
  for (const matches of [sameName, sameLetters, sameAlias]) {
    for (const position of names.keys()) {
      if (fieldAt.has(position)) continue
      const texts = [names[position] ?? '', (header[position] ?? '').trim()]
      const field = [...open].find((candidate) => texts.some((text) => matches(candidate, text)))
      if (field) take(position, field)
    }
  }
  refuseMissing([...open], header)
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
  const columns = names.map((name, position): LayoutColumn => {
    const source = header[position] ?? name
    const field = fieldAt.get(position)
    if (field) return fieldColumn(document, field.name, source)
    return {
      source,
      field: document.unknownColumns === 'keep' ? (kept[unknown.indexOf(name)] ?? name) : null,
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
  for (const [source, target] of Object.entries(mapping)) {
    const position = names.findIndex((name, index) => name === source || header[index] === source)
    const field = document.fields.find((candidate) => nameKey(candidate.name) === nameKey(target))
    if (position === -1 || !field) {
      const what = position === -1 ? `the file has no column "${source}"` : `the schema has no field "${target}"`
      throw new AppError('header-mismatch', `The mapping "${source}=${target}" does not fit: ${what}.`, {
        hint: `Columns: ${names.join(', ')}. Fields: ${document.fields.map((candidate) => candidate.name).join(', ')}.`,
      })
    }
    take(position, field)
  }
}

function sameName(field: SchemaField, column: string): boolean {
  return field.name === column
}

function sameLetters(field: SchemaField, column: string): boolean {
  const key = letters(column)
  return key !== '' && letters(field.name) === key
}

function sameAlias(field: SchemaField, column: string): boolean {
  return [field.title, ...(field.aliases ?? [])].some(
    (alias) => alias !== undefined && letters(alias) !== '' && letters(alias) === letters(column),
  )
}

function letters(name: string): string {
  return nameKey(name).replace(/[^\p{L}\p{N}]/gu, '')
}

function refuseMissing(missing: readonly SchemaField[], header: readonly string[]): void {
  const needed = missing.filter((field) => field.default === undefined)
  if (needed.length === 0) return
  const list = needed.map((field) => `"${field.name}"`).join(', ')
  throw new AppError(
    'header-mismatch',
    `The file lacks ${needed.length === 1 ? 'the column' : 'the columns'} ${list} of the schema.`,
    {
      hint: `Its columns are: ${header.join(', ')}. Say which one it is with --map 'Source column=${needed[0]?.name}', or give the field a default.`,
      details: { missing: needed.map((field) => field.name), columns: header },
    },
  )
}
