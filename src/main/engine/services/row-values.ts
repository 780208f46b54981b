import type { FieldType } from '../../../contract/schema-document.ts'

/** The text of a program's value, as a cell would have it; empty for nothing. Dates are ISO 8601, a day where it is midnight UTC. */
export function rowText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (value instanceof Date) {
    const text = value.toISOString()
    return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text
  }
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  return JSON.stringify(value)
}

/** The value of a clean text; text stays text unless its declared type and the options say otherwise. */
export function typedValue(
  text: string | null,
  type: FieldType,
  options: { readonly parseNumbers?: boolean; readonly parseDates?: boolean },
): unknown {
  if (text === null) return null
  if (type === 'boolean') return text === 'true'
  if (type === 'date' && options.parseDates) return new Date(`${text}T00:00:00.000Z`)
  if (options.parseNumbers && (type === 'number' || type === 'integer')) {
    const value = Number(text)
    return type === 'integer' && !Number.isSafeInteger(value) ? BigInt(text) : value
  }
  return text
}

/** The type of a column by the type that a program gave its values: never by what a text looks like. */
export function typeOfValues(values: Iterable<unknown>): FieldType {
  let found: FieldType | null = null
  for (const value of values) {
    if (value === null || value === undefined) continue
    const type = typeOfValue(value)
    if (found !== null && found !== type) return 'text'
    found = type
  }
  return found ?? 'text'
}

function typeOfValue(value: unknown): FieldType {
  if (typeof value === 'number') return Number.isFinite(value) ? 'number' : 'text'
  if (typeof value === 'bigint') return 'integer'
  if (typeof value === 'boolean') return 'boolean'
  if (value instanceof Date && rowText(value).length === 10) return 'date'
  return 'text'
}
