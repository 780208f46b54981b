import { latin1 } from './byte-buffer.ts'

const minus = 45
const point = 46
const zero = 48
const nine = 57
const keptDigits = 15
const doubleDigits = 17

/**
 * Whether a number in bytes is already as `readExcelNumber` would give it: decided without making anything, since nearly every
 * number of a sheet is.
 */
export function isPlainNumber(data: Buffer, length: number): boolean {
  if (length === 0 || length > keptDigits) return false
  let place = data[0] === minus ? 1 : 0
  const first = place < length ? (data[place] as number) : 0
  if (first < zero || first > nine) return false
  // A zero that leads, or a minus before nothing but zero.
  if (first === zero && (length - place === 1 ? place === 1 : data[place + 1] !== point)) return false
  let pointAt = -1
  for (place++; place < length; place++) {
    const byte = data[place] as number
    if (byte === point && pointAt === -1) pointAt = place
    else if (byte < zero || byte > nine) return false
  }
  if (pointAt === -1) return true
  const last = data[length - 1] as number
  return last !== zero && last !== point
}

/**
 * The text of a double as programs write it, with 16 or 17 digits, rounded to 15; null where it is something else, or where what is
 * rounded away must be told. Formulas give such numbers to whole columns.
 */
export function roundedDouble(data: Buffer, length: number): string | null {
  let pointAt = -1
  let place = data[0] === minus ? 1 : 0
  const start = place
  // A digit before the point, so that the text begins as it should, and as many digits in all as are significant.
  if ((data[place] as number) === zero) return null
  for (; place < length; place++) {
    const byte = data[place] as number
    if (byte === point && pointAt === -1) pointAt = place
    else if (byte < zero || byte > nine) return null
  }
  if (pointAt === -1 || pointAt - start >= keptDigits || length - start > doubleDigits + 1) return null
  const text = Number(latin1(data, 0, length)).toPrecision(keptDigits)
  let end = text.length
  while (text.charCodeAt(end - 1) === zero) end--
  return text.slice(0, text.charCodeAt(end - 1) === point ? end - 1 : end)
}

/** The whole number in bytes; -1 where it is none, or larger than any count that a file can have. */
export function wholeNumber(data: Buffer, length: number): number {
  if (length === 0 || length > 10) return -1
  let value = 0
  for (let place = 0; place < length; place++) {
    const digit = (data[place] as number) - zero
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

/** Powers of ten that a double holds exactly. */
const powersOfTen = Array.from({ length: 16 }, (_, power) => 10 ** power)

/**
 * The double that a number in bytes is, NaN where it is none. With up to 15 digits the digits and the power of ten are exact, so that
 * their quotient is the nearest double; others are left to JavaScript.
 */
export function doubleOf(data: Buffer, length: number): number {
  if (!isPlainNumber(data, length)) {
    const text = latin1(data, 0, length).trim()
    return text === '' || !numberText.test(text) ? Number.NaN : Number(text)
  }
  const isNegative = data[0] === minus
  let digits = 0
  let decimals = 0
  let isBehindPoint = false
  for (let place = isNegative ? 1 : 0; place < length; place++) {
    const byte = data[place] as number
    if (byte === point) isBehindPoint = true
    else {
      digits = digits * 10 + byte - zero
      if (isBehindPoint) decimals++
    }
  }
  const value = digits / (powersOfTen[decimals] as number)
  return isNegative ? -value : value
}

/** Hexadecimal and other texts that JavaScript takes for numbers are none in a workbook. */
const numberText = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i
