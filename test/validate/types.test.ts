import { DuckDBInstance } from '@duckdb/node-api'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareDecimals, plainNumber, survivesDouble } from '../../src/main/engine/validate/types/decimals.ts'
import { compareToNumber, decimalCheck, isInteger, isNumber } from '../../src/main/engine/validate/types/number.ts'
import { isBoolean } from '../../src/main/engine/validate/types/boolean.ts'
import { isDate } from '../../src/main/engine/validate/types/date.ts'

/** A plain decimal as whole number and count of places: `-1.50` is -150 and 2. */
function exactly(text: string): { value: bigint; places: number } {
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.')
  const value = BigInt(`${whole}${fraction}` || '0')
  return { value: text.startsWith('-') ? -value : value, places: fraction.length }
}

function compareExactly(one: string, other: string): number {
  const [a, b] = [exactly(one), exactly(other)]
  const places = BigInt(Math.max(a.places, b.places))
  const difference = a.value * 10n ** (places - BigInt(a.places)) - b.value * 10n ** (places - BigInt(b.places))
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}

const sign = fc.constantFrom('', '-', '+')
const digits = (least: number, most: number): fc.Arbitrary<string> =>
  fc.stringMatching(new RegExp(`^[0-9]{${least},${most}}$`))
const decimalText = fc.oneof(
  fc
    .tuple(sign, digits(1, 25), fc.option(digits(0, 25), { nil: null }))
    .map(([s, whole, fraction]) => s + whole + (fraction === null ? '' : `.${fraction}`)),
  fc.tuple(sign, digits(1, 25)).map(([s, fraction]) => `${s}.${fraction}`),
  // Around the edges of doubles: many zeros on either side of few digits.
  fc.tuple(sign, digits(1, 18), fc.integer({ min: 280, max: 330 })).map(([s, d, zeros]) => s + d + '0'.repeat(zeros)),
  fc
    .tuple(sign, digits(1, 18), fc.integer({ min: 280, max: 330 }))
    .map(([s, d, zeros]) => `${s}0.${'0'.repeat(zeros)}${d}`),
)

/** Whether the shortest decimal of the nearest double is the same number, told by exact arithmetic. */
function survivesExactly(text: string): boolean {
  const value = Number(text)
  return Number.isFinite(value) && compareExactly(text, plainNumber(value)) === 0
}

describe('numbers', () => {
  it('[T-number] survivesDouble agrees with exact arithmetic', () => {
    fc.assert(
      fc.property(decimalText, (text) => survivesDouble(text) === survivesExactly(text)),
      { numRuns: 20_000 },
    )
  })

  it('[T-number] every double that is written out survives', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(plainNumber(value))).toBe(value === 0 ? 0 : value)
        expect(plainNumber(value)).toMatch(/^-?\d+(\.\d+)?$/)
        expect(isNumber(plainNumber(value))).toBe(null)
      }),
      { numRuns: 5000 },
    )
  })

  it('compareDecimals agrees with exact arithmetic', () => {
    const near = fc
      .tuple(decimalText, decimalText, fc.boolean())
      .map(([a, b, same]) => [a, same ? `${a.includes('.') ? a : `${a}.`}0` : b] as const)
    fc.assert(
      fc.property(near, ([a, b]) => Math.sign(compareDecimals(a, b)) === compareExactly(a, b)),
      { numRuns: 10_000 },
    )
  })

  it.each([
    '0',
    '-0',
    '+5',
    '007',
    '.5',
    '5.',
    '-1.50',
    '0.1',
    '123456789012345',
    '9007199254740993000000',
    '1'.padEnd(309, '0'),
  ])('[T-number] takes %s', (text) => {
    expect(isNumber(text)).toBe(null)
  })

  it.each([
    ['', 'invalid-number'],
    ['.', 'invalid-number'],
    ['-', 'invalid-number'],
    ['1e5', 'invalid-number'],
    ['1,5', 'invalid-number'],
    ['1,234', 'invalid-number'],
    [' 1', 'invalid-number'],
    ['1 ', 'invalid-number'],
    ['1\n', 'invalid-number'],
    ['0x1f', 'invalid-number'],
    ['NaN', 'invalid-number'],
    ['Infinity', 'invalid-number'],
    ['١٢', 'invalid-number'],
    ['9007199254740993', 'number-loses-digits'],
    ['0.12345678901234567', 'number-loses-digits'],
    ['1'.padEnd(310, '0'), 'number-loses-digits'],
    [`0.${'0'.repeat(330)}1`, 'number-loses-digits'],
  ])('[T-number] refuses %j as %s', (text, code) => {
    expect(isNumber(text)).toBe(code)
  })

  it.each([
    ['12', null],
    ['-0012', null],
    ['9'.repeat(38), null],
    [`-${'0'.repeat(50)}${'9'.repeat(38)}`, null],
    ['1'.padEnd(39, '0'), 'too-long'],
    ['1.0', 'invalid-integer'],
    ['--1', 'invalid-integer'],
  ])('[T-integer] %s gives %s', (text, code) => {
    expect(isInteger(text)).toBe(code)
  })

  it('[T-decimal] keeps what fits exactly, told by BigInt', () => {
    const shape = fc
      .integer({ min: 1, max: 38 })
      .chain((precision) => fc.tuple(fc.constant(precision), fc.integer({ min: 0, max: precision })))
    fc.assert(
      fc.property(decimalText, shape, (text, [precision, scale]) => {
        const { value, places } = exactly(text)
        const scaled = value * 10n ** BigInt(Math.max(0, scale - places))
        const cut = 10n ** BigInt(Math.max(0, places - scale))
        const fits =
          scaled % cut === 0n && (scaled / cut < 0n ? -(scaled / cut) : scaled / cut) < 10n ** BigInt(precision)
        expect(decimalCheck(precision, scale)(text)).toBe(fits ? null : 'number-loses-digits')
      }),
      { numRuns: 10_000 },
    )
  })

  it('[T-limits] are exact to the last digit', () => {
    const limits = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e20, max: 1e20 }),
      fc.integer(),
      fc.constantFrom(0.1, 2 ** 53, 1e19),
    )
    fc.assert(
      fc.property(decimalText, limits, (random, limit) => {
        for (const text of [
          random,
          plainNumber(limit),
          `${plainNumber(limit)}${Number.isInteger(limit) ? '.' : ''}0000000000000001`,
        ]) {
          const order = compareExactly(text, plainNumber(limit))
          expect(compareToNumber(plainNumber(limit))(text)).toBe(Math.sign(order))
        }
      }),
      { numRuns: 5000 },
    )
    expect(compareToNumber(plainNumber(2 ** 53))('9007199254740993')).toBeGreaterThan(0)
  })
})

describe('dates and booleans', () => {
  it('[T-date] are the days that a calendar has', () => {
    const part = (most: number, width: number): fc.Arbitrary<string> =>
      fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(width, '0'))
    fc.assert(
      fc.property(part(9999, 4), part(14, 2), part(33, 2), (year, month, day) => {
        const text = `${year}-${month}-${day}`
        const date = new Date(`${text}T00:00:00Z`)
        const real = year !== '0000' && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
        expect(isDate(text)).toBe(real ? null : 'invalid-date')
      }),
      { numRuns: 20_000 },
    )
  })

  it.each([
    '',
    '2025-3-04',
    '2025-03-4',
    '25-03-04',
    '2025/03/04',
    '20250304',
    '2025-03-04T00:00',
    ' 2025-03-04',
    '2025-03-0x',
    '２０２５-03-04',
    '+2025-03-04',
    '-001-03-04',
  ])('[T-date] refuses %j', (text) => {
    expect(isDate(text)).toBe('invalid-date')
  })

  it.each(['true', 'TRUE', 'False', 'fALSE'])('[T-boolean] takes %s', (text) => {
    expect(isBoolean(text)).toBe(null)
  })
  it.each(['', '1', '0', 'yes', 't', 'truE ', 'ｔrue', 'talse'])('[T-boolean] refuses %j', (text) => {
    expect(isBoolean(text)).toBe('invalid-boolean')
  })
})

describe('what a type takes, DuckDB can hold', () => {
  const cases = {
    dates: fc.sample(
      fc
        .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10)),
      300,
    ),
    notDates: fc.sample(fc.stringMatching(/^\d{4}-[01]\d-[0-3]\d$/), 500),
    numbers: [...fc.sample(decimalText, 500), '5.', '.5', '+5', '-0', '1'.padEnd(309, '0')].filter(
      (text) => isNumber(text) === null,
    ),
    integers: [
      ...fc.sample(
        fc.tuple(sign, digits(1, 38)).map(([s, d]) => s + d),
        500,
      ),
      `+${'9'.repeat(38)}`,
    ].filter((text) => isInteger(text) === null),
    decimals: fc.sample(decimalText, 500).filter((text) => decimalCheck(38, 10)(text) === null),
  }

  async function failures(texts: readonly string[], expression: string): Promise<unknown[]> {
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    try {
      const list = texts.map((text) => `('${text}')`).join(', ')
      const result = await connection.runAndReadAll(
        `SELECT t FROM (VALUES ${list}) AS v(t) WHERE (${expression}) IS NOT TRUE`,
      )
      return result.getRows().flat()
    } finally {
      connection.closeSync()
      instance.closeSync()
    }
  }

  it('[T-date]', async () => {
    expect(
      await failures(cases.dates, `try_strptime(t, '%Y-%m-%d') IS NOT NULL AND TRY_CAST(t AS DATE)::VARCHAR = t`),
    ).toEqual([])
    const [good, bad] = [
      cases.notDates.filter((t) => isDate(t) === null),
      cases.notDates.filter((t) => isDate(t) !== null && !t.startsWith('0000')),
    ]
    expect(await failures(good, `try_strptime(t, '%Y-%m-%d') IS NOT NULL`)).toEqual([])
    expect(await failures(bad, `try_strptime(t, '%Y-%m-%d') IS NULL`)).toEqual([])
  })
  it('[T-number]', async () => {
    expect(cases.numbers.length).toBeGreaterThan(100)
    expect(await failures(cases.numbers, 'isfinite(TRY_CAST(t AS DOUBLE))')).toEqual([])
  })
  it('[T-integer]', async () => {
    expect(await failures(cases.integers, 'TRY_CAST(t AS HUGEINT) IS NOT NULL')).toEqual([])
  })
  it('[T-decimal]', async () => {
    expect(cases.decimals.length).toBeGreaterThan(50)
    expect(await failures(cases.decimals, 'TRY_CAST(t AS DECIMAL(38, 10)) IS NOT NULL')).toEqual([])
  })
})
