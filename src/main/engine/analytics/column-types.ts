import type { DatasetColumn } from '../store/datasets.ts'
import { defaultPrecision, defaultScale } from '../validate/layout.ts'

/** The DuckDB type that keeps every value of a column exactly. Chosen by the declared type, never by what values look like. */
export function duckdbType(column: Pick<DatasetColumn, 'type' | 'precision' | 'scale'>): string {
  switch (column.type) {
    case 'integer':
      return 'HUGEINT'
    case 'decimal':
    case 'amount':
    case 'percent':
      return `DECIMAL(${column.precision ?? defaultPrecision}, ${column.scale ?? defaultScale})`
    case 'number':
      return 'DOUBLE'
    case 'boolean':
      return 'BOOLEAN'
    case 'date':
      return 'DATE'
    case 'time':
      return 'TIME'
    case 'date-time':
      return 'TIMESTAMP'
    case 'zoned-date-time':
      return 'TIMESTAMP WITH TIME ZONE'
    case 'uuid':
      return 'UUID'
    case 'json':
      return 'JSON'
    case 'list':
      return 'VARCHAR[]'
    // DuckDB reads no duration of ISO 8601, and does not keep apart what is written apart.
    case 'duration':
    case 'enum':
    case 'iban':
    case 'country':
    case 'postal-code':
    case 'text':
    case 'email':
    case 'url':
    case 'phone':
      return 'VARCHAR'
  }
}
