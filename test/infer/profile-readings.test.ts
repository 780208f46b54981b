import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SuggestedReading, suggestedReading } from '../../src/contract/reading.ts'
import { columnProfiler } from '../../src/main/engine/infer/profile/column-profiler.ts'
import { isDate } from '../../src/main/engine/validate/types/date.ts'

function readings(values: readonly string[]): SuggestedReading[] {
  const profiler = columnProfiler('c')
  for (const value of values) profiler.add(value)
  return (profiler.suggestion().readings ?? []).map((reading) => suggestedReading.parse(reading))
}

function sumOf(values: readonly string[]): number | null | undefined {
  const profiler = columnProfiler('c')
  for (const value of values) profiler.add(value)
  return profiler.finish().numbers?.sum
}

const lossesOf = (reading: SuggestedReading | undefined): Record<string, number> =>
  Object.fromEntries((reading?.losses ?? []).map(({ kind, count }) => [kind, count]))

describe('readings of numbers', () => {
  it.each<[string, string[], string, string, number, Record<string, number>]>([
    ['decimal commas', ['12,5', '3'], 'number', '1234,50', 15.5, {}],
    ['commas between thousands', ['1,234.5', '2,000,000'], 'number', '1,234.50', 2_001_234.5, { 'thousands-marks': 2 }],
    ['points between thousands', ['1.234,5', '12,25'], 'number', '1.234,50', 1246.75, { 'thousands-marks': 1 }],
    [
      'spaces between thousands',
      ['1 234,5', '12\u202f000,25'],
      'number',
      '1 234,50',
      13_234.75,
      { 'thousands-marks': 2 },
    ],
    ['no-break spaces', ['1\u00a0234', '5'], 'number', '1 234', 1239, { 'thousands-marks': 1 }],
    ['apostrophes', ["1'234.5", '2\u2019000.25'], 'number', "1'234.50", 3234.75, { 'thousands-marks': 2 }],
    [
      'groups as in India',
      ['12,34,567.5', '1,00,000.25'],
      'number',
      '1,234.50',
      1_334_567.75,
      { 'thousands-marks': 2 },
    ],
    ['exponents', ['1e5', '2.5E-1', '-1e+2'], 'number', '1234.50', 99_900.25, { exponent: 3 }],
    ['signs of money', ['€ 12.5', '$3', '-£1.25', '7 USD'], 'money', '1234.50', 21.25, { 'currency-sign': 4 }],
    ['money in brackets', ['(3,5) €', '12,25 €'], 'money', '1234,50', 8.75, { 'currency-sign': 2, 'minus-style': 1 }],
    ['percent', ['12 %', '3.5%', '-1%'], 'percent', '1234.50', 14.5, { 'percent-sign': 3 }],
    ['a minus behind, or of its own', ['12-', '\u22125', '1'], 'number', '1234', -16, { 'minus-style': 2 }],
    ['white space around', [' 12', '13\t', '14'], 'number', '1234', 39, { 'whitespace-around': 2 }],
    [
      'zeros',
      ['007,50', '+1,20'],
      'number',
      '1234,50',
      8.7,
      { 'leading-zeros': 1, 'plus-sign': 1, 'trailing-zeros': 2 },
    ],
  ])('[P20] %s', (_, values, kind, format, sum, losses) => {
    const [best] = readings(values)
    expect(best).toMatchObject({ kind, format, count: values.length, share: 1 })
    expect(lossesOf(best)).toEqual(losses)
    expect(sumOf(values)).toBeCloseTo(sum, 9)
  })

  it.each([
    '1,23,4',
    '1.2.3',
    '12,34.5',
    '1e',
    'e5',
    '--1',
    '1 23',
    '€',
    '%',
    '()',
    '1.234,5.6',
    '12:30,5',
    '1/2',
    'A1,5',
  ])('[P20] %s is no number', (text) => {
    expect(readings([text]).filter(({ kind }) => ['number', 'money', 'percent'].includes(kind))).toEqual([])
  })

  it('[P20] reads back what a locale writes', () => {
    const locales = ['de-DE', 'en-US', 'fr-FR', 'de-CH', 'en-IN', 'pl-PL', 'sv-SE', 'pt-BR']
    const number = fc.integer({ min: -1e9, max: 1e9 }).map((cents) => cents / 100)
    fc.assert(
      fc.property(fc.constantFrom(...locales), fc.array(number, { minLength: 1, maxLength: 8 }), (locale, numbers) => {
        const texts = numbers.map((value) => value.toLocaleString(locale, { minimumFractionDigits: 2 }))
        expect(sumOf(texts)).toBeCloseTo(
          numbers.reduce((sum, value) => sum + value, 0),
          4,
        )
      }),
    )
  })

  it('[P20] says nothing where the type says it all', () => {
    expect(readings(['1', '2.5', '-3'])).toEqual([])
    expect(readings(['Ann', 'Bob'])).toEqual([])
    expect(readings([...Array.from({ length: 20 }, () => 'x'), '1,5'])).toEqual([])
  })

  it('[P21] counts both readings of 1,234 and which values decide', () => {
    const [best, other] = readings(['12,50', '1.234,50', '7', '3,2', '1,234'])
    expect(best?.message).toBe(
      'All 5 values are numbers written like 1.234,50, such as "12,50". "1,234" can be 1234 or 1.234: ' +
        'a decimal point fits 2 values, a decimal comma all 5; 3 values decide for the comma.',
    )
    expect(lossesOf(best)).toMatchObject({ 'ambiguous-number': 1, 'thousands-marks': 1 })
    expect(other).toMatchObject({ format: '1,234', count: 2 })
    expect(lossesOf(other)).toMatchObject({ 'mixed-decimal-marks': 3 })
    expect(readings(['1,234', '2,500'])[0]?.message).toMatch(/; no value decides\.$/)
    expect(readings(['1,5', '1,234', '1,234.5'])[0]?.message).toMatch(/contradict each other\.$/)
  })

  it('[P21] shows that plain 1.234 could be 1234 where no value denies it', () => {
    expect(readings(['1.234', '2.500', '100'])).toMatchObject([{ format: '1.234', count: 3 }])
    expect(readings(['1.234', '2.5', '100'])).toEqual([])
  })
})

describe('readings of days and times', () => {
  it.each<[string, string[], string, string]>([
    ['day first', ['13/04/2025', '31/12/2024'], 'date', 'DD/MM/YYYY'],
    ['month first', ['4/13/2025', '12/31/2024'], 'date', 'MM/DD/YYYY'],
    ['points', ['13.4.2025', '31.12.2024'], 'date', 'DD.MM.YYYY'],
    ['year first', ['2025/04/13', '2024/12/31'], 'date', 'YYYY/MM/DD'],
    ['year first with points', ['2025.04.13'], 'date', 'YYYY.MM.DD'],
    ['years of two digits', ['13-04-25', '31-12-99'], 'date', 'DD-MM-YY'],
    ['English months', ['4 March 2025', '31 Dec 2024', '1st May 2025', '04-Mar-2025'], 'date', 'D MMM YYYY'],
    ['American months', ['March 4, 2025', 'Dec. 31, 2024', 'Tuesday, March 4, 2025'], 'date', 'MMM D YYYY'],
    ['German months', ['4. März 2025', '31. Dez. 2024'], 'date', 'D MMM YYYY'],
    ['French months', ['4 août 2025', '1er janvier 2024', '31 déc. 2024'], 'date', 'D MMM YYYY'],
    ['Spanish months', ['4 de marzo de 2025', '31 diciembre 2024'], 'date', 'D MMM YYYY'],
    ['ISO with a time', ['2025-03-04T10:11:12', '2024-12-31T23:59:59'], 'date-time', 'YYYY-MM-DDThh:mm:ss'],
    [
      'with a zone',
      ['2025-03-04 10:11:12.5+01:00', '2025-03-04 10:11:12.123Z'],
      'date-time',
      'YYYY-MM-DD hh:mm:ss.fff zone',
    ],
    ['day first with a time', ['13.04.2025 10:11'], 'date-time', 'DD.MM.YYYY hh:mm'],
    ['half days', ['10:11 AM', '1:05 pm'], 'time', 'hh:mm AM/PM'],
    ['times', ['10:11', '23:59'], 'time', 'hh:mm'],
    ['durations', ['10:11', '25:00', '100:30'], 'duration', 'hh:mm'],
  ])('[P30] %s', (_, values, kind, format) => {
    expect(readings(values)[0]).toMatchObject({ kind, format, count: values.length, share: 1 })
  })

  it.each([
    '31/02/2025',
    '1/2',
    '1/2/3',
    '13/13/2025',
    '24:61',
    '4 Foo 2025',
    '2025-3',
    '1.2.345',
    '10:11:99',
    '13:00 PM',
  ])('[P30] %s is neither', (text) => {
    expect(readings([text])).toEqual([])
  })

  it('[P31] eight digits are a day where nearly all are', () => {
    expect(readings(['20250304', '20241231'])).toMatchObject([{ kind: 'date', format: 'YYYYMMDD', count: 2 }])
    expect(readings(['20250304', '12345678'])).toEqual([])
  })

  it('[P32] counts both readings, and which values decide', () => {
    const day = fc.tuple(
      fc.integer({ min: 1, max: 31 }),
      fc.integer({ min: 1, max: 31 }),
      fc.integer({ min: 1990, max: 2030 }),
    )
    const two = (value: number): string => String(value).padStart(2, '0')
    const exists = (year: number, month: number, date: number): boolean =>
      isDate(`${year}-${two(month)}-${two(date)}`) === null
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 40 }), (days) => {
        const found = readings(days.map(([one, other, year]) => `${two(one)}/${two(other)}/${year}`))
        const dayFirst = days.filter(([one, other, year]) => exists(year, other, one))
        const monthFirst = days.filter(([one, other, year]) => exists(year, one, other))
        const ambiguous = dayFirst.filter(([one, other, year]) => one !== other && exists(year, one, other))
        for (const [format, fitting] of [
          ['DD/MM/YYYY', dayFirst],
          ['MM/DD/YYYY', monthFirst],
        ] as const) {
          const reading = found.find((one) => one.format === format)
          if (fitting.length < days.length * 0.2) continue
          expect(reading?.count).toBe(fitting.length)
          expect(lossesOf(reading)['ambiguous-date'] ?? 0).toBe(ambiguous.length)
        }
      }),
    )
  })

  it('[P32] says what decides, in words', () => {
    expect(readings(['03/04/2025', '05/06/2025', '13/01/2025', '3/3/2025'])[0]?.message).toBe(
      'All 4 values are dates written DD/MM/YYYY, such as "03/04/2025". "03/04/2025" can be 3 April or 4 March: ' +
        'day first fits all 4 values, month first 3; 1 value decides for day first.',
    )
    expect(readings(['03/04/2025', '05/06/2025'])[0]?.message).toMatch(/no value decides\.$/)
    expect(readings(['13/01/2025', '01/13/2025', '03/04/2025'])[0]?.message).toMatch(/contradict each other\.$/)
  })

  it('[P15] tells years of two digits, other formats and white space', () => {
    const [best] = readings(['13.04.25', '14.04.25', ' 15.04.25', '16.04.2025', '2025-04-17'])
    expect(best?.format).toBe('DD.MM.YY')
    expect(best?.losses).toMatchObject([
      { kind: 'two-digit-years', count: 3 },
      { kind: 'mixed-formats', count: 2, examples: ['16.04.2025', '2025-04-17'] },
      { kind: 'whitespace-around', count: 1, examples: [' 15.04.25'] },
    ])
  })
})

describe('readings of yes and no', () => {
  it.each<[string[], string]>([
    [['yes', 'no', 'YES'], 'yes/no'],
    [['ja', 'Nein'], 'ja/nein'],
    [['Y', 'N'], 'y/n'],
    [['oui', 'non'], 'oui/non'],
    [['0', '1', '1'], '1/0'],
    [['да', 'нет'], 'да/нет'],
  ])('[P33] %j', (values, format) => {
    expect(readings(values)).toMatchObject([{ kind: 'boolean', format, count: values.length }])
  })

  it('[P33] takes both words to be sure, and tells their case', () => {
    expect(readings(['no', 'no'])).toEqual([])
    expect(readings(['yes', 'no', 'maybe'])).toEqual([])
    expect(lossesOf(readings(['Ja', 'nein', 'NEIN'])[0])).toEqual({ case: 2 })
  })
})
