import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SchemaField } from '../../../src/contract/schema/schema-document.ts'
import type { InspectedColumn, SuggestedReading } from '../../../src/contract/reading.ts'
import { fieldSuggestion } from '../../../src/main/engine/infer/field-suggestion.ts'
import { columnProfiler } from '../../../src/main/engine/infer/profile/column-profiler.ts'
import { parseSchema } from '../../../src/main/engine/schema/read-schema.ts'
import { readerOf } from './read-type.ts'

function columnOf(values: readonly string[]): InspectedColumn {
  const profiler = columnProfiler('c')
  for (const value of values) profiler.add(value)
  return profiler.suggestion()
}

/** The field that a person makes of a suggestion: all amounts here are in one currency. */
function fieldOf({ kind, format }: SuggestedReading): Partial<SchemaField> {
  if (kind === 'number') return { type: 'decimal', precision: 38, scale: 10, format }
  if (kind === 'money') return { type: 'amount', currency: 'EUR', format }
  if (kind === 'date-time' && format.endsWith(' zone')) return { type: 'zoned-date-time', format }
  return { type: kind, format }
}

const number = fc.constantFrom(
  '12,5',
  '1.234,50',
  '1.234',
  '1,234',
  '12.5',
  '7',
  '-3',
  '5-',
  '(2,5)',
  '1 234',
  "1'234.5",
  '1e5',
  '\u22124',
  ' 8 ',
)
const signed = fc.constantFrom('12 %', '3,5%', '-1%', '€ 12,5', '3 €', 'EUR 4.50', '1.234,50 €', '(2,00 €)')
const day = fc.constantFrom(
  '03/04/2025',
  '13/04/2025',
  '4/13/2025',
  '2025-03-04',
  '2025-3-4',
  '4.3.25',
  '13.04.2025',
  '20250304',
  '4 March 2025',
  'March 4, 2025',
  '4. März 2025',
  ' 03/04/2025',
)
const time = fc.constantFrom('10:11', '23:59', '25:00', '1:05 pm', '10:11:12', '10:11:12.5', '100:30:00')
const both = fc.constantFrom(
  '2025-03-04T10:11:12',
  '2025-03-04 10:11',
  '13.04.2025 10:11',
  '4/3/2025, 1:05 PM',
  '2025-03-04 10:11:12+01:00',
  '2025-03-04 10:11:12 UTC',
)
const word = fc.constantFrom('ja', 'Nein', 'yes', 'NO', '1', '0')
const other = fc.constantFrom('n/a', 'x', '')

const column = fc.oneof(
  ...[number, fc.oneof(number, signed), signed, day, time, both, word].map((values) =>
    fc.array(fc.oneof({ weight: 9, arbitrary: values }, { weight: 1, arbitrary: other }), {
      minLength: 1,
      maxLength: 12,
    }),
  ),
)

describe('an accepted suggestion', () => {
  it('[P34] [T-suggested] of a field reads the values that were counted for it', async () => {
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(column, async (values) => {
        const inspected = columnOf(values)
        const suggestion = fieldSuggestion(inspected)
        const found = inspected.readings?.[0]
        if (suggestion?.format === undefined || found === undefined) return
        const { type, format } = suggestion
        const field = { type, format, ...(type === 'amount' ? { currency: 'EUR' } : {}) }
        parseSchema({ name: 's', fields: [{ name: 'f', ...field, suggestion }] })
        const judge = await readerOf(field)
        const taken = values.filter((value) => value !== '' && !judge(value).startsWith('!'))
        expect([type, format, taken.length]).toEqual([type, found.format, found.count])
        seen.add(type)
      }),
      { numRuns: 3000 },
    )
    const types = ['amount', 'boolean', 'date', 'date-time', 'integer', 'number', 'percent', 'time', 'zoned-date-time']
    expect([...seen]).toEqual(expect.arrayContaining(types))
  })

  it.each<[string, readonly string[], object | undefined]>([
    ['a comma', ['1.234,50', '2,5', '3,75'], { type: 'number', format: '1.234,50' }],
    ['whole numbers in groups', ['1,234', '12,345,678', '5'], { type: 'integer', format: '1,234' }],
    ['too many digits for a double', ['1,5', '1234567890123456,75', '2,25'], { type: 'decimal', format: '1234,50' }],
    ['money', ['€ 1,50', '€ 2,25', '€ 3,75'], { type: 'amount', format: '1234,50' }],
    ['percentages', ['12,5 %', '3 %', '4,25 %'], { type: 'percent' }],
    ['days', ['13.04.2025', '14.04.2025', '1.4.2025'], { type: 'date', format: 'DD.MM.YYYY' }],
    ['eight digits that are days', ['20250304', '20250305', '20250407'], { type: 'date', format: 'YYYYMMDD' }],
    ['times', ['10:11', '23:59', '00:00'], { type: 'time', format: 'hh:mm' }],
    ['durations', ['100:30:00', '36:10:00', '1:00:00'], { type: 'duration', format: 'hh:mm:ss' }],
    ['moments', ['2025-03-04T10:11:12Z', '2025-03-05T10:11:12Z'], { type: 'zoned-date-time' }],
    ['words', ['ja', 'nein', 'ja'], { type: 'boolean', format: 'ja/nein' }],
    ['days of two orders', ['03/04/2025', '04/05/2025', '05/06/2025'], { type: 'date', confidence: 0.4 }],
    ['plain days', ['2025-03-04', '2025-03-05'], { type: 'date' }],
    [
      'account numbers',
      ['DE89 3704 0044 0532 0130 00', 'DE02 1203 0000 0000 2020 51', 'DE02 5001 0517 0137 0750 30'],
      undefined,
    ],
    ['digits that begin with a zero', ['030 123', '030 456', '030 789'], undefined],
    ['words of any kind', ['Ann', 'Bob'], undefined],
  ])('[P34] of %s', (_, values, expected) => {
    const suggestion = fieldSuggestion(columnOf(values))
    if (expected === undefined) expect(suggestion).toBeUndefined()
    else expect(suggestion).toMatchObject(expected)
  })

  it('[T-suggested] reads exactly the values that the suggestion counted', async () => {
    let read = 0
    await fc.assert(
      fc.asyncProperty(column, async (values) => {
        for (const reading of columnOf(values).readings ?? []) {
          const field = fieldOf(reading)
          parseSchema({ name: 's', fields: [{ name: 'f', ...field }] })
          const judge = await readerOf(field)
          const taken = values.filter((value) => value !== '' && !judge(value).startsWith('!'))
          expect([reading.kind, reading.format, taken.length]).toEqual([reading.kind, reading.format, reading.count])
          read++
        }
      }),
      { numRuns: 1500 },
    )
    expect(read).toBeGreaterThan(500)
  })
})
