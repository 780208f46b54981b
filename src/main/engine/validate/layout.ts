import type { FieldType } from '../../../contract/schema/field-type.ts'
import type { SchemaDocument, SchemaField } from '../../../contract/schema/schema-document.ts'

/** What one cell of a stored row is. Cells stand in the order of the source's columns; absent fields with a default come last. */
export interface LayoutColumn {
  /** The header as the file has it; null for a field that the file does not bring. */
  readonly source: string | null
  /** The field that it becomes; null for a column that the schema ignores. */
  readonly field: string | null
  readonly type: FieldType
  readonly precision?: number
  readonly scale?: number
}

/** Column names that every dataset adds by itself. */
export const reservedFieldNames = ['_import_id', '_row_number', '_schema_version']

/** Columns that a file or a dataset may have: a table of SQLite cannot have more. */
export const maxColumns = 2000

/** How the type of a dataset's column is written where it is stored. */
export const defaultPrecision = 38
export const defaultScale = 10

/** Digits in all and after the point that an exact number keeps; as in SQL, a precision alone means whole numbers. */
export function decimalShape(field: SchemaField): { readonly precision: number; readonly scale: number } {
  if (field.precision === undefined) return { precision: defaultPrecision, scale: field.scale ?? defaultScale }
  return { precision: field.precision, scale: field.scale ?? 0 }
}

/** The column that a field becomes. */
export function fieldColumn(document: SchemaDocument, field: string, source: string | null): LayoutColumn {
  const found = document.fields.find((candidate) => candidate.name === field)
  if (!found) return { source, field, type: 'text' }
  const { type } = found
  if (type !== 'decimal' && type !== 'amount' && type !== 'percent') return { source, field, type }
  return { source, field, type, ...decimalShape(found) }
}
