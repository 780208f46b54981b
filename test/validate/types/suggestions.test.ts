import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SchemaField } from '../../../src/contract/schema/schema-document.ts'
import type { SuggestedReading } from '../../../src/contract/reading.ts'
import { columnProfiler } from '../../../src/main/engine/infer/profile/column-profiler.ts'
import { parseSchema } from '../../../src/main/engine/schema/read-schema.ts'
import { readerOf } from './read-type.ts'

function readingsOf(values: readonly string[]): SuggestedReading[] {
  const profiler = columnProfiler('c')
  for (const value of values) profiler.add(value)
  return profiler.suggestion().readings ?? []
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

describe('an accepted suggestion', () => {
  it('[T-suggested] reads exactly the values that the suggestion counted', async () => {
    const column = fc.oneof(
      ...[number, fc.oneof(number, signed), signed, day, time, both, word].map((values) =>
        fc.array(fc.oneof({ weight: 9, arbitrary: values }, { weight: 1, arbitrary: other }), {
          minLength: 1,
          maxLength: 12,
        }),
      ),
    )
    let read = 0
    await fc.assert(
      fc.asyncProperty(column, async (values) => {
        for (const reading of readingsOf(values)) {
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
