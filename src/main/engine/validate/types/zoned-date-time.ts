import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import type { ValueType } from '../value-type.ts'
import { failureOf } from '../verdict.ts'
import { isoDay, isoTime } from '../writing/date-notation.ts'
import type { Clock } from '../writing/read-date.ts'
import { compareTexts } from './compare-texts.ts'
import { plainDateTime } from './date-time.ts'
import { declaredDate } from './declared-date.ts'
import { type Zone, zoneOf } from './zone.ts'

/**
 * [T-zoned-date-time] a moment: a day and a time with their offset from UTC, `2025-03-04T12:00+01:00`, or without one where the field has
 * a zone; stored as UTC. A local time that the clocks of the zone skip or show twice is no moment.
 */
export function zonedDateTimeType(field: SchemaField): ValueType {
  const zone = field.zone === undefined ? null : zoneOf(field.zone)
  const declared = declaredDate(field, 'date-time', (reading) => {
    const clock = reading.clock as Clock
    return momentText(`${isoDay(reading)}T${isoTime(clock)}`, clock.offsetMinutes, zone)
  })
  const failure = failureOf('invalid-zoned-date-time')
  const read = (text: string): string | null => declared?.(text) ?? plainMoment(text, zone)
  // A locale says nothing of offsets, so what is written with one is always a moment.
  const reader = declared !== null && field.format !== undefined ? declared : read
  return { read: (text) => reader(text) ?? failure, readsBytes: declared === null, compareTo: compareMoments }
}

const offsetText = /^(.{16,}?) ?(?:Z|([+-])(\d{2})(?::?(\d{2}))?)$/
/** No zone is or was further from UTC. */
const greatestOffset = 18 * 60

/** A moment of ISO 8601 as it is stored; null for any other text. Without an offset the zone is needed. */
export function plainMoment(text: string, zone: Zone | null): string | null {
  const match = offsetText.exec(text)
  const local = plainDateTime(match?.[1] ?? text)
  if (local === null) return null
  if (!match) return momentText(local, null, zone)
  const [, , sign, hours = '0', minutes = '0'] = match
  const offset = Number(hours) * 60 + Number(minutes)
  if (Number(minutes) > 59 || offset > greatestOffset) return null
  return momentText(local, sign === '-' ? -offset : offset, zone)
}

/** A stored local time at its offset, or at that of the zone, in UTC; null where there is no such moment in the years 1 to 9999, or two. */
function momentText(local: string, offsetMinutes: number | null, zone: Zone | null): string | null {
  const localMs = Date.parse(`${local.slice(0, 19)}Z`)
  const moments = offsetMinutes === null ? (zone?.momentsOf(localMs) ?? []) : [localMs - offsetMinutes * 60_000]
  const [moment] = moments
  if (moment === undefined || moments.length > 1) return null
  const text = new Date(moment).toISOString()
  return text.length === 24 && !text.startsWith('0000') ? `${text.slice(0, 19)}${local.slice(19)}Z` : null
}

/** The `Z` behind them is left out, since it comes behind the point of a fraction. */
export function compareMoments(limit: string): (text: string) => number {
  const compare = compareTexts(limit.slice(0, -1))
  return (text) => compare(text.slice(0, -1))
}
