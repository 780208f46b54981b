import type { ColumnMatch } from '../../../../contract/matching.ts'
import type { SchemaDocument, SchemaField } from '../../../../contract/schema/schema-document.ts'
import { uniqueNames } from '../../infer/sniff-header.ts'
import { AppError } from '../../lib/app-error.ts'
import { formatCount } from '../../lib/numbers.ts'
import { fieldColumn, type LayoutColumn, maxColumns, reservedFieldNames } from '../../validate/layout.ts'
import { type FileColumns, type Mappings, type Pairs, pairColumns } from './pair-columns.ts'
import { type FieldSuggestion, suggestFields } from './suggest-fields.ts'

/**
 * Which field each column of a file becomes (see `pairColumns`), as the layout of its rows. Columns are in the order of the file; fields
 * that the file does not bring but have a default come last. An upsert, whose key is given, needs the columns of its key alone.
 * @throws AppError `header-mismatch` naming the fields that no column brings, or the columns that the schema does not allow;
 * `file-unsupported` for a file with more columns than a dataset can have
 */
export function matchColumns(
  columns: FileColumns,
  document: SchemaDocument,
  mappings: Mappings,
  upsertKey: readonly string[] = [],
): LayoutColumn[] {
  const { names, header } = columns
  refuseTooMany(names.length)
  const pairs = pairColumns(columns, document, mappings)
  const open = openFields(document, pairs)
  refuseMissing(columns, document, pairs, upsertKey)
  const unknown = names.filter((_, position) => !pairs.has(position))
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
  const layout = names.map((name, position): LayoutColumn => {
    const source = header[position] ?? name
    const pair = pairs.get(position)
    if (pair) return fieldColumn(document, pair.field.name, source)
    return { source, field: document.unknownColumns === 'keep' ? (keptNames.get(name) ?? name) : null, type: 'text' }
  })
  const defaults = open.filter((field) => field.default !== undefined)
  return [...layout, ...defaults.map((field) => fieldColumn(document, field.name, null))]
}

/** How the columns of a file fit a schema, whether they do or not. */
export function describeMatch(
  columns: FileColumns,
  document: SchemaDocument,
  mappings: Mappings,
): { readonly columns: ColumnMatch[]; readonly missing: string[] } {
  const pairs = pairColumns(columns, document, mappings)
  const suggestions = suggestionsFor(columns, document, pairs)
  return {
    columns: columns.names.map((column, position) => ({
      column,
      source: columns.header[position] ?? column,
      field: pairs.get(position)?.field.name ?? null,
      how: pairs.get(position)?.how ?? null,
      suggestion: suggestions.get(position) ?? null,
    })),
    missing: openFields(document, pairs)
      .filter(needsColumn)
      .map((field) => field.name),
  }
}

function openFields(document: SchemaDocument, pairs: Pairs): SchemaField[] {
  const taken = new Set([...pairs.values()].map(({ field }) => field))
  return document.fields.filter((field) => !taken.has(field))
}

function needsColumn(field: SchemaField): boolean {
  return field.default === undefined
}

function suggestionsFor(
  { names }: FileColumns,
  document: SchemaDocument,
  pairs: Pairs,
): ReadonlyMap<number, FieldSuggestion> {
  const open = new Map([...names.entries()].filter(([position]) => !pairs.has(position)))
  return suggestFields(open, openFields(document, pairs))
}

function refuseTooMany(columns: number): void {
  if (columns <= maxColumns) return
  throw new AppError(
    'file-unsupported',
    `The file has ${formatCount(columns)} columns; at most ${formatCount(maxColumns)} can be imported.`,
    { hint: 'Check the delimiter and the line ends; a table this wide is better kept with one row for each value.' },
  )
}

function refuseMissing(
  columns: FileColumns,
  document: SchemaDocument,
  pairs: Pairs,
  upsertKey: readonly string[],
): void {
  const needed = openFields(document, pairs).filter((field) =>
    upsertKey.length === 0 ? needsColumn(field) : upsertKey.includes(field.name),
  )
  if (needed.length === 0) return
  const missing = needed.map((field) => field.name)
  const list = missing.map((name) => `"${name}"`).join(', ')
  const likely = [...suggestionsFor(columns, document, pairs)]
    .filter(([, { field }]) => missing.includes(field))
    .map(([position, { field, score }]) => ({ column: columns.names[position] as string, field, score }))
  const maps = likely.map(
    ({ column, field, score }) => `--map '${column}=${field}' (names ${Math.round(score * 100)} % alike)`,
  )
  throw new AppError(
    'header-mismatch',
    `The file lacks ${needed.length === 1 ? 'the column' : 'the columns'} ${list} of the schema "${document.name}".`,
    {
      hint: `Its columns are: ${columns.header.join(', ')}. ${
        maps.length > 0
          ? `Perhaps ${maps.join(', ')}`
          : `Say which one it is with --map 'Source column=${missing[0]}', or give the field a default`
      }.`,
      details: { missing, columns: columns.header, suggestions: likely },
    },
  )
}
