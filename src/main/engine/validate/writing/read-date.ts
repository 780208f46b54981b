import { isDate } from '../types/date.ts'
import { monthNumber } from './month-names.ts'

/** Which part comes first. `name` orders are those with a month in letters. */
export type DateOrder = 'DMY' | 'MDY' | 'YMD' | 'name'

/** How a day, a time or both are written. One object for each writing, so that it can be compared and kept. */
export interface DateFormat {
  readonly kind: 'date' | 'time' | 'date-time' | 'duration'
  /** `DD/MM/YYYY`, `D MMM YY`, `YYYY-MM-DD hh:mm:ss`; one digit is as good as two. */
  readonly name: string
  readonly order: DateOrder | null
  readonly twoDigitYear: boolean
  /** The name of the format that the same text could also be in: day and month exchanged. */
  readonly rival: string | null
}

/** One way to read a text. A time without a day has year 0. */
export interface DateReading {
  readonly format: DateFormat
  readonly year: number
  readonly month: number
  readonly day: number
  /** Null for a day without a time. */
  readonly clock: Clock | null
}

const numericDay = /^(\d{1,4})([./-]|\. )(\d{1,2})\2(\d{1,4})\.?$/
/** Names are looked up afterwards, so anything but digits and separators may be one here: Unicode's letters are slow to ask for. */
const dayAndName =
  /^(?:[^\d\s.,/-]{2,10}\.?,? )?(\d{1,2})(?:st|nd|rd|th|\.|er)?(?:[ /.-]| de )?([^\d\s.,/-]{3,12})\.?,?(?:[ /-]| de )?(\d{4}|\d{2})$/i
const nameAndDay =
  /^(?:[^\d\s.,/-]{2,10}\.?,? )?([^\d\s.,/-]{3,12})\.?[ -](\d{1,2})(?:st|nd|rd|th)?,?[ -](\d{4}|\d{2})$/i
const yearAndName = /^(\d{4})[ -]([^\d\s.,/-]{3,12})\.?[ -](\d{1,2})$/
const timeOfDay =
  /^(\d{1,3}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6})0{0,3})?)?([ \u00a0\u202f]?[AaPp]\.?[Mm]\.?)?(Z| ?[+-]\d{2}:?\d{2}| UTC| GMT)?$/
const dayAndTime = /^(.*\d\.?)(T|,? +)(\d{1,2}:.+)$/
const longestDate = 60

/** [P30] Every way in which a text is a calendar day, a time, or both; none where it is nothing of that. */
export function readDate(text: string): readonly DateReading[] {
  const trimmed = text.trim()
  if (trimmed.length > longestDate || trimmed.length < 4) return []
  if (!trimmed.includes(':')) return readDay(trimmed)
  const time = readTime(trimmed)
  if (time !== null) return timeReadings(time)
  const match = dayAndTime.exec(trimmed)
  if (!match) return []
  const [, day = '', gap = '', rest = ''] = match
  const clock = readTime(rest)
  if (clock === null || clock.long) return []
  const behind = `${gap === 'T' ? 'T' : ' '}${clock.name}`
  return readDay(day).map((reading) => ({ ...reading, clock, format: withTime(reading.format, behind) }))
}

const noDay = { year: 0, month: 0, day: 0 }

/** What is a time of day can be a duration as well, unless it says which half of the day, or where, it means. */
function timeReadings(clock: Clock): DateReading[] {
  const { name, long, local } = clock
  const duration = { format: format('duration', name, null, false, null), ...noDay, clock }
  if (long) return local ? [duration] : []
  const time = { format: format('time', name, null, false, null), ...noDay, clock }
  return local ? [time, duration] : [time]
}

function readDay(text: string): readonly DateReading[] {
  const match = numericDay.exec(text)
  if (match) return numericReadings(match[1] ?? '', match[2] ?? '', match[3] ?? '', match[4] ?? '')
  return namedReading(text)
}

function numericReadings(one: string, mark: string, two: string, three: string): DateReading[] {
  const readings: DateReading[] = []
  const offer = (
    order: DateOrder,
    name: string,
    rival: string | null,
    parts: readonly [string, string, string],
  ): void => {
    const [year, month, day] = parts
    const full = fullYear(year)
    if (full === 0 || !isDay(full, Number(month), Number(day))) return
    const found = format('date', name, order, year.length === 2, rival)
    readings.push({ format: found, year: full, month: Number(month), day: Number(day), clock: null })
  }
  if (one.length === 4) {
    if (three.length <= 2) offer('YMD', `YYYY${mark}MM${mark}DD`, null, [one, two, three])
    return readings
  }
  if (one.length > 2 || three.length === 3 || three.length === 1) return readings
  const year = three.length === 4 ? 'YYYY' : 'YY'
  const dayFirst = `DD${mark}MM${mark}${year}`
  const monthFirst = `MM${mark}DD${mark}${year}`
  offer('DMY', dayFirst, monthFirst, [three, two, one])
  offer('MDY', monthFirst, dayFirst, [three, one, two])
  if (year === 'YY' && one.length === 2) offer('YMD', `YY${mark}MM${mark}DD`, null, [one, two, three])
  return readings
}

function namedReading(text: string): DateReading[] {
  const dayFirst = dayAndName.exec(text)
  if (dayFirst) return named('D MMM', dayFirst[3] ?? '', dayFirst[2] ?? '', dayFirst[1] ?? '')
  const monthFirst = nameAndDay.exec(text)
  if (monthFirst) return named('MMM D', monthFirst[3] ?? '', monthFirst[1] ?? '', monthFirst[2] ?? '')
  const yearFirst = yearAndName.exec(text)
  if (yearFirst) return named('MMM D', yearFirst[1] ?? '', yearFirst[2] ?? '', yearFirst[3] ?? '', true)
  return []
}

function named(order: string, year: string, name: string, day: string, yearFirst = false): DateReading[] {
  const month = monthNumber(name)
  const full = fullYear(year)
  if (month === 0 || full === 0 || !isDay(full, month, Number(day))) return []
  const digits = year.length === 2 ? 'YY' : 'YYYY'
  const writing = yearFirst ? `${digits} ${order}` : `${order} ${digits}`
  const found = format('date', writing, 'name', year.length === 2, null)
  return [{ format: found, year: full, month, day: Number(day), clock: null }]
}

/** [P31] Eight digits as a day of the years 1900 to 2099. */
export function readCompactDay(digits: string): DateReading | null {
  const year = Number(digits.slice(0, 4))
  const month = Number(digits.slice(4, 6))
  const day = Number(digits.slice(6))
  if (digits.length !== 8 || year < 1900 || year > 2099 || !isDay(year, month, day)) return null
  return { format: format('date', 'YYYYMMDD', 'YMD', false, null), year, month, day, clock: null }
}

/** A time of day, or hours, minutes and seconds of any length. */
export interface Clock {
  readonly name: string
  /** Of 24 hours, whatever was written. */
  readonly hours: number
  readonly minutes: number
  readonly seconds: number
  /** Digits of a second's fraction, six at most. */
  readonly fraction: string
  /** How far its zone is before UTC; null where none is written. */
  readonly offsetMinutes: number | null
  /** 24 hours and more. */
  readonly long: boolean
  /** Without a zone and without AM or PM. */
  readonly local: boolean
}

/** No zone is or was further from UTC. */
const greatestOffset = 18 * 60

function readTime(text: string): Clock | null {
  const match = timeOfDay.exec(text)
  if (!match) return null
  const [, hours = '', minutes = '', seconds, fraction, half, zone] = match
  if (Number(minutes) > 59 || Number(seconds ?? 0) > 59) return null
  if (half !== undefined && (Number(hours) < 1 || Number(hours) > 12)) return null
  const offsetMinutes = zone === undefined ? null : offsetOf(zone.trim())
  if (Number.isNaN(offsetMinutes)) return null
  const name = `hh:mm${seconds === undefined ? '' : ':ss'}${fraction === undefined ? '' : '.fff'}${half === undefined ? '' : ' AM/PM'}${zone === undefined ? '' : ' zone'}`
  const isAfternoon = half !== undefined && /p/i.test(half)
  return {
    name,
    hours: half === undefined ? Number(hours) : (Number(hours) % 12) + (isAfternoon ? 12 : 0),
    minutes: Number(minutes),
    seconds: Number(seconds ?? 0),
    fraction: fraction ?? '',
    offsetMinutes,
    long: Number(hours) > 23,
    local: half === undefined && zone === undefined,
  }
}

/** Minutes of `Z`, `+01:00`, `-0330`, `UTC`; NaN for what no zone has. */
function offsetOf(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone)
  if (!match) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3])
  if (Number(match[3]) > 59 || minutes > greatestOffset) return Number.NaN
  return match[1] === '-' ? -minutes : minutes
}

/** A year of two digits is one of 1969 to 2068, as POSIX `strptime` has it; 0 where there is none. */
function fullYear(year: string): number {
  const value = Number(year)
  if (year.length === 4) return value
  return year.length === 2 ? value + (value < 69 ? 2000 : 1900) : 0
}

function isDay(year: number, month: number, day: number): boolean {
  const iso = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isDate(iso) === null
}

const formats = new Map<string, DateFormat>()

function format(
  kind: DateFormat['kind'],
  name: string,
  order: DateOrder | null,
  twoDigitYear: boolean,
  rival: string | null,
): DateFormat {
  const key = `${kind} ${name}`
  const known = formats.get(key)
  if (known) return known
  const made: DateFormat = { kind, name, order, twoDigitYear, rival }
  formats.set(key, made)
  return made
}

function withTime(day: DateFormat, behind: string): DateFormat {
  const rival = day.rival === null ? null : `${day.rival}${behind}`
  return format('date-time', `${day.name}${behind}`, day.order, day.twoDigitYear, rival)
}
