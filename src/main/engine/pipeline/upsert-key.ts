import type { ImportRequest } from '../../../contract/imports.ts'
import type { SchemaDocument } from '../../../contract/schema/schema-document.ts'
import { AppError } from '../lib/app-error.ts'
import { nameKey } from '../lib/names.ts'
import type { LayoutColumn } from '../validate/layout.ts'

/**
 * The fields by which an upsert finds its rows, as the schema writes their names; none for other modes.
 * @throws AppError `usage` where a key is missing or not wanted, `header-mismatch` for a field that there is not
 */
export function keyOf({ mode, key = [] }: Pick<ImportRequest, 'mode' | 'key'>, document: SchemaDocument): string[] {
  if (mode !== 'upsert') {
    if (key.length === 0) return []
    throw new AppError('usage', `A key was given, and the mode is ${mode}.`, {
      hint: 'Only an upsert has a key: --mode upsert --key FIELD.',
    })
  }
  if (key.length === 0) {
    throw new AppError('usage', 'An upsert needs a key: the fields by which it finds the rows that are there.', {
      hint: `Name them with --key. The fields are: ${document.fields.map(({ name }) => name).join(', ')}.`,
    })
  }
  return [...new Set(key.map((wanted) => fieldOf(wanted.trim(), document)))]
}

/**
 * The key of an upsert by the fields of another version of its schema, which the rows must have.
 * @throws AppError `header-mismatch` for a field that is not there
 */
export function keyIn(layout: readonly LayoutColumn[], key: readonly string[], document: SchemaDocument): string[] {
  return key.map((wanted) => {
    const field = fieldOf(wanted, document)
    if (layout.some((column) => column.field === field && column.source !== null)) return field
    throw unknownKey(wanted, document)
  })
}

function fieldOf(wanted: string, document: SchemaDocument): string {
  const found = document.fields.find(({ name }) => nameKey(name) === nameKey(wanted))
  if (!found) throw unknownKey(wanted, document)
  return found.name
}

function unknownKey(field: string, document: SchemaDocument): AppError {
  return new AppError('header-mismatch', `The key "${field}" is no field that the file brings.`, {
    hint: `Name fields of the schema "${document.name}": ${document.fields.map(({ name }) => name).join(', ')}.`,
  })
}
