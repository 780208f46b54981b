/**
 * Serial numbers of days as Excel counts them, turned into ISO 8601. In the 1900 system day 1 is 1900-01-01, and day 60 is a
 * 1900-02-29 that no calendar has, kept for the sake of Lotus 1-2-3, so that days up to 59 are one less far from day 61 than they
 * look (ECMA-376 part 1, 18.17.4.1). In the 1904 system day 0 is 1904-01-01. Both end with 9999-12-31.
 */

/** What a number format says that a number is. */
export type DateKind = 'date' | 'time' | 'date-time' | 'duration'

const dayMs = 86_400_000
/** Days from 1970-01-01 back to what would be day 0 behind the fictitious day, and to day 0 of 1904. */
const epoch1900 = 25_569
const epoch1904 = 24_107
const lastDay1900 = 2_958_465
const lastDay1904 = 2_957_003
/** Beyond this a count of milliseconds is no exact number any more; no sheet has such a duration. */
const longestDurationDays = 100_000_000

/**
 * The text of a serial number, rounded to milliseconds and with a fraction only where there is one:
 * a day `2024-02-29`; a day with a time `2024-02-29T12:00:00`, whatever of both the format shows; a time of day `12:00:00`; a
 * duration `36:30:00`, with a minus before it where it is negative. Null where the number is no such thing: negative, or beyond the
 * year 9999.
 */
export function serialText(serial: number, kind: DateKind, date1904: boolean): string | null {
  if (kind === 'duration') return durationText(serial)
  if (!(serial >= 0)) return null
  let day = Math.floor(serial)
  let ms = Math.round((serial - day) * dayMs)
  if (ms === dayMs) {
    day++
    ms = 0
  }
  if (day > (date1904 ? lastDay1904 : lastDay1900)) return null
  if (kind === 'time') return serial < 1 && day === 0 ? timeText(ms) : `${dayText(day, date1904)}T${timeText(ms)}`
  return ms === 0 ? dayText(day, date1904) : `${dayText(day, date1904)}T${timeText(ms)}`
}

/**
 * Whether the day in the text of a serial number is one that no calendar has: 1900-02-29, or the 1900-01-00 that Excel shows for
 * day 0.
 */
export function isFictitious(serial: number, kind: DateKind, date1904: boolean): boolean {
  if (date1904 || kind === 'duration' || !(serial < 61)) return false
  const day = Math.floor(Math.round(serial * dayMs) / dayMs)
  return day === 60 || (day === 0 && kind !== 'time')
}

function dayText(day: number, date1904: boolean): string {
  if (date1904) return civil(day - epoch1904)
  if (day > 60) return civil(day - epoch1900)
  if (day === 60) return '1900-02-29'
  return day === 0 ? '1900-01-00' : civil(day + 1 - epoch1900)
}

/** The calendar day that is so many days after 1970-01-01: Howard Hinnant's `civil_from_days`, for years from 1 on. */
function civil(days: number): string {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`
}

function timeText(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const minutes = Math.floor(seconds / 60)
  const clock = `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`
  return ms % 1000 === 0 ? clock : clock + fractionText(ms % 1000)
}

function durationText(days: number): string | null {
  if (!(Math.abs(days) <= longestDurationDays)) return null
  const ms = Math.round(Math.abs(days) * dayMs)
  const text = timeText(ms)
  return days < 0 && ms > 0 ? `-${text}` : text
}

function fractionText(ms: number): string {
  return `.${String(ms).padStart(3, '0')}`.replace(/0+$/, '')
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}
