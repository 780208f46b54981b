import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { isoDay, isoTime } from '../writing/date-notation.ts'
import { type DateFormat, readDate } from '../writing/read-date.ts'
import { plainDateTime } from '../types/date-time.ts'
import { formatsOf } from '../writing/field-writing.ts'
import { expectedWriting, isDeclared } from './expected.ts'

/** What a text that is no day as the field has it may have been meant to be. */
export function dateHint(value: string, field?: SchemaField): string {
  const text = value.trim()
  const write = `Write dates as ${expectedWriting(field, '2025-03-04', localDay)}.`
  const readings = readingsOf(text, 'date')
  if (readings.length > 0) return `It could be ${readings.join(' or ')}. ${write}`
  if (/^\d{4}-\d{2}-\d{2}[T ]/.test(text) || readingsOf(text, 'date-time').length > 0) {
    return `It has a time of day; ${isDeclared(field) ? 'use the type date-time.' : 'a date is written as 2025-03-04.'}`
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return 'No calendar has that day.'
  if (/^\d{1,2}([./-])\d{1,2}\1\d{4}$/.test(text)) return `No calendar has that day. ${write}`
  return write
}

/** The same for a time of day. */
export function timeHint(value: string, field: SchemaField | undefined): string {
  const text = value.trim()
  const write = `Write times as ${expectedWriting(field, '11:00 or 11:00:00', localTime)}.`
  const hours = Number(/^(\d+):/.exec(text)?.[1] ?? 0)
  if (hours >= 24) return `A day has no hour ${hours}; lengths of time are of the type duration.`
  if (/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) && text.includes(':')) return `A time of day has no zone. ${write}`
  if (/:\d\d[.,]\d{7,}$/.test(text)) return 'Six digits of a second are kept.'
  const readings = readingsOf(text, 'time')
  return readings.length > 0 ? `It could be ${readings.join(' or ')}. ${write}` : write
}

/** The same for a day with a time that has no zone. */
export function dateTimeHint(value: string, field: SchemaField | undefined): string {
  const text = value.trim()
  const write = `Write dates with times as ${expectedWriting(field, '2025-03-04T11:00:00', localDayAndTime)}.`
  if (/\d(?:Z|[+-]\d{2}(?::?\d{2})?| UTC| GMT)$/.test(text) && text.includes(':')) {
    return 'It has a zone, which this type would lose; use the type zoned-date-time.'
  }
  return fractionOrDay(text) ?? readingHint(text, write)
}

/** What lacks in a text that is a day and a time and no moment, or what is odd about it. */
export function momentHint(value: string, field: SchemaField | undefined): string {
  const text = value.trim()
  const [format, zoned] =
    field?.zone === undefined ? ['2025-03-04T11:00:00+01:00', false] : ['2025-03-04T11:00:00', true]
  const write = `Write moments as ${expectedWriting(field, format, localDayAndTime)}.`
  const hasOffset = /(?:Z|[+-]\d{2}(?::?\d{2})?| UTC| GMT)$/.test(text.slice(10))
  const isLocal = readingsOf(text, 'date-time').length > 0 && !hasOffset
  if (isLocal && !zoned) return 'It has no offset, as in +01:00; add it, or give the field a `zone`.'
  const other = fractionOrDay(text)
  if (other !== null) return other
  if (isLocal && zoned && isWrittenRight(text, field)) {
    return `The clocks in ${field?.zone} show that time twice or never, since they change on that day; write its offset, as in ${format}+01:00.`
  }
  return readingHint(text, write)
}

/** What a text that is no duration may have been meant to be. */
export function durationHint(value: string, field: SchemaField | undefined): string {
  const text = value.trim()
  const write = `Write durations as ${expectedWriting(field, '36:30:00 or PT36H30M')}.`
  const short = /^(\d+):([0-5]\d)$/.exec(text)
  if (short) return `Is it ${text}:00, in hours and minutes, or 0:${text}, in minutes and seconds? ${write}`
  if (/^-?P.*\d[.,]\d+[YMWD](?!.*H)/.test(text)) return 'Only hours, minutes and seconds can have a fraction.'
  if (/^\d+$/.test(text)) return `A number alone has no unit. ${write}`
  return write
}

/** Whether nothing of the writing of a local day and time is wrong. */
function isWrittenRight(text: string, field: SchemaField | undefined): boolean {
  const formats = field === undefined ? [] : formatsOf(field)
  if (formats.length === 0) return plainDateTime(text) !== null
  return readDate(text).some(({ format }) => formats.includes(format.name))
}

function readingHint(text: string, write: string): string {
  const readings = readingsOf(text, 'date-time')
  return readings.length > 0 ? `It could be ${readings.join(' or ')}. ${write}` : write
}

function fractionOrDay(text: string): string | null {
  if (/:\d\d[.,]\d{7,}/.test(text)) return 'Six digits of a second are kept.'
  return readingsOf(text, 'date').length > 0 ? 'It has no time of day; use the type date.' : null
}

const orderNames: Partial<Record<NonNullable<DateFormat['order']>, string>> = {
  DMY: ' (day first)',
  MDY: ' (month first)',
  YMD: ' (year first)',
}

/** What a text can mean, each once. */
function readingsOf(text: string, kind: DateFormat['kind']): string[] {
  const found = readDate(text).filter(({ format }) => format.kind === kind)
  const words = found.map((reading) => {
    const { clock, format } = reading
    const parts = [kind === 'time' ? null : isoDay(reading), clock === null ? null : isoTime(clock)]
    const order = format.order === null ? '' : (orderNames[format.order] ?? '')
    return `${parts.filter((part) => part !== null).join('T')}${order}`
  })
  return [...new Set(words)]
}

const sample = new Date(Date.UTC(2025, 2, 4, 11))

function localDay(locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', calendar: 'gregory' }).format(sample)
}

function localTime(locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeZone: 'UTC', timeStyle: 'short' }).format(sample)
}

function localDayAndTime(locale: string): string {
  return `${localDay(locale)} ${localTime(locale)}`
}
