import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBIntervalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api'
import type { ResultValue } from '../../../contract/datasets.ts'

/**
 * A value of DuckDB as results carry it: integers beyond 2^53 and decimals as texts, dates and times as ISO 8601 texts, nested
 * values as JSON text. Doubles that JSON has no number for become texts.
 */
export function resultValue(value: DuckDBValue): ResultValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      return Number.isFinite(value) ? value : String(value)
    case 'bigint':
      return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
        ? Number(value)
        : value.toString()
    default:
      return value === null ? null : objectValue(value)
  }
}

function objectValue(value: Exclude<DuckDBValue, null | string | boolean | number | bigint>): ResultValue {
  if (value instanceof DuckDBDecimalValue || value instanceof DuckDBDateValue) return value.toString()
  if (value instanceof DuckDBTimestampValue) return value.toString().replace(' ', 'T')
  // In UTC, whatever zone the machine is in.
  if (value instanceof DuckDBTimestampTZValue) {
    return `${new DuckDBTimestampValue(value.micros).toString().replace(' ', 'T')}Z`
  }
  if (value instanceof DuckDBIntervalValue || value instanceof DuckDBBlobValue) return value.toString()
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue)
    return JSON.stringify(value.items.map(resultValue))
  if (value instanceof DuckDBStructValue) {
    return JSON.stringify(
      Object.fromEntries(Object.entries(value.entries).map(([name, entry]) => [name, resultValue(entry)])),
    )
  }
  if (value instanceof DuckDBMapValue)
    return JSON.stringify(value.entries.map(({ key, value: entry }) => [resultValue(key), resultValue(entry)]))
  return value.toString()
}
