import type { FieldType, SchemaDocument } from '../../../contract/schema-document.ts'

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

/** How the type of a dataset's column is written where it is stored. */
export const defaultPrecision = 38
export const defaultScale = 10

/** The column that a field becomes. */
export function fieldColumn(document: SchemaDocument, field: string, source: string | null): LayoutColumn {
  const found = document.fields.find((candidate) => candidate.name === field)
  if (!found) return { source, field, type: 'text' }
  return found.type === 'decimal'
    ? {
        source,
        field,
        type: 'decimal',
        precision: found.precision ?? defaultPrecision,
        scale: found.scale ?? defaultScale,
      }
    : { source, field, type: found.type }
}
