import type { DateNotation } from './date-notation.ts'
import { dateNotation } from './date-notation.ts'
import type { NumberNotation } from './number-notation.ts'

/** Whether a text is a BCP 47 tag that Intl knows to read. */
export function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/** How a locale writes numbers, by Intl; its own digits and signs come as ASCII from `localText`. */
export function localeNumbers(locale: string): NumberNotation {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5)
  const mark = parts.find(({ type }) => type === 'decimal')?.value
  return { mark: mark === ',' ? 'comma' : 'point', hasPercentSign: false, isShare: false }
}

const marks = ['.', '/', '-', '. ']
const named = ['D MMM YYYY', 'MMM D YYYY', 'YYYY MMM D']
const times = ['hh:mm', 'hh:mm:ss', 'hh:mm:ss.fff', 'hh:mm AM/PM', 'hh:mm:ss AM/PM', 'hh:mm:ss.fff AM/PM']

/**
 * How a locale writes days, times or both: its order of day, month and year by Intl, with any of the usual marks and years of four
 * digits; months by name, which no order makes doubtful; and always year, month, day.
 */
export function localeDates(locale: string, kind: 'date' | 'time' | 'date-time'): DateNotation[] {
  if (kind === 'time') return times.map(known)
  const days = [...new Set([...marks.map((mark) => orderOf(locale).join(mark)), 'YYYY-MM-DD', ...named])]
  if (kind === 'date') return days.map(known)
  return days.flatMap((day) => times.flatMap((time) => [known(`${day} ${time}`), known(`${day}T${time}`)]))
}

function known(name: string): DateNotation {
  return dateNotation(name) as DateNotation
}

const partNames: Partial<Record<string, string>> = { day: 'DD', month: 'MM', year: 'YYYY' }

function orderOf(locale: string): string[] {
  const format = new Intl.DateTimeFormat(locale, { calendar: 'gregory', timeZone: 'UTC' })
  return format.formatToParts(0).flatMap(({ type }) => partNames[type] ?? [])
}

/** Makes a locale's digits and signs those of ASCII; null where they are that already. */
export function localText(locale: string): ((text: string) => string) | null {
  const digits = new Intl.NumberFormat(locale, { useGrouping: false }).format(9_876_543_210)
  if (digits === '9876543210') return null
  const ascii = new Map(Array.from(digits).map((digit, index) => [digit, String(9 - index)]))
  for (const [sign, plain] of arabicSigns) ascii.set(sign, plain)
  return (text) => Array.from(text, (character) => ascii.get(character) ?? character).join('')
}

/** The marks of Arabic numbers, and what only turns the direction of writing. */
const arabicSigns = [
  ['\u066b', '.'],
  ['\u066c', ','],
  ['\u066a', '%'],
  ['\u060c', ','],
  ['\u061c', ''],
  ['\u200e', ''],
  ['\u200f', ''],
] as const
