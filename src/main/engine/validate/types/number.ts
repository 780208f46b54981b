import type { Check } from './check.ts'
import { compareDecimals, countDigits, survivesDouble } from './decimals.ts'

const integerText = /^[+-]?\d+$/
export const numberText = /^[+-]?(?:\d+\.?\d*|\.\d+)$/

/** [T-integer] digits with an optional sign, of any length up to the 38 that the analytical store keeps exactly. */
export const isInteger: Check = (text) => {
  if (!integerText.test(text)) return 'invalid-integer'
  return text.length > 38 && countDigits(text).whole > 38 ? 'too-long' : null
}

/** [T-number] an IEEE double: a text whose digits a double cannot give back is refused. */
export const isNumber: Check = (text) => {
  if (isShortNumber(text)) return null
  if (!numberText.test(text)) return 'invalid-number'
  // Fifteen digits always survive a double, so most texts need no second look.
  return text.length > 15 && !survivesDouble(text) ? 'number-loses-digits' : null
}

/** The same verdict for the texts that most numbers are, without the price of a pattern; false says nothing. */
function isShortNumber(text: string): boolean {
  const length = text.length
  if (length > 15) return false
  let digits = 0
  let points = 0
  for (let index = text.charCodeAt(0) === minus ? 1 : 0; index < length; index++) {
    const code = text.charCodeAt(index)
    if (code >= zero && code <= nine) digits++
    else if (code === point && points === 0) points++
    else return false
  }
  return digits > 0
}

const minus = 45
const point = 46
const zero = 48
const nine = 57

/** [T-decimal] an exact number with at most `precision` digits, `scale` of them after the point. */
export function decimalCheck(precision: number, scale: number): Check {
  return (text) => {
    if (!numberText.test(text)) return 'invalid-decimal'
    const { whole, fraction } = countDigits(text)
    return fraction > scale || whole > precision - scale ? 'number-loses-digits' : null
  }
}

/**
 * [T-limits] Tells how numbers lie to a limit, exact to the last digit: negative, zero or positive. Both are written as numbers.
 */
export function compareToNumber(limit: string): (text: string) => number {
  const limitValue = Number(limit)
  if (limitValue === 0 && limit.length === 1) return signOfNumber
  return (text) => {
    const value = Number(text)
    if (value !== limitValue) return value < limitValue ? -1 : 1
    // Rounding to a double keeps the order, so only a text that rounds to the very limit needs its digits compared.
    return text.length > 15 || limit.length > 15 ? compareDecimals(text, limit) : 0
  }
}

/** How a number lies to zero, for which its digits need not be counted. */
function signOfNumber(text: string): number {
  const first = text.charCodeAt(0)
  if (first > zero && first <= nine) return 1
  // A number too small for a double is still no zero.
  return Math.sign(Number(text)) || compareDecimals(text, '0')
}
