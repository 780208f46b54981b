import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { numberNotation, plainIn } from '../writing/number-notation.ts'
import { readNumber } from '../writing/read-number.ts'
import { eitherOf, expectedWriting, isDeclared } from './expected.ts'

/** What a text that is no number may have been meant to be. */
export function numberHint(value: string, field?: SchemaField): string {
  const text = value.trim()
  if (field !== undefined && isDeclared(field)) return declaredHint(text, field)
  if (/^[+-]?\d+,\d{1,2}$/.test(text))
    return `Did you mean ${text.replace(',', '.')}? A decimal comma is read only where the schema says so.`
  if (/^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text))
    return `Did you mean ${text.replaceAll(',', '')}? Thousands marks are read only where the schema says so.`
  if (/^[+-]?\d+(?:\.\d+)?e[+-]?\d+$/i.test(text))
    return 'Write the digits out; a spreadsheet may have shortened the number.'
  const mended = mend(text).replace(',', '.')
  if (mended !== text && /^[+-]?\d+(?:\.\d+)?$/.test(mended)) return `Did you mean ${mended}?`
  return signHint(text) ?? 'Write digits, with a point before the decimals.'
}

/** [T-amount] What an amount that is refused may lack or have too much. */
export function amountHint(value: string, field: SchemaField | undefined): string {
  const { point, comma } = readNumber(value)
  const isMoney = (point ?? comma)?.marks.includes('currency-sign') === true
  if (isMoney && field?.currency === undefined) {
    return 'It names a currency; give the field a `currency`, so that it is not lost, or take it out of the cell.'
  }
  if (isMoney && field !== undefined) {
    const plain = value.replace(/[\d.,\s()+\u2212-]/g, '')
    return `Amounts are in ${field.currency}, written as in ${expectedWriting(field, '1234.50', localNumber)}; this one says "${plain}".`
  }
  return numberHint(value, field)
}

/** [T-percent] What a percentage that is refused may lack. */
export function percentHint(value: string, field: SchemaField | undefined): string {
  const text = value.trim()
  const expected = expectedWriting(field, '12.5%', (locale) => `${localNumber(locale)} %`)
  if (!text.endsWith('%') && readNumber(text).point !== null) {
    return `Is it ${text}%, or the share ${text} of one? Write percentages as in ${expected}.`
  }
  return `Write percentages as in ${expected}.`
}

function declaredHint(text: string, field: SchemaField): string {
  const expected = `Write numbers as in ${expectedWriting(field, '', localNumber)}.`
  const { point, comma } = readNumber(text)
  const readings = [
    ...(point === null ? [] : [`${writtenOut(text, '1,234.5')} with a decimal point`]),
    ...(comma === null ? [] : [`${writtenOut(text, '1.234,5')} with a decimal comma`]),
  ]
  const hint = signHint(text)
  if (hint !== null) return `${hint} ${expected}`
  if (readings.length > 0) return `It could be ${eitherOf(readings)}. ${expected}`
  const mended = mend(text)
  const isNumber = mended !== text && Object.values(readNumber(mended)).some((reading) => reading !== null)
  return isNumber ? `Did you mean ${mended}? ${expected}` : expected
}

/** Signs that a number has no room for; null where there is none. */
function signHint(text: string): string | null {
  const { point, comma } = readNumber(text)
  const marks = (point ?? comma)?.marks ?? []
  if (marks.includes('percent-sign')) return 'It is a percentage; use the type percent.'
  return marks.includes('currency-sign') ? 'It is an amount of money; use the type amount with its currency.' : null
}

function writtenOut(text: string, format: string): string {
  const notation = numberNotation(format)
  return (notation && plainIn(notation, text)) ?? text
}

/** Letters that are often typed, or scanned, for digits. */
function mend(text: string): string {
  return text.replace(/[oO]/g, '0').replace(/[lI]/g, '1')
}

function localNumber(locale: string): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(1234.5)
}
