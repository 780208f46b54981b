import { survivesDouble } from '../types/decimals.ts'

/** What of a number's writing goes when it becomes a number. */
export const numberMarks = [
  'leading-zeros',
  'plus-sign',
  'more-than-15-digits',
  'rounding',
  'trailing-zeros',
  'bare-point',
  'exponent',
  'thousands-marks',
  'currency-sign',
  'percent-sign',
  'minus-style',
  'whitespace-around',
] as const
export type NumberMark = (typeof numberMarks)[number]

/** One way to read a text as a number. */
export interface NumberReading {
  readonly value: number
  readonly marks: readonly NumberMark[]
  /** Comma, point, space or apostrophe between groups of digits; empty where there is none. */
  readonly grouping: string
  readonly fraction: boolean
  readonly negative: boolean
  /** The digits before the point and those behind it, as they are written, and the power of ten. */
  readonly whole: string
  readonly decimals: string
  readonly exponent: number
}

export interface NumberReadings {
  /** With a point before the fraction. */
  readonly point: NumberReading | null
  /** With a comma before the fraction. */
  readonly comma: NumberReading | null
}

const none: NumberReadings = { point: null, comma: null }

/** What stands for money beside an amount: any currency sign, codes of ISO 4217 that are traded most, local short forms. */
const money =
  '(?:R\\$|US\\$|\\p{Sc}|EUR|USD|GBP|CHF|JPY|CNY|RMB|AUD|CAD|NZD|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|TRY|RUB|UAH|INR|BRL|MXN|ZAR|KRW|SGD|HKD|ILS|AED|THB|kr\\.?|zł|Kč|Ft|lei|Fr\\.?|Rs\\.?)'

/** What may stand in front of an amount and behind it. */
export interface MoneySigns {
  readonly inFront: RegExp
  readonly behind: RegExp
}

/** The signs that a pattern describes, beside an amount or with white space between. */
export function moneySigns(pattern: string): MoneySigns {
  return { inFront: new RegExp(`^${pattern}\\s*`, 'u'), behind: new RegExp(`\\s*${pattern}$`, 'u') }
}

const anyMoney = moneySigns(money)
const percentBehind = /\s*%$/

/** Whole part, its grouping, fraction, exponent. Groups are of three digits; with commas also of two, as in India. */
const pointCore =
  /^(\d+|\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}([ \u00a0\u202f\u2009'\u2019])\d{3}(?:\2\d{3})*)?(?:\.(\d*))?([eE][+-]?\d{1,4})?$/
const commaCore =
  /^(\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}([ \u00a0\u202f\u2009'\u2019])\d{3}(?:\2\d{3})*)?(?:,(\d*))?([eE][+-]?\d{1,4})?$/

/** A longer text is no number that a person wrote. */
const longestNumber = 60

interface Stripped {
  readonly rest: string
  readonly negative: boolean
  readonly marks: readonly NumberMark[]
}

/** [P20] Reads a number as people and programs write it; the plain form needs no reading. `signs` are the money that may stand beside it. */
export function readNumber(text: string, signs: MoneySigns = anyMoney): NumberReadings {
  const stripped = strip(text, signs)
  if (!stripped) return none
  return { point: readCore(stripped, pointCore), comma: readCore(stripped, commaCore) }
}

/** Takes sign, currency, percent sign, brackets and the white space around off; null where nothing is left to read. */
function strip(text: string, { inFront, behind }: MoneySigns): Stripped | null {
  let rest = text.trim()
  if (rest.length > longestNumber) return null
  const marks = new Set<NumberMark>()
  if (rest.length !== text.length) marks.add('whitespace-around')
  let negative = false
  const take = (pattern: RegExp, mark: NumberMark): void => {
    const shorter = rest.replace(pattern, '')
    if (shorter.length !== rest.length) marks.add(mark)
    rest = shorter
  }
  const takeSign = (): void => {
    const sign = /^[-+\u2212]\s*/.exec(rest)?.[0]
    if (sign === undefined) return
    rest = rest.slice(sign.length)
    if (sign.startsWith('+')) marks.add('plus-sign')
    else negative = true
    if (sign.startsWith('\u2212') || sign.length > 1) marks.add('minus-style')
  }
  if (rest.includes('(')) {
    take(inFront, 'currency-sign')
    take(behind, 'currency-sign')
  }
  const inBrackets = /^\((.*)\)$/s.exec(rest)?.[1]
  if (inBrackets !== undefined) {
    rest = inBrackets.trim()
    negative = true
    marks.add('minus-style')
  }
  takeSign()
  if (!beginsWithDigit(rest)) {
    take(inFront, 'currency-sign')
    if (!negative && !marks.has('plus-sign')) takeSign()
  }
  if (!isDigit(rest.charCodeAt(rest.length - 1))) {
    take(percentBehind, 'percent-sign')
    take(behind, 'currency-sign')
  }
  if (!negative && !marks.has('plus-sign') && /\d[-\u2212]$/.test(rest)) {
    rest = rest.slice(0, -1)
    negative = true
    marks.add('minus-style')
  }
  // Nothing is an amount and a share at once.
  if (rest === '' || (marks.has('percent-sign') && marks.has('currency-sign'))) return null
  return { rest, negative, marks: [...marks] }
}

function beginsWithDigit(text: string): boolean {
  return isDigit(text.charCodeAt(0))
}

function readCore({ rest, negative, marks }: Stripped, core: RegExp): NumberReading | null {
  const match = core.exec(rest)
  if (!match) return null
  const [, whole = '', gap = '', fraction, exponent = ''] = match
  if (whole === '' && (fraction ?? '') === '') return null
  const digits = whole.replace(/\D/g, '')
  const value = Number(`${negative ? '-' : ''}${digits}.${fraction ?? ''}${exponent}`)
  if (!Number.isFinite(value)) return null
  const grouping = gap === '' ? (/[.,]/.exec(whole)?.[0] ?? '') : gap
  const found: NumberMark[] = [...marks]
  if (/^0\d/.test(digits)) found.push('leading-zeros')
  if (fraction !== undefined && (whole === '' || fraction === '')) found.push('bare-point')
  if (fraction?.endsWith('0')) found.push('trailing-zeros')
  if (exponent !== '') found.push('exponent')
  if (grouping !== '') found.push('thousands-marks')
  if (digits.length + (fraction?.length ?? 0) > 15) {
    found.push('more-than-15-digits')
    if (exponent === '' && !survivesDouble(`${digits}.${fraction ?? ''}`)) found.push('rounding')
  }
  return {
    value,
    marks: found,
    grouping,
    fraction: fraction !== undefined,
    negative,
    whole: digits,
    decimals: fraction ?? '',
    exponent: Number(exponent.slice(1)),
  }
}

/** The marks of a number in plain form: digits with an optional sign and point. `digits` is how many digits it has. */
export function plainMarks(text: string, digits: number, hasPoint: boolean): readonly NumberMark[] {
  const code = text.charCodeAt(0)
  const signed = code === 43 || code === 45
  const start = signed ? 1 : 0
  const zeroFirst = text.charCodeAt(start) === 48 && isDigit(text.charCodeAt(start + 1))
  const last = text.charCodeAt(text.length - 1)
  const bare = hasPoint && (text.charCodeAt(start) === 46 || last === 46)
  const zeroLast = hasPoint && last === 48
  if (code !== 43 && digits <= 15 && !zeroFirst && !bare && !zeroLast) return noMarks
  const marks: NumberMark[] = []
  if (zeroFirst) marks.push('leading-zeros')
  if (code === 43) marks.push('plus-sign')
  if (bare) marks.push('bare-point')
  if (zeroLast) marks.push('trailing-zeros')
  if (digits > 15) marks.push('more-than-15-digits')
  if (digits > 15 && !survivesDouble(text)) marks.push('rounding')
  return marks
}

const noMarks: readonly NumberMark[] = []

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}
