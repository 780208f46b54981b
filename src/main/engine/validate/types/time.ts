import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import type { ValueType } from '../value-type.ts'
import { failureOf } from '../verdict.ts'
import { isoFraction, isoTime } from '../writing/date-notation.ts'
import type { Clock } from '../writing/read-date.ts'
import { compareTexts } from './compare-texts.ts'
import { declaredDate } from './declared-date.ts'

/** [T-time] a time of day, `11:00` or `11:00:00.5`; stored with its seconds, and with the digits of their fraction that count. */
export function timeType(field: SchemaField): ValueType {
  const declared = declaredDate(field, 'time', ({ clock }) => isoTime(clock as Clock))
  const failure = failureOf('invalid-time')
  const read = declared ?? plainTime
  return { read: (text) => read(text) ?? failure, readsBytes: declared === null, compareTo: compareTexts }
}

const timeText = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,6})0*)?)?$/

/** A time of ISO 8601 as it is stored; null for any other text. */
export function plainTime(text: string): string | null {
  const match = timeText.exec(text)
  if (!match) return null
  const [, hours, minutes, seconds = '00', fraction = ''] = match
  return `${hours}:${minutes}:${seconds}${isoFraction(fraction)}`
}
