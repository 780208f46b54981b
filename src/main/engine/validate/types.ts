import type { IssueCode } from '../../../contract/issues.ts'
import { compareDecimals, countDigits, plainNumber, survivesDouble } from './decimals.ts'

/** Judges one cell's text, never empty: the code of what is wrong, or null. Rules are numbered in SPEC.md. */
export type Check = (text: string) => IssueCode | null

const integerText = /^[+-]?\d+$/
const numberText = /^[+-]?(?:\d+\.?\d*|\.\d+)$/

/** [T-integer] digits with an optional sign, of any length up to the 38 that the analytical store keeps exactly. */
export const isInteger: Check = (text) => {
  if (!integerText.test(text)) return 'invalid-integer'
  return text.length > 38 && countDigits(text).whole > 38 ? 'too-long' : null
}

/** [T-number] an IEEE double: a text whose digits a double cannot give back is refused. */
export const isNumber: Check = (text) => {
  if (!numberText.test(text)) return 'invalid-number'
  // Fifteen digits always survive a double, so most texts need no second look.
  return text.length > 15 && !survivesDouble(text) ? 'number-loses-digits' : null
}

/** [T-decimal] an exact number with at most `precision` digits, `scale` of them after the point. */
export function decimalCheck(precision: number, scale: number): Check {
  return (text) => {
    if (!numberText.test(text)) return 'invalid-decimal'
    const { whole, fraction } = countDigits(text)
    return fraction > scale || whole > precision - scale ? 'number-loses-digits' : null
  }
}

/** [T-limits] least and greatest value of a type of number, both included, exact to the last digit. */
export function withLimits(type: Check, min: number | undefined, max: number | undefined): Check {
  if (min === undefined && max === undefined) return type
  return (text) => {
    const code = type(text)
    if (code !== null) return code
    if (min !== undefined && isBeyond(text, min, -1)) return 'too-small'
    return max !== undefined && isBeyond(text, max, 1) ? 'too-large' : null
  }
}

function isBeyond(text: string, limit: number, direction: 1 | -1): boolean {
  const value = Number(text)
  if (value !== limit) return direction === 1 ? value > limit : value < limit
  // Rounding to a double keeps the order, so only a text that rounds to the very limit needs its digits compared.
  return text.length > 15 && compareDecimals(text, plainNumber(limit)) * direction > 0
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

const label =
  '[A-Za-z0-9\\u00a1-\\ud7ff\\ue000-\\uffef](?:[A-Za-z0-9\\u00a1-\\ud7ff\\ue000-\\uffef-]{0,61}[A-Za-z0-9\\u00a1-\\ud7ff\\ue000-\\uffef])?'
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
