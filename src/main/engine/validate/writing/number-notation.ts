import { shiftPoint } from '../types/decimals.ts'
import { type MoneySigns, moneySigns, type NumberReading, readNumber } from './read-number.ts'

/** How numbers are written, as a format such as `1.234,50`, `1234.5 %` or `0.125` shows. */
export interface NumberNotation {
  readonly mark: 'point' | 'comma'
  /** Whether a percent sign stands behind; only percentages look at it. */
  readonly hasPercentSign: boolean
  /** The number is the share itself, 0.125 and not 12.5; only percentages look at it. */
  readonly isShare: boolean
}

const notationText = /^(?:1([., '\u00a0\u202f\u2009\u2019]?)234(?:([.,])\d+)?|0([.,])\d+)([ \u00a0]?%)?$/

/**
 * The notation that a format shows; null where it shows none. The mark before the fraction is what counts: any mark between thousands
 * that goes with it is read, as suggestions do.
 */
export function numberNotation(format: string): NumberNotation | null {
  const match = notationText.exec(format)
  if (!match) return null
  const [, grouping = '', behind, share, percent] = match
  if (grouping !== '' && grouping === behind) return null
  const mark = behind ?? share ?? (grouping === '.' ? ',' : '.')
  return { mark: mark === ',' ? 'comma' : 'point', hasPercentSign: percent !== undefined, isShare: share !== undefined }
}

/** For numbers that are no money. */
export const noMoney = moneySigns('(?!)')

const plain = { point: /^[+-]?(?:\d+\.?\d*|\.\d+)$/, comma: /^[+-]?(?:\d+,?\d*|,\d+)$/ }
const grouped = { point: /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/, comma: /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/ }

/** The plain decimal that a text writes in a notation, with the very digits; null where it writes none, or a percentage. */
export function plainIn({ mark }: NumberNotation, text: string, signs: MoneySigns = noMoney): string | null {
  // Most numbers need no reading, and those that are longer than any person writes get none.
  if (plain[mark].test(text)) return tidy(mark === 'comma' ? text.replace(',', '.') : text)
  if (grouped[mark].test(text)) {
    return tidy(mark === 'comma' ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', ''))
  }
  const reading = readNumber(text, signs)[mark]
  return reading === null || hasPercent(reading) ? null : written(reading)
}

/** The number of a percentage in a notation, and whether it has its sign; null where there is none. */
export function percentIn(
  { mark }: NumberNotation,
  text: string,
): { readonly number: string; readonly hasSign: boolean } | null {
  const reading = readNumber(text, noMoney)[mark]
  return reading === null ? null : { number: written(reading), hasSign: hasPercent(reading) }
}

function hasPercent({ marks }: NumberReading): boolean {
  return marks.includes('percent-sign')
}

function written({ negative, whole, decimals, exponent }: NumberReading): string {
  const digits = `${negative ? '-' : ''}${whole === '' ? '0' : whole}${decimals === '' ? '' : `.${decimals}`}`
  return exponent === 0 ? digits : shiftPoint(digits, exponent)
}

/** Without a plus sign or a bare point. */
function tidy(text: string): string {
  const first = text.charCodeAt(0)
  const unsigned = first === 43 || first === 45 ? text.slice(1) : text
  const sign = first === 45 ? '-' : ''
  if (unsigned.startsWith('.')) return `${sign}0${unsigned}`
  return sign + (unsigned.endsWith('.') ? unsigned.slice(0, -1) : unsigned)
}
