import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type InspectedColumn, inspectedColumn } from '../../src/contract/reading.ts'
import { suggestType } from '../../src/main/engine/infer/column-type.ts'
import { isBoolean } from '../../src/main/engine/validate/types/boolean.ts'
import { isDate } from '../../src/main/engine/validate/types/date.ts'
import { isInteger, isNumber } from '../../src/main/engine/validate/types/number.ts'
import { loadPhoneCheck } from '../../src/main/engine/validate/types/phone.ts'

/** The suggestion by all of a column's values. */
function suggest(values: readonly string[], name = 'c'): InspectedColumn {
  return inspectedColumn.parse(suggestType(name, values, {}))
}

/** How often each loss is, by kind. */
function lossesOf({ losses }: { readonly losses: InspectedColumn['losses'] }): Record<string, number> {
  return Object.fromEntries(losses.map(({ kind, count }) => [kind, count]))
}

const many = (value: string, count: number): string[] => Array.from({ length: count }, () => value)

describe('suggestType', () => {
  it('[P10] gives a reason with counts, and says whether it saw a sample', () => {
    expect(suggest(['1', '2'])).toMatchObject({ type: 'integer', reason: 'All 2 values are whole numbers.' })
    expect(suggestType('c', ['1', '2']).reason).toBe('All 2 sampled values are whole numbers.')
    expect(suggest([...many('5', 1999), 'x']).reason).toBe('1,999 of 2,000 values are whole numbers.')
    expect(suggest(['true']).reason).toBe('The one value is true or false.')
    expect(suggest(['', '']).reason).toBe('No value was seen.')
    expect(suggest(['Ann', 'Bob']).reason).toBe('The values share no narrower type.')
  })

  it('[P10] counts fitting values as the checks do', () => {
    const checks = { integer: isInteger, number: isNumber, boolean: isBoolean, date: isDate }
    const value = fc.oneof(
      fc.constantFrom(
        '1',
        '-2',
        '+3',
        '4.5',
        '.5',
        '6.',
        'true',
        'FALSE',
        '2025-02-29',
        '2024-02-29',
        '1e5',
        'x',
        '1,5',
      ),
      fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }).map(String),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number.toFixed(20)),
    )
    fc.assert(
      fc.property(
        fc.constantFrom('1', '4.5', 'true', '2025-01-01'),
        fc.array(value, { maxLength: 12 }),
        (usual, others) => {
          const values = [...many(usual, 100), ...others]
          const { type, reason } = suggest(values)
          if (!(type in checks)) return
          const fitting = values.filter((text) => checks[type as keyof typeof checks](text) === null).length
          const share = fitting === values.length ? `All ${fitting} values` : `${fitting} of ${values.length} values`
          expect(reason.startsWith(share)).toBe(true)
        },
      ),
    )
  })

  it('[P10] [P13] does not count null words as values, and says so', () => {
    const suggestion = suggest(['1', '2', 'NA', 'NA', '-'])
    expect(suggestion).toMatchObject({
      type: 'integer',
      reason: 'All 2 values are whole numbers; 3 more say nothing, such as "NA".',
    })
    expect(suggest(['NA', 'n/a'])).toMatchObject({ type: 'text', confidence: 0.5 })
  })

  it('[P11] suggests decimal where a double loses digits', () => {
    expect(suggest(['0.1234567890123456789', '1.5'])).toMatchObject({ type: 'decimal' })
    expect(suggest(['12345678901234567890', '2'])).toMatchObject({ type: 'integer' })
  })

  it.each<[string, string, string[], RegExp]>([
    ['leading zeros', 'c', ['01067', '80331'], /1 of 2 begins with 0/],
    ['post codes by name', 'customerZip', ['80331', '10115', '50667'], /have 5 digits, and the column's name/],
    ['long numbers of one length', 'c', ['1234567890', '2345678901', '3456789012'], /have 10 digits/],
    ['article numbers', 'c', ['4006381333931', '9780306406157', '5901234123457'], /check digits/],
    ['telephone numbers', 'c', ['+49301234567', '+442071838750', '+15417543010'], /look like telephone numbers/],
    [
      'account numbers',
      'c',
      ['DE89 3704 0044 0532 0130 00', 'GB29NWBK60161331926819', 'FR1420041010050500013M02606'],
      /IBAN/,
    ],
    ['days without marks', 'c', ['20250304', '20241231', '19991130'], /YYYYMMDD/],
  ])('[P12] keeps %s as text', (_, name, values, reason) => {
    const suggestion = suggest(values, name)
    expect(suggestion.type).toBe('text')
    expect(suggestion.reason).toMatch(reason)
  })

  it.each<[string, string[]]>([
    ['amounts of one length', ['45000', '52000', '61000']],
    ['numbers of many lengths', ['4006381333930', '12', '7']],
    ['a zero', ['0', '10', '200']],
  ])('[P12] takes %s for numbers', (_, values) => {
    expect(suggest(values).type).toBe('integer')
  })

  it('[P12] suggests telephone numbers where it can judge them', async () => {
    const isPhone = await loadPhoneCheck(undefined)
    const values = ['+49 30 901820', '+44 20 7183 8750', '+1 541-754-3010']
    expect(suggestType('c', values, { isPhone })).toMatchObject({
      type: 'phone',
      reason: 'All 3 values are telephone numbers.',
    })
    expect(suggestType('c', ['+49 1', '030 12345678', '030 12345679'], { isPhone }).type).toBe('text')
  })
})

describe('losses', () => {
  it('[P14] counts what a number would lose', () => {
    const suggestion = suggest(['007.5', '+1', '1.50', '.5', '5.', '1234567890123456', ...many('3.25', 20)])
    expect(suggestion.type).toBe('number')
    expect(lossesOf(suggestion)).toEqual({
      'leading-zeros': 1,
      'plus-sign': 1,
      'more-than-15-digits': 1,
      'bare-point': 2,
      'trailing-zeros': 1,
    })
    expect(suggestion.losses[0]).toEqual({
      kind: 'leading-zeros',
      count: 1,
      examples: ['007.5'],
      message: '1 value would lose leading zeros.',
    })
  })

  it('[P14] counts every occurrence and shows the first three', () => {
    const [loss] = suggest(['1', '+5', '+4', '+5', '+3', '+2', ...many('7', 50)]).losses
    expect(loss).toMatchObject({ kind: 'plus-sign', count: 5, examples: ['+5', '+4', '+3'] })
  })

  it('[P14] tells digits that a double would round', () => {
    const suggestion = suggest(['0.1234567890123456789', ...many('1.5', 20)])
    expect(lossesOf(suggestion)).toEqual({})
    expect(suggestion.reason).toMatch(/1 of them with more digits than a double keeps/)
    expect(
      lossesOf(suggest([...many('0.1234567890123456789012345678901234567891', 1), ...many('1.5', 20)])),
    ).toMatchObject({
      rounding: 1,
    })
  })

  it('[P14] tells changes of the writing alone where it saw all values', () => {
    expect(lossesOf(suggest(['TRUE', 'false']))).toEqual({ case: 1 })
    expect(suggestType('c', ['TRUE', 'false']).losses).toEqual([])
    expect(lossesOf(suggest(['1.50', '2.25']))).toEqual({ 'trailing-zeros': 1 })
    expect(suggestType('c', ['1.50', '2.25']).losses).toEqual([])
  })
})
