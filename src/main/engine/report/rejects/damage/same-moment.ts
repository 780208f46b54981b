import { serialText } from '../../../parse/workbook/serial-date.ts'
import { monthNumber } from '../../../validate/writing/month-names.ts'
import { type Clock, readDate } from '../../../validate/writing/read-date.ts'

/** One way to read a text as a day: without a year, or without a day of the month, these are null. */
interface Day {
  readonly year: number | null
  readonly twoDigitYear: boolean
  readonly month: number
  readonly day: number | null
  readonly clock: Clock | null
}

/** [D2] Whether a spreadsheet that took a text for a day can have written the other text. */
export function isSameDay(exported: string, theirs: string): boolean {
  const kept = daysOf(exported)
  if (kept.length === 0) return false
  const found = [...daysOf(theirs), ...serialDays(theirs)]
  return kept.some((one) => found.some((other) => isOneDay(one, other)))
}

/** [D3] The same for times of day and durations. */
export function isSameTime(exported: string, theirs: string): boolean {
  const kept = clocksOf(exported)
  if (kept.length === 0) return false
  const fraction = /^\d*[.,]?\d+(?:E-\d+)?$/i.test(theirs) ? Number(theirs.replace(',', '.')) * daySeconds : null
  if (fraction !== null) return kept.some((clock) => Math.abs(secondsOf(clock) - fraction) < 1)
  return kept.some((one) => clocksOf(theirs).some((other) => isOneTime(one, other)))
}

const daySeconds = 86_400

function isOneDay(kept: Day, found: Day): boolean {
  if (kept.month !== found.month) return false
  if (kept.day !== found.day && (kept.day ?? 1) !== (found.day ?? 1)) return false
  if (kept.year !== null && found.year !== null) {
    const century = kept.twoDigitYear || found.twoDigitYear ? 100 : 10_000
    if (kept.year % century !== found.year % century) return false
  }
  if (kept.clock === null) return found.clock === null || secondsOf(found.clock) === 0
  // A day alone may be shown of a day with a time.
  return found.clock === null || isOneTime(kept.clock, found.clock)
}

/** Seconds may be left out where a time is shown. */
function isOneTime(kept: Clock, found: Clock): boolean {
  const showsSeconds = /s/.test(found.name)
  return (
    kept.hours === found.hours && kept.minutes === found.minutes && (!showsSeconds || kept.seconds === found.seconds)
  )
}

function secondsOf({ hours, minutes, seconds, fraction }: Clock): number {
  return (hours * 60 + minutes) * 60 + seconds + Number(`0.${fraction}0`)
}

function clocksOf(text: string): Clock[] {
  return readDate(text).flatMap(({ year, clock }) => (year === 0 && clock !== null ? [clock] : []))
}

function daysOf(text: string): Day[] {
  const whole = readDate(text).filter(({ year }) => year > 0)
  return [
    ...whole.map(({ format, year, month, day, clock }) => ({
      year,
      twoDigitYear: format.twoDigitYear,
      month,
      day,
      clock,
    })),
    ...partialDays(text),
  ]
}

const twoNumbers = /^(\d{1,4})[-/.](\d{1,4})\.?$/
const numberAndName = /^(\d{1,4})[-/. ]{0,2}(\p{L}{3,10})\.?$/u
const nameAndNumber = /^(\p{L}{3,10})[-/. ]{0,2}(\d{1,4})$/u

/** Day and month, or month and year, as Excel completes them. */
function partialDays(text: string): Day[] {
  const numbers = twoNumbers.exec(text)
  if (numbers) {
    const [first, second] = [Number(numbers[1]), Number(numbers[2])]
    return [...ofMonth(first, numbers[2] as string, second), ...ofMonth(second, numbers[1] as string, first)]
  }
  const named = numberAndName.exec(text)
  if (named) return ofMonth(monthNumber(named[2] as string), named[1] as string, Number(named[1]))
  const behind = nameAndNumber.exec(text)
  return behind ? ofMonth(monthNumber(behind[1] as string), behind[2] as string, Number(behind[2])) : []
}

/** What the number beside a month can be: a day of it, or a year. */
function ofMonth(month: number, digits: string, number: number): Day[] {
  if (month < 1 || month > 12) return []
  const days: Day[] = []
  const twoDigitYear = digits.length <= 2
  if (twoDigitYear && number >= 1 && number <= 31) {
    days.push({ year: null, twoDigitYear: false, month, day: number, clock: null })
  }
  if (digits.length === 2 || digits.length === 4) {
    days.push({ year: number, twoDigitYear, month, day: null, clock: null })
  }
  return days
}

/** A number as the day that Excel counts so. */
function serialDays(text: string): Day[] {
  if (!/^\d{1,7}(?:[.,]\d+)?$/.test(text)) return []
  const serial = Number(text.replace(',', '.'))
  return [false, true].flatMap((date1904) => {
    const iso = serialText(serial, 'date', date1904)
    return iso === null ? [] : daysOf(iso)
  })
}
