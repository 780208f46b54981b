import type { IssueCode } from '../../../contract/issues.ts'

/** Judges one cell's text, never empty: the code of what is wrong, or null. Rules are numbered in SPEC.md. */
export type Check = (text: string) => IssueCode | null

const integerText = /^[+-]?\d+$/
const numberText = /^[+-]?(?:\d+\.?\d*|\.\d+)$/

/** [T-integer] digits with an optional sign, of any length up to the 38 that the analytical store keeps exactly. */
export const isInteger: Check = (text) => {
  if (!integerText.test(text)) return 'invalid-integer'
  return text.length > 38 && significantDigits(text).length > 38 ? 'too-long' : null
}

/** [T-number] an IEEE double: a text whose digits a double cannot give back is refused. */
export const isNumber: Check = (text) => {
  if (!numberText.test(text)) return 'invalid-number'
  // Fifteen significant digits always survive a double (IEEE 754: DBL_DIG), so most texts need no second look.
  return text.length > 15 && !survivesDouble(text) ? 'number-loses-digits' : null
}

/** Whether a plain decimal number comes back with the same digits after having been a double. */
export function survivesDouble(text: string): boolean {
  const digits = significantDigits(text)
  if (digits.length <= 15) return true
  const value = Number(text)
  if (!Number.isFinite(value)) return false
  // The shortest text that reads as this double, written out without an exponent.
  const shortest = value.toExponential()
  const [mantissa = '', exponent = '0'] = shortest.split('e')
  if (significantDigits(mantissa) !== digits) return false
  return Number(exponent) === magnitude(text)
}

/** The digits of a plain number without sign, point, leading zeros and zeros that only place the point. */
function significantDigits(text: string): string {
  const digits = text.replace(/[+.-]/g, '').replace(/^0+/, '').replace(/0+$/, '')
  return digits === '' ? '0' : digits
}

/** The power of ten of the first digit that is not zero. */
function magnitude(text: string): number {
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.')
  const significant = whole.replace(/^0+/, '')
  if (significant !== '') return significant.length - 1
  const zeros = /^0*/.exec(fraction)?.[0].length ?? 0
  return -(zeros + 1)
}

/** [T-decimal] an exact number with at most `precision` digits, `scale` of them after the point. */
export function decimalCheck(precision: number, scale: number): Check {
  return (text) => {
    if (!numberText.test(text)) return 'invalid-decimal'
    const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.')
    const wholeDigits = whole.replace(/^0+/, '').length
    if (fraction.replace(/0+$/, '').length > scale || wholeDigits > precision - scale) return 'number-loses-digits'
    return null
  }
}

/** [T-number] least and greatest value of a type of number, both included. */
export function withLimits(type: Check, min: number | undefined, max: number | undefined): Check {
  if (min === undefined && max === undefined) return type
  const least = min ?? Number.NEGATIVE_INFINITY
  const greatest = max ?? Number.POSITIVE_INFINITY
  return (text) => {
    const code = type(text)
    if (code !== null) return code
    const value = Number(text)
    if (value < least) return 'too-small'
    return value > greatest ? 'too-large' : null
  }
}

/** [T-boolean] `true` or `false`, in any case. */
export const isBoolean: Check = (text) => {
  const length = text.length
  if (length !== 4 && length !== 5) return 'invalid-boolean'
  const lower = text.toLowerCase()
  return lower === 'true' || lower === 'false' ? null : 'invalid-boolean'
}

/** [T-date] a calendar day as ISO 8601 writes it, `2025-03-04`; days that no calendar has are refused. */
export const isDate: Check = (text) => (isCalendarDay(text) ? null : 'invalid-date')

function isCalendarDay(text: string): boolean {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return false
  const year = digitsAt(text, 0, 4)
  const month = digitsAt(text, 5, 2)
  const day = digitsAt(text, 8, 2)
  if (year < 1 || month < 1 || month > 12 || day < 1) return false
  return day <= daysIn(year, month)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** The number that `count` digits write, or -1 where one is no digit. */
function digitsAt(text: string, from: number, count: number): number {
  let value = 0
  for (let index = from; index < from + count; index++) {
    const digit = text.charCodeAt(index) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u00a1-\\ud7ff\\ue000-\\uffef-]+"
const label =
  '[A-Za-z0-9\\u00a1-\\ud7ff\\ue000-\\uffef](?:[A-Za-z0-9\\u00a1-\\ud7ff\\ue000-\\uffef-]{0,61}[A-Za-z0-9\\u00a1-\\ud7ff\\ue000-\\uffef])?'
const emailText = new RegExp(
  `^${atom}(?:\\.${atom})*@(?:${label}\\.)+(?:[A-Za-z\\u00a1-\\ud7ff\\ue000-\\uffef]{2,63}|xn--[A-Za-z0-9-]{1,59})$`,
)

/** [T-email] a dot-atom of RFC 5322, an `@`, and a domain of at least two labels; lengths as RFC 5321 4.5.3.1 has them. */
export const isEmail: Check = (text) => {
  if (text.length > 254 || !emailText.test(text)) return 'invalid-email'
  return text.lastIndexOf('@') > 64 ? 'invalid-email' : null
}

const hostName = `(?:${label}\\.)+(?:[A-Za-z\\u00a1-\\ud7ff\\ue000-\\uffef]{2,63}|xn--[A-Za-z0-9-]{1,59})\\.?`
const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)'
const urlText = new RegExp(
  `^(?:https?|ftp)://(?:[^\\s/?#@]+@)?(?:${octet}(?:\\.${octet}){3}|\\[[0-9A-Fa-f:.]+\\]|${hostName})(?::(\\d{1,5}))?(?:[/?#]\\S*)?$`,
  'i',
)

/** [T-url] http, https or ftp; a host name of at least two labels or an IP address; no white space. */
export const isUrl: Check = (text) => {
  if (text.length > 2083) return 'invalid-url'
  const match = urlText.exec(text)
  if (!match) return 'invalid-url'
  return match[1] !== undefined && Number(match[1]) > 65_535 ? 'invalid-url' : null
}
