import type { DatasetColumn } from '../store/datasets.ts'
import { defaultPrecision, defaultScale } from '../validate/layout.ts'

/** The DuckDB type that keeps every value of a column exactly. Chosen by the declared type, never by what values look like. */
export function duckdbType(column: Pick<DatasetColumn, 'type' | 'precision' | 'scale'>): string {
  switch (column.type) {
    case 'integer':
      return 'HUGEINT'
    case 'decimal':
      return `DECIMAL(${column.precision ?? defaultPrecision}, ${column.scale ?? defaultScale})`
    case 'number':
      return 'DOUBLE'
    case 'boolean':
      return 'BOOLEAN'
    case 'date':
      return 'DATE'
    case 'text':
    case 'email':
    case 'url':
    case 'phone':
      return 'VARCHAR'
  }
}
