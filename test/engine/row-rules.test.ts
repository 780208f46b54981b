import { expect, it } from 'vitest'
import { judgeText, useEngine } from '../support/engine.ts'
import { useTempFolder } from '../support/temp-folder.ts'

const folder = useTempFolder()
const engine = useEngine(() => ({ workspace: folder.path('ws') }))

const schemaDocument = {
  name: 'bookings',
  fields: [
    { name: 'Gast', required: true },
    { name: 'start', type: 'date' },
    { name: 'end', type: 'date' },
    { name: 'nights', type: 'integer' },
    { name: 'rate', type: 'decimal', scale: 2, precision: 10 },
    { name: 'total', type: 'decimal', scale: 2, precision: 10, default: { expression: 'rate * nights' } },
    { name: 'label', default: { expression: 'Gast + " – " + string(nights)' } },
    { name: 'code', checks: [{ check: 'expression', expression: 'value.startsWith(Gast.substring(0, 1))' }] },
  ],
  rules: [
    { name: 'dates in order', expression: 'end > start', fields: ['start'], message: 'the stay ends before it begins' },
    { name: 'long stays', when: 'nights > 7', expression: 'rate < 100', severity: 'warning' },
    { name: 'some date', expression: 'start != null || end != null', fields: ['end'] },
  ],
}

it('[E1] [E4] [E6] an import judges rows by rules, and computes defaults, also of absent columns and beyond ASCII', async () => {
  const text = [
    'Gast,start,end,nights,rate,total,code',
    'Östen,2025-03-01,2025-03-04,3,50.5,,Ö1',
    'Ädel,2025-03-04,2025-03-01,3,50,1,A1',
    'Bo,2025-03-01,2025-03-20,19,120,,B',
    'Cy,,,1,,,',
    'Di,2025-03-01,2025-13-01,2,10,,D',
  ]
  const { record, rows, issues } = await judgeText(engine(), folder, 'bookings', `${text.join('\n')}\n`, {
    schemaDocument,
  })
  expect(record.rows).toMatchObject({ read: 5, accepted: 2, rejected: 3 })
  expect(rows.map((row) => [row[0], String(row[5]), row[6], row[7]])).toEqual([
    ['Östen', '151.50', 'Ö1', 'Östen – 3'],
    ['Bo', '2280.00', 'B', 'Bo – 19'],
  ])
  expect(
    issues.map(({ rowNumber, field, code, severity, message }) => [rowNumber, field, code, severity, message]),
  ).toEqual([
    [
      3,
      'code',
      'expression',
      'error',
      'Row 3, column "code": it does not fulfil value.startsWith(Gast.substring(0, 1)) (code = "A1", Gast = "Ädel").',
    ],
    [
      3,
      'start',
      'row-rule',
      'error',
      'Row 3, column "start": the rule "dates in order" is broken: the stay ends before it begins (end = "2025-03-01", start = "2025-03-04").',
    ],
    [4, 'rate', 'row-rule', 'warning', 'Row 4, column "rate": the rule "long stays" is broken (rate = "120").'],
    [
      5,
      'end',
      'row-rule',
      'error',
      'Row 5, column "end": the rule "some date" is broken (start = nothing, end = nothing).',
    ],
    [6, 'end', 'invalid-date', 'error', expect.stringContaining('is not a date')],
  ])
})

it('[R4] an import with a pattern that would take RegExp years ends', async () => {
  const lines = Array.from({ length: 5000 }, (_, row) => `${row},${'a'.repeat(50)}b`)
  const { record } = await judgeText(engine(), folder, 'hostile', `id,text\n${lines.join('\n')}\n`, {
    schemaDocument: {
      name: 'hostile',
      fields: [{ name: 'id' }, { name: 'text', checks: [{ check: 'pattern', pattern: '^(a+)+$' }] }],
    },
  })
  expect(record.rows).toMatchObject({ read: 5000, rejected: 5000 })
})
