/** A number as a cell of text. */
export interface ExcelNumber {
  /** At most 15 significant digits, no exponent, no zeros that say nothing: `-1234.5`, `0.3`, `0`. */
  readonly text: string
  /**
   * Whether the file says more than Excel keeps: more than 15 significant digits before the point, more than 17 in all, or a
   * number so near zero that it becomes zero. The 17 digits that programs write for an ordinary double are none of those.
   */
  readonly digitsLost: boolean
}

/** What Excel computes with and shows at most. */
const keptDigits = 15
/** As many as any double needs to be told from its neighbours; more were never a double's. */
const doubleDigits = 17

/**
 * Reads a number as XML, JSON or `String(double)` write it, white space around it allowed, and gives the text that it has as a
 * cell's value. Null where it is no number that a double can hold: `NaN`, `Infinity`, `1E+999`, `12x`, nothing.
 *
 * Up to 15 significant digits the digits of the text are kept as they stand; beyond that the double nearest to it is rounded to 15,
 * as Excel does when it opens the file.
 */
export function readExcelNumber(text: string): ExcelNumber | null {
  if (text.length <= keptDigits && plainText.test(text)) return { text, digitsLost: false }
  const match = numberText.exec(text)
  if (!match) return null
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  if (whole === '' && fraction === '') return null
  const value = Number(text)
  if (!Number.isFinite(value)) return null
  const written = significant(whole, fraction, Number(exponent))
  if (written.digits === '') return { text: '0', digitsLost: false }
  if (value === 0) return { text: '0', digitsLost: true }
  const count = written.digits.length
  const digitsLost = count > doubleDigits || (count > keptDigits && written.pointAt > keptDigits)
  const kept = count > keptDigits ? rounded(value) : written
  return { text: sign.replace('+', '') + expand(kept), digitsLost }
}

/** A number that is already as it should be, as nearly all are. */
const plainText = /^(?:0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d*[1-9])$/
const numberText = /^[ \t\r\n]*([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?[ \t\r\n]*$/

/** Digits without zeros around them, and how many of them stand before the point: negative or beyond their end where zeros do. */
interface Significant {
  readonly digits: string
  readonly pointAt: number
}

const zero = 48

function significant(whole: string, fraction: string, exponent: number): Significant {
  const all = whole + fraction
  let from = 0
  while (from < all.length && all.charCodeAt(from) === zero) from++
  let to = all.length
  while (to > from && all.charCodeAt(to - 1) === zero) to--
  return { digits: all.slice(from, to), pointAt: whole.length - from + exponent }
}

function rounded(value: number): Significant {
  const [mantissa = '', exponent = '0'] = Math.abs(value)
    .toExponential(keptDigits - 1)
    .split('e')
  return significant(mantissa.charAt(0), mantissa.slice(2), Number(exponent))
}

function expand({ digits, pointAt }: Significant): string {
  if (pointAt <= 0) return `0.${'0'.repeat(-pointAt)}${digits}`
  if (pointAt >= digits.length) return digits + '0'.repeat(pointAt - digits.length)
  return `${digits.slice(0, pointAt)}.${digits.slice(pointAt)}`
}
