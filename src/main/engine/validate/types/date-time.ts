import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import type { ValueType } from '../value-type.ts'
import { failureOf } from '../verdict.ts'
import { isoDay, isoTime } from '../writing/date-notation.ts'
import type { Clock } from '../writing/read-date.ts'
import { compareTexts } from './compare-texts.ts'
import { isDate } from './date.ts'
import { declaredDate } from './declared-date.ts'
import { plainTime } from './time.ts'

/** [T-date-time] a day and a time, `2025-03-04T11:00`, of no zone; stored with its seconds. */
export function dateTimeType(field: SchemaField): ValueType {
  const declared = declaredDate(field, 'date-time', (reading) => {
    const clock = reading.clock as Clock
    return clock.offsetMinutes === null ? `${isoDay(reading)}T${isoTime(clock)}` : null
  })
  const failure = failureOf('invalid-date-time')
  const read = declared ?? plainDateTime
  return { read: (text) => read(text) ?? failure, readsBytes: declared === null, compareTo: compareTexts }
}

/** A day and a time of ISO 8601, with `T` or a space between, as it is stored; null for any other text. */
export function plainDateTime(text: string): string | null {
  const gap = text.charCodeAt(10)
  if (gap !== 84 && gap !== 32) return null
  const day = text.slice(0, 10)
  if (isDate(day) !== null) return null
  const time = plainTime(text.slice(11))
  return time === null ? null : `${day}T${time}`
}
