import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SchemaDocument, schemaDocument } from '../../src/contract/schema/schema-document.ts'
import { transformNames } from '../../src/contract/schema/transform-step.ts'
import { compileSchema } from '../../src/main/engine/validate/compile-schema.ts'
import { noExtensions } from '../../src/main/engine/validate/extensions.ts'
import { fieldColumn } from '../../src/main/engine/validate/layout.ts'
import type { IssueList } from '../../src/main/engine/validate/verdict.ts'
import { parseSchema, readSchema } from '../../src/main/engine/schema/read-schema.ts'

type Verdict = { clean: (string | null)[]; changed: Record<number, string> | null; issues: IssueList }

async function judgeOf(document: SchemaDocument): Promise<(record: readonly string[]) => Verdict> {
  const layout = document.fields.map((field) => fieldColumn(document, field.name, field.name))
  const { judge } = await compileSchema(document, layout, noExtensions)
  const clean: (string | null)[] = []
  const issues: IssueList = []
  return (record) => {
    issues.length = 0
    const changed = judge(record, clean, issues)
    return { clean: [...clean], changed: changed && { ...changed }, issues: [...issues] }
  }
}

const cell = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '0',
    '12',
    '-3.5',
    '1e5',
    '12,5',
    '2025-03-04',
    '2025-02-30',
    'TRUE',
    'a@example.com',
    'A@B',
    'https://example.com',
    '+49 30 901820',
    'n/a',
    'pending',
    '\u0000x',
    'É',
    'e\u0301',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
)
const anyField = fc.record(
  {
    name: fc.string({ minLength: 1, maxLength: 6 }),
    type: fc.constantFrom('text', 'integer', 'decimal', 'number', 'boolean', 'date', 'email', 'url', 'phone'),
    required: fc.boolean(),
    transforms: fc.array(fc.constantFrom(...transformNames), { maxLength: 2 }),
    checks: fc.array(
      fc.oneof(
        fc.record({ check: fc.constant('max-length'), value: fc.nat(8) }),
        fc.record({ check: fc.constant('pattern'), pattern: fc.constantFrom('^a', '\\d', '^(pending|done)$') }),
        fc.record({ check: fc.constant('one-of'), values: fc.constant(['12', 'pending']) }),
      ),
      { maxLength: 2 },
    ),
    severity: fc.constantFrom('error', 'warning'),
  },
  { requiredKeys: ['name'] },
)
const anyDocument = fc.record(
  {
    name: fc.constant('s'),
    fields: fc.uniqueArray(anyField, {
      minLength: 1,
      maxLength: 4,
      selector: (field) => field.name.normalize('NFC').toLowerCase(),
    }),
    nullWords: fc.constantFrom([], ['n/a']),
  },
  { requiredKeys: ['name', 'fields'] },
)

describe('the judge', () => {
  it('[V1] of a row does not depend on the rows before it', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyDocument,
        fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        async (value, rows) => {
          const document = parseSchema(value)
          const records = rows.map((row) => row.slice(0, document.fields.length))
          const together = await judgeOf(document)
          const verdicts = records.map((record) => together(record))
          for (const [index, record] of records.entries()) {
            const alone = await judgeOf(document)
            expect(verdicts[index]).toEqual(alone(record))
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('[V2] of a document that was printed and read again says the same', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, fc.array(cell, { minLength: 4, maxLength: 4 }), async (value, row) => {
        const document = parseSchema(value)
        const again = parseSchema(JSON.parse(JSON.stringify(document)))
        expect(again).toEqual(document)
        const record = row.slice(0, document.fields.length)
        expect((await judgeOf(again))(record)).toEqual((await judgeOf(document))(record))
      }),
      { numRuns: 300 },
    )
  })

  it('[V3] keeps the raw text of every cell that it changed, and of no other', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, fc.array(cell, { minLength: 4, maxLength: 4 }), async (value, row) => {
        const document = parseSchema(value)
        const record = row.slice(0, document.fields.length)
        const { clean, changed } = (await judgeOf(document))(record)
        expect(clean.map((text, position) => changed?.[position] ?? text ?? '')).toEqual(record)
      }),
      { numRuns: 500 },
    )
  })

  it('[V4] of a flat schema says what the same rules by field say', async () => {
    const flat = parseSchema({
      name: 's',
      rules: [
        { field: 'id', type: 'required' },
        { field: 'amount', type: 'number', required: true, options: { min: 0, max: 10 } },
        { field: 'status', type: 'regex', options: { pattern: '^(pending|done)$', flags: 'i' } },
        { field: 'id', type: 'text', options: { maxLength: 3 } },
        { field: 'phone', type: 'phone', options: { region: 'DE' } },
      ],
      strict: true,
    })
    const byField = parseSchema({
      name: 's',
      fields: [
        { name: 'id', required: true, checks: [{ check: 'max-length', value: 3 }] },
        {
          name: 'amount',
          type: 'number',
          required: true,
          checks: [
            { check: 'min', value: 0 },
            { check: 'max', value: 10 },
          ],
        },
        { name: 'status', checks: [{ check: 'pattern', pattern: '^(pending|done)$', flags: 'i' }] },
        { name: 'phone', type: 'phone', region: 'DE' },
      ],
      unknownColumns: 'reject',
    })
    expect(flat).toEqual(byField)
    const [one, other] = [await judgeOf(flat), await judgeOf(byField)]
    fc.assert(
      fc.property(fc.array(cell, { minLength: 4, maxLength: 4 }), (record) => {
        expect(one(record)).toEqual(other(record))
      }),
      { numRuns: 500 },
    )
  })
})

describe('NULL', () => {
  const fields = [
    { name: 'plain' },
    { name: 'kept', keepEmpty: true },
    { name: 'must', required: true },
    { name: 'filled', required: true, default: 'x' },
    { name: 'number', type: 'number', checks: [{ check: 'min', value: 1 }] },
    { name: 'long', checks: [{ check: 'min-length', value: 2 }] },
  ]
  it('[N1] an empty cell is NULL in every type and passes every rule but required', async () => {
    const judge = await judgeOf(parseSchema({ name: 's', fields }))
    expect(judge(['', '', '', '', '', ''])).toEqual({
      clean: [null, '', null, 'x', null, null],
      changed: { 3: '' },
      issues: [[2, 'required']],
    })
  })
  it('[N2] a null word is NULL where it is declared, before any rule', async () => {
    const judge = await judgeOf(parseSchema({ name: 's', nullWords: ['NA'], fields }))
    expect(judge(['NA', 'NA', 'NA', 'NA', 'NA', 'NA'])).toEqual({
      clean: [null, '', null, 'x', null, null],
      changed: { 0: 'NA', 1: 'NA', 2: 'NA', 3: 'NA', 4: 'NA', 5: 'NA' },
      issues: [[2, 'required']],
    })
    expect(judge(['na', 'n/a', 'x', 'x', '', 'NAN']).clean).toEqual(['na', 'n/a', 'x', 'x', null, 'NAN'])
  })
  it('[N3] white space is text, unless a transform takes it away', async () => {
    const judge = await judgeOf(
      parseSchema({
        name: 's',
        fields: [
          { name: 'a', required: true },
          { name: 'b', required: true, transforms: ['trim'] },
        ],
      }),
    )
    expect(judge([' ', ' '])).toEqual({ clean: [' ', null], changed: { 1: ' ' }, issues: [[1, 'required']] })
  })
  it('[V5] a default that its own rules would refuse is refused', async () => {
    const document = (field: object): object => ({ name: 's', fields: [{ name: 'a', ...field }] })
    await expect(readSchema(document({ type: 'date', default: 'soon' }), noExtensions)).rejects.toMatchObject({
      code: 'schema-invalid',
    })
    await expect(readSchema(document({ type: 'boolean', default: 'TRUE' }), noExtensions)).resolves.toBeDefined()
    await expect(readSchema(document({ type: 'date', keepEmpty: true }), noExtensions)).rejects.toMatchObject({
      code: 'schema-invalid',
    })
  })
  it('[T-severity] an issue of lesser severity says so, and the text stays', async () => {
    const judge = await judgeOf(parseSchema({ name: 's', fields: [{ name: 'a', type: 'date', severity: 'warning' }] }))
    expect(judge(['soon'])).toEqual({ clean: ['soon'], changed: null, issues: [[0, 'invalid-date', 'warning']] })
  })
  it('[T-decimal] a precision without a scale is a shape that can be stored', () => {
    const column = (shape: object): unknown => {
      const document = parseSchema({ name: 's', fields: [{ name: 'a', type: 'decimal', ...shape }] })
      return fieldColumn(document, 'a', 'a')
    }
    expect(column({ precision: 5 })).toMatchObject({ precision: 5, scale: 0 })
    expect(column({})).toMatchObject({ precision: 38, scale: 10 })
  })
})

describe('parseSchema', () => {
  it('fills in what a document leaves out, as the contract says', () => {
    const value = { name: 's', fields: [{ name: 'a' }] }
    expect(parseSchema(value)).toEqual(schemaDocument.parse(value))
  })
  it.each([
    [{ name: 's', fields: [] }, /fields/],
    [{ name: 's', fields: [{ name: 'a', type: 'colour' }] }, /field 1 \("a"\), type/],
    [{ name: 's', fields: [{ name: 'a', colour: 'red' }] }, /field 1 \("a"\).*colour/],
    [{ name: 's', fields: [{ name: '_ROW_number' }] }, /cannot be named/],
    [{ name: 's', fields: [{ name: 'a', checks: [{ check: 'pattern', pattern: '[' }] }] }, /"a".*pattern/],
    [{ name: 's', fields: [{ name: 'a', type: 'decimal', precision: 2, scale: 3 }] }, /scale 3/],
    [
      {
        name: 's',
        fields: [
          {
            name: 'a',
            checks: [
              { check: 'min-length', value: 3 },
              { check: 'max-length', value: 2 },
            ],
          },
        ],
      },
      /nothing could pass/,
    ],
    ['text', /the document/],
    [null, /the document/],
  ])('refuses %j with place and reason', (value, words) => {
    expect(() => parseSchema(value)).toThrow(words)
  })
})
