import type { FieldType } from '../../../contract/schema/field-type.ts'

/** The moment by which rows are judged: the same for all rows of an import, and when it is resumed. */
export interface Moment {
  /** As a `zoned-date-time` is stored. */
  readonly utc: string
  /** What the clock of the machine showed, as a `date-time` is stored. */
  readonly local: string
}

/** The moment of a date, with the machine's zone. */
export function momentOf(date: Date): Moment {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000)
  return { utc: `${date.toISOString().slice(0, 19)}Z`, local: local.toISOString().slice(0, 19) }
}

/** The moment as a type stores it; null for types without a day. */
export function momentTextFor(type: FieldType, now: Moment): string | null {
  if (type === 'zoned-date-time') return now.utc
  if (type === 'date-time') return now.local
  return type === 'date' ? now.local.slice(0, 10) : null
}
