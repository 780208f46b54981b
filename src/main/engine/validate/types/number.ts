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

/**
 * [T-limits] Tells how numbers lie to a limit, exact to the last digit: negative, zero or positive. Both are written as numbers.
 */
export function compareToNumber(limit: string): (text: string) => number {
  const limitValue = Number(limit)
  return (text) => {
    const value = Number(text)
    if (value !== limitValue) return value < limitValue ? -1 : 1
    // Rounding to a double keeps the order, so only a text that rounds to the very limit needs its digits compared.
    return text.length > 15 || limit.length > 15 ? compareDecimals(text, limit) : 0
  }
}
