import type { FieldType } from '../../../contract/schema/field-type.ts'
import { isBoolean } from '../validate/types/boolean.ts'
import { isDate } from '../validate/types/date.ts'
import { plainNumber } from '../validate/types/decimals.ts'
import { isInteger, isNumber } from '../validate/types/number.ts'

/** The text of a program's value, as a cell would have it; empty for nothing. Dates are ISO 8601, a day where it is midnight UTC. */
export function rowText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return plainNumber(value)
  if (value instanceof Date) return dateText(value)
  return typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : jsonText(value)
}

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return String(date)
  const text = date.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text
}

/** Empty for what JSON has no text for: functions and symbols. */
function jsonText(value: unknown): string {
  const text: unknown = JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'bigint' ? inner.toString() : inner,
  )
  return typeof text === 'string' ? text : ''
}

/**
 * The value of a clean text; text stays text unless its declared type and the options say otherwise. So does a text that is not
 * of its type, which a field of lesser severity lets pass.
 */
export function typedValue(
  text: string | null,
  type: FieldType,
  options: { readonly parseNumbers?: boolean; readonly parseDates?: boolean },
): unknown {
  if (text === null) return null
  if (type === 'boolean') return isBoolean(text) === null ? text.toLowerCase() === 'true' : text
  if (type === 'list') return itemsOf(text)
  if (options.parseDates) {
    if (type === 'date') return isDate(text) === null ? new Date(`${text}T00:00:00.000Z`) : text
    // A `Date` keeps thousandths of a second; what has more stays a text.
    if (type === 'zoned-date-time') return momentText.test(text) ? new Date(text) : text
  }
  if (!options.parseNumbers) return text
  if (type === 'number') return isNumber(text) === null ? Number(text) : text
  if (type !== 'integer' || isInteger(text) !== null) return text
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : BigInt(text)
}

const momentText = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/

/** The texts of a stored list; the text itself where it is none. */
function itemsOf(text: string): unknown {
  if (!text.startsWith('["') || !text.endsWith('"]')) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The type of a column by the type that a program gave its values: never by what a text looks like. Null where there is none. */
export function typeOfValues(values: Iterable<unknown>): FieldType | null {
  let found: FieldType | null = null
  for (const value of values) {
    if (value === null || value === undefined) continue
    const type = typeOfValue(value)
    if (found !== null && found !== type) return 'text'
    found = type
  }
  return found
}

function typeOfValue(value: unknown): FieldType {
  if (typeof value === 'number') return Number.isFinite(value) ? 'number' : 'text'
  if (typeof value === 'bigint') return 'integer'
  if (typeof value === 'boolean') return 'boolean'
  if (value instanceof Date && rowText(value).length === 10) return 'date'
  return 'text'
}
