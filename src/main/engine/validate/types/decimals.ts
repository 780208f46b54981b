/** Plain decimal numbers as texts: digits with an optional sign and a point. Nothing here rounds. */

/** Digits without sign, point, leading zeros and zeros that only place the point. */
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

/** Digits before the point that count, and digits behind it that count. */
export function countDigits(text: string): { readonly whole: number; readonly fraction: number } {
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.')
  return { whole: whole.replace(/^0+/, '').length, fraction: fraction.replace(/0+$/, '').length }
}

/** A decimal number in its one plainest writing: no plus, no zeros that say nothing, and no minus before zero. */
export function plainDecimal(text: string): string {
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.')
  const digits = whole.replace(/^0+(?=.)/, '') || '0'
  const places = fraction.replace(/0+$/, '')
  const plain = places === '' ? digits : `${digits}.${places}`
  return text.startsWith('-') && plain !== '0' ? `-${plain}` : plain
}

/** Whether a plain decimal number comes back with the same digits after having been a double. */
export function survivesDouble(text: string): boolean {
  const digits = significantDigits(text)
  if (digits === '0') return true
  const power = magnitude(text)
  // Fifteen digits always survive (IEEE 754: DBL_DIG), but where doubles end, or thin out towards zero.
  if (digits.length <= 15 && Math.abs(power) < 300) return true
  const value = Number(text)
  if (!Number.isFinite(value) || value === 0) return false
  // The shortest text that reads as this double, written out without an exponent.
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e')
  return significantDigits(mantissa) === digits && Number(exponent) === power
}

/** A double without an exponent, in the fewest digits that read as it again. */
export function plainNumber(value: number): string {
  const text = String(value)
  const [mantissa = '', exponent] = text.split('e')
  if (exponent === undefined) return text
  const sign = mantissa.startsWith('-') ? '-' : ''
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.')
  const places = Number(exponent)
  return places < 0
    ? `${sign}0.${'0'.repeat(-places - 1)}${whole}${fraction}`
    : `${sign}${whole}${fraction.padEnd(places, '0')}`
}

/** A plain number times a power of ten, with the very same digits; zeros come only where the point moves past them. */
export function shiftPoint(text: string, power: number): string {
  const sign = /^[+-]/.exec(text)?.[0] ?? ''
  const [whole = '', fraction = ''] = text.slice(sign.length).split('.')
  const digits = whole + fraction
  const point = whole.length + power
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return sign + digits.padEnd(point, '0')
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

/** Negative, zero or positive as the first number is less than, equal to or greater than the second, to the last digit. */
export function compareDecimals(one: string, other: string): number {
  const sign = signOf(one)
  if (sign !== signOf(other)) return sign - signOf(other)
  if (sign === 0) return 0
  const powers = magnitude(one) - magnitude(other)
  if (powers !== 0) return powers * sign
  const digits = significantDigits(one)
  const others = significantDigits(other)
  return digits === others ? 0 : (digits < others ? -1 : 1) * sign
}

function signOf(text: string): number {
  if (significantDigits(text) === '0') return 0
  return text.startsWith('-') ? -1 : 1
}
