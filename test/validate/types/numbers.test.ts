import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SchemaField } from '../../../src/contract/schema/schema-document.ts'
import { shiftPoint } from '../../../src/main/engine/validate/types/decimals.ts'
import { cleaner } from '../../transform/steps.ts'
import { readerOf } from './read-type.ts'

type Case = [properties: Partial<SchemaField>, text: string, stored: string]

const cases: Case[] = [
  // The mark before the fraction is the format's; every mark between thousands that goes with it is read.
  [{ type: 'decimal', format: '1.234,50' }, '1.234,50', '1234.50'],
  [{ type: 'decimal', format: '1.234,50' }, '1234,5', '1234.5'],
  [{ type: 'decimal', format: '1234,50' }, '1.234.567', '1234567'],
  [{ type: 'decimal', format: '1 234,50' }, '1\u202f234,5', '1234.5'],
  [{ type: 'decimal', format: '1.234' }, '1.234', '1234'],
  [{ type: 'decimal', format: '1.234,50' }, '12.5', '!invalid-decimal'],
  [{ type: 'decimal', format: '1.234,50' }, '1.23', '!invalid-decimal'],
  [{ type: 'decimal', format: '1.234,50' }, '1,234.50', '!invalid-decimal'],
  [{ type: 'decimal', format: '1,234.50' }, '1,234.50', '1234.50'],
  [{ type: 'decimal', format: '1,234.50' }, '12,34,567.5', '1234567.5'],
  [{ type: 'decimal', format: "1'234.50" }, '1\u2019234.5', '1234.5'],
  [{ type: 'decimal', format: '1.234,50' }, '(5,5)', '-5.5'],
  [{ type: 'decimal', format: '1.234,50' }, '5,5-', '-5.5'],
  [{ type: 'decimal', format: '1.234,50' }, '\u22125,5', '-5.5'],
  [{ type: 'decimal', format: '1.234,50' }, ' 5,5 ', '5.5'],
  [{ type: 'decimal', format: '1.234,50' }, '+007,50', '007.50'],
  [{ type: 'decimal', format: '1.234,50' }, ',5', '0.5'],
  [{ type: 'decimal', format: '1.234,50' }, '5,', '5'],
  [{ type: 'decimal', format: '1234.50' }, '1.5e3', '1500'],
  [{ type: 'decimal', format: '1234.50' }, '25E-4', '0.0025'],
  [{ type: 'decimal', format: '1.234,50' }, '5,5 €', '!invalid-decimal'],
  [{ type: 'decimal', format: '1.234,50' }, '5,5 %', '!invalid-decimal'],
  [{ type: 'integer', format: '1,234' }, '1,234,567', '1234567'],
  [{ type: 'integer', format: '1,234' }, '1.5', '!invalid-integer'],
  [{ type: 'number', format: '1.234,50' }, '0,12345678901234567', '!number-loses-digits'],
  // Of several formats the one that fits; where two fit and differ, none.
  [{ type: 'decimal', format: ['1.234,50', '1,234.50'] }, '1.234,5', '1234.5'],
  [{ type: 'decimal', format: ['1.234,50', '1,234.50'] }, '1,234.5', '1234.5'],
  [{ type: 'decimal', format: ['1.234,50', '1,234.50'] }, '1.234', '!invalid-decimal'],
  [{ type: 'decimal', format: ['1.234,50', '1,234.50'] }, '12', '12'],
  // A format of the field is stronger than a locale.
  [{ type: 'decimal', locale: 'de-DE' }, '1.234,5', '1234.5'],
  [{ type: 'decimal', locale: 'de-DE', format: '1,234.50' }, '1.234,5', '!invalid-decimal'],
  // Amounts.
  [{ type: 'amount' }, '12.50', '12.50'],
  [{ type: 'amount' }, '€12.50', '!invalid-amount'],
  [{ type: 'amount' }, '12.50 EUR', '!invalid-amount'],
  [{ type: 'amount', currency: 'EUR' }, '€12.50', '12.50'],
  [{ type: 'amount', currency: 'EUR' }, '12.50 €', '12.50'],
  [{ type: 'amount', currency: 'EUR' }, 'EUR 12.50', '12.50'],
  [{ type: 'amount', currency: 'EUR' }, '-€12.50', '-12.50'],
  [{ type: 'amount', currency: 'EUR' }, '€-12.50', '-12.50'],
  [{ type: 'amount', currency: 'EUR' }, '12.50', '12.50'],
  [{ type: 'amount', currency: 'EUR' }, '$12.50', '!invalid-amount'],
  [{ type: 'amount', currency: 'EUR' }, 'eur 12.50', '!invalid-amount'],
  [{ type: 'amount', currency: 'EUR' }, '1,234.50', '!invalid-amount'],
  [{ type: 'amount', currency: 'EUR', format: '1.234,50' }, '1.234,50 €', '1234.50'],
  [{ type: 'amount', currency: 'EUR', format: '1.234,50' }, '(5,00) €', '-5.00'],
  [{ type: 'amount', currency: 'EUR', format: '1.234,50' }, '5,00 $', '!invalid-amount'],
  [{ type: 'amount', currency: 'CAD' }, '$5', '5'],
  [{ type: 'amount', currency: 'CAD' }, 'US$5', '!invalid-amount'],
  [{ type: 'amount', currency: 'KWD' }, 'KWD 1.250', '1.250'],
  [{ type: 'amount', precision: 4, scale: 2 }, '123.45', '!number-loses-digits'],
  // Percentages.
  [{ type: 'percent' }, '12.5%', '0.125'],
  [{ type: 'percent' }, '12.50 %', '0.125'],
  [{ type: 'percent' }, '100%', '1'],
  [{ type: 'percent' }, '-0.05%', '-0.0005'],
  [{ type: 'percent' }, '0%', '0'],
  [{ type: 'percent' }, '12.5', '!invalid-percent'],
  [{ type: 'percent' }, '12,5%', '!invalid-percent'],
  [{ type: 'percent' }, '%', '!invalid-percent'],
  [{ type: 'percent' }, '0.12345678901%', '!number-loses-digits'],
  [{ type: 'percent', format: '1.234,50 %' }, '12,5 %', '0.125'],
  [{ type: 'percent', format: '1.234,50 %' }, '12,5', '!invalid-percent'],
  [{ type: 'percent', format: '1.234,50' }, '12,5', '0.125'],
  [{ type: 'percent', format: '1.234,50' }, '12,5%', '0.125'],
  [{ type: 'percent', format: '0.125' }, '0.125', '0.125'],
  [{ type: 'percent', format: '0.125' }, '12.5%', '!invalid-percent'],
]

describe('declared numbers, amounts and percentages', () => {
  it.each(cases)('[T-number-format] [T-amount] [T-percent] %j reads %j as %j', async (properties, text, stored) => {
    expect((await readerOf(properties))(text)).toBe(stored)
  })

  const digits = fc.stringMatching(/^[1-9][0-9]{0,29}$/)
  const fraction = fc.stringMatching(/^[0-9]{1,8}$/)

  it('[T-number-format] no digit changes, whatever stands between thousands', async () => {
    const read = await readerOf({ type: 'decimal', format: '1.234,50', precision: 38, scale: 8 })
    const group = fc.constantFrom('.', ' ', '\u00a0', '\u202f', "'", '\u2019', '')
    fc.assert(
      fc.property(digits, fraction, group, (whole, decimals, mark) => {
        const grouped = whole.replace(/\B(?=(\d{3})+$)/g, mark)
        expect(read(`${grouped},${decimals}`)).toBe(`${whole}.${decimals}`)
      }),
    )
  })

  it('[T-integer] integers of any length up to 38 digits keep every digit', async () => {
    const read = await readerOf({ type: 'integer', format: '1.234' })
    fc.assert(fc.property(fc.stringMatching(/^[1-9][0-9]{0,37}$/), (text) => read(text) === text))
    expect(read('9'.repeat(39))).toBe('!too-long')
  })

  it('[T-percent] a percentage is a hundredth to the last digit, told by BigInt', async () => {
    const read = await readerOf({ type: 'percent', precision: 38, scale: 10 })
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.integer({ min: 0, max: 8 }), (value, places) => {
        const stored = read(`${shiftPoint(value.toString(), -places)}%`)
        const [whole = '', decimals = ''] = stored.split('.')
        expect(BigInt(whole + decimals.padEnd(places + 2, '0'))).toBe(value)
        expect(decimals.endsWith('0')).toBe(false)
      }),
    )
  })

  it('[T-amount] what was stored is read as it is', async () => {
    const [amount, decimal] = [await readerOf({ type: 'amount' }), await readerOf({ type: 'decimal' })]
    const declared = await readerOf({ type: 'amount', currency: 'EUR', format: '1.234,50' })
    fc.assert(
      fc.property(digits, fc.stringMatching(/^[0-9]{2}$/), (whole, cents) => {
        const stored = declared(`${whole},${cents} €`)
        expect(stored).toBe(whole.length > 28 ? '!number-loses-digits' : `${whole}.${cents}`)
        if (stored.startsWith('!')) return
        expect(amount(stored)).toBe(stored)
        expect(decimal(stored)).toBe(stored)
      }),
    )
  })

  it('[T-locale] what Intl writes in a locale is read again', async () => {
    const locales = [
      'de-DE',
      'de-AT',
      'de-CH',
      'en-US',
      'en-IN',
      'fr-FR',
      'sv-SE',
      'pl-PL',
      'ar-EG',
      'fa-IR',
      'hi-IN',
      'ja-JP',
    ]
    for (const locale of locales) {
      const read = await readerOf({ type: 'decimal', locale })
      const amount = await readerOf({ type: 'amount', locale, currency: 'EUR' })
      const percent = await readerOf({ type: 'percent', locale })
      const number = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 })
      const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' })
      const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 })
      fc.assert(
        fc.property(fc.integer({ min: -1e9, max: 1e9 }), (cents) => {
          const value = cents / 100
          expect(Number(read(number.format(value)))).toBe(value + 0)
          expect(Number(amount(money.format(value)))).toBe(value + 0)
          expect(Number(percent(share.format(cents / 1e6)))).toBe(cents / 1e6 + 0)
        }),
        { numRuns: 50 },
      )
    }
  })

  it('[X-parse] parse-number writes what fits, and leaves the rest', async () => {
    const step = await cleaner([{ step: 'parse-number', format: '1.234,50' }])
    expect(['1.234,50', '12.5', 'n/a', '5 €'].map(step)).toEqual(['1234.50', '12.5', 'n/a', '5 €'])
  })
})
