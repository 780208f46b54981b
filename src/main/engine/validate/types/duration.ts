import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import type { ValueType } from '../value-type.ts'
import { failureOf } from '../verdict.ts'
import { isoFraction } from '../writing/date-notation.ts'
import type { Clock } from '../writing/read-date.ts'
import { declaredDate } from './declared-date.ts'
import { compareDecimals, shiftPoint } from './decimals.ts'

/**
 * [T-duration] a length of time: of ISO 8601, `P1DT2H`, or of a clock, `36:30:00`; stored as ISO 8601 with what is the same for any
 * calendar put together: months to years, weeks to days, seconds to minutes and hours.
 */
export function durationType(field: SchemaField): ValueType {
  const declared = declaredDate(field, 'duration', ({ clock }) => {
    const { hours, minutes, seconds, fraction } = clock as Clock
    return isoDuration('', 0, 0, BigInt(hours * 3600 + minutes * 60 + seconds), fraction)
  })
  const failure = failureOf('invalid-duration')
  const read = declared ?? plainDuration
  return { read: (text) => read(text) ?? failure, readsBytes: declared === null, compareTo: compareDurations }
}

const isoText =
  /^(-?)P(?=[\dT])(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,12})(?:[.,](\d{1,9}))?H)?(?:(\d{1,12})(?:[.,](\d{1,9}))?M)?(?:(\d{1,12})(?:[.,](\d{1,9}))?S)?)?$/
const clockText = /^(-?)(\d{1,9}):([0-5]\d):([0-5]\d)(?:[.,](\d{1,6})0*)?$/

/** A duration as it is stored; null for what is none. */
export function plainDuration(text: string): string | null {
  const ofClock = clockText.exec(text)
  if (ofClock) {
    const [, sign = '', hours = '', minutes = '', seconds = '', fraction = ''] = ofClock
    return isoDuration(sign, 0, 0, BigInt(hours) * 3600n + BigInt(minutes) * 60n + BigInt(seconds), fraction)
  }
  const match = isoText.exec(text)
  if (!match) return null
  const [, sign = '', years = '0', months = '0', weeks = '0', days = '0', ...clock] = match
  const [hours, ofHour, minutes, ofMinute, seconds, ofSecond] = clock
  // Only the smallest unit that is written has a fraction.
  if (ofHour !== undefined && (minutes !== undefined || seconds !== undefined)) return null
  if (ofMinute !== undefined && seconds !== undefined) return null
  const nanos = nanosOf(hours, ofHour, 3600n) + nanosOf(minutes, ofMinute, 60n) + nanosOf(seconds, ofSecond, 1n)
  // Stores keep millionths.
  if (nanos % 1000n !== 0n) return null
  const fraction = String((nanos / 1000n) % 1_000_000n).padStart(6, '0')
  const [allMonths, allDays] = [Number(years) * 12 + Number(months), Number(weeks) * 7 + Number(days)]
  return isoDuration(sign, allMonths, allDays, nanos / 1_000_000_000n, fraction)
}

function nanosOf(whole = '0', fraction = '', seconds: bigint): bigint {
  return (BigInt(whole) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'))) * seconds
}

function isoDuration(sign: string, months: number, days: number, seconds: bigint, fraction: string): string {
  const unit = (count: number | bigint, letter: string): string => (Number(count) === 0 ? '' : `${count}${letter}`)
  const ofSecond = isoFraction(fraction)
  const rest = ofSecond === '' ? unit(seconds % 60n, 'S') : `${seconds % 60n}${ofSecond}S`
  const time = `${unit(seconds / 3600n, 'H')}${unit((seconds / 60n) % 60n, 'M')}${rest}`
  const date = `${unit(Math.floor(months / 12), 'Y')}${unit(months % 12, 'M')}${unit(days, 'D')}`
  if (date === '' && time === '') return 'PT0S'
  return `${sign}P${date}${time === '' ? '' : `T${time}`}`
}

/** [T-limits] Durations by their length; a month counts 30 days and a day 24 hours, as in DuckDB's intervals. */
export function compareDurations(limit: string): (text: string) => number {
  const length = secondsOf(limit)
  return (text) => compareDecimals(secondsOf(text), length)
}

/** A stored duration in seconds, as a plain decimal. */
function secondsOf(stored: string): string {
  const [, sign, years, months, , days, hours, , minutes, , seconds, fraction] = isoText.exec(stored) ?? []
  const monthCount = Number(years ?? 0) * 12 + Number(months ?? 0)
  const dayCount = BigInt(monthCount * 30) + BigInt(days ?? 0)
  const whole = ((dayCount * 24n + BigInt(hours ?? 0)) * 60n + BigInt(minutes ?? 0)) * 60n + BigInt(seconds ?? 0)
  return shiftPoint(`${sign ?? ''}${whole}${(fraction ?? '').padEnd(6, '0')}`, -6)
}
