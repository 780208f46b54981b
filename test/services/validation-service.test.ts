import { describe, expect, it } from 'vitest'
import type { ValidationSchema } from '../../src/main/engine/engine.ts'
import { createFileStreamService } from '../../src/main/engine/services/file-stream-service.ts'
import { createValidationService } from '../../src/main/engine/services/validation-service.ts'
import { folderForTests } from './workspace.ts'

type Rule = ValidationSchema['rules'][number]

/** The codes of a single value under a single rule. */
async function codesOf(
  rule: Omit<Rule, 'field'>,
  value: unknown,
  prepare?: (service: ReturnType<typeof createValidationService>) => void,
) {
  const service = createValidationService()
  prepare?.(service)
  service.registerSchema({ name: 'one', rules: [{ field: 'x', ...rule }] })
  const { errors, isValid } = await service.validateData([{ x: value }], 'one')
  expect(isValid).toBe(errors.length === 0)
  return errors.map((error) => error.code)
}

describe('the rule types', () => {
  it.each<[string, Omit<Rule, 'field'>, unknown[], [unknown, string][]]>([
    [
      'required',
      { type: 'required' },
      ['a', 0, false, ' '],
      [
        ['', 'required'],
        [null, 'required'],
        [undefined, 'required'],
      ],
    ],
    [
      'text',
      { type: 'text', options: { minLength: 2, maxLength: 3 } },
      ['', 'ab', '💧💧💧', null],
      [
        ['a', 'too-short'],
        ['abcd', 'too-long'],
      ],
    ],
    [
      'email',
      { type: 'email' },
      ['', 'a@example.com', "o'brien+x@mail.example"],
      [
        ['a', 'invalid-email'],
        ['a@b', 'invalid-email'],
        ['a b@example.com', 'invalid-email'],
      ],
    ],
    [
      'url',
      { type: 'url' },
      ['', 'https://example.com/a?b=c'],
      [
        ['example.com', 'invalid-url'],
        ['javascript:alert(1)', 'invalid-url'],
      ],
    ],
    [
      'phone',
      { type: 'phone' },
      ['', '+49 30 901820'],
      [
        ['030 901820', 'invalid-phone'],
        ['call me', 'invalid-phone'],
      ],
    ],
    ['phone of a region', { type: 'phone', options: { region: 'DE' } }, ['030 901820'], [['12', 'invalid-phone']]],
    [
      'date',
      { type: 'date' },
      ['', '2024-02-29', new Date('2024-02-29')],
      [
        ['2023-02-29', 'invalid-date'],
        ['03/04/2025', 'invalid-date'],
        [new Date(Number.NaN), 'invalid-date'],
      ],
    ],
    [
      'number',
      { type: 'number', options: { min: 0, max: 10 } },
      ['', '5', 5, '0', '10', 1e-7],
      [
        ['-1', 'too-small'],
        [10.5, 'too-large'],
        ['1e1', 'invalid-number'],
        [Number.NaN, 'invalid-number'],
      ],
    ],
    [
      'regex',
      { type: 'regex', options: { pattern: '^a+$' } },
      ['', 'aa'],
      [
        ['b', 'pattern-mismatch'],
        ['AA', 'pattern-mismatch'],
      ],
    ],
    [
      'regex with flags',
      { type: 'regex', options: { pattern: '^a+$', flags: 'i' } },
      ['AA'],
      [['b', 'pattern-mismatch']],
    ],
    [
      'custom by function',
      { type: 'custom', validator: (text) => text === 'yes' || 'Say yes.' },
      ['', 'yes'],
      [['no', 'custom']],
    ],
  ])('%s', async (_, rule, good, bad) => {
    for (const value of good) expect(await codesOf(rule, value)).toEqual([])
    for (const [value, code] of bad) expect(await codesOf(rule, value)).toEqual([code])
  })

  it('custom by the name of a registered validator', async () => {
    const prepare = (service: ReturnType<typeof createValidationService>): void =>
      service.registerValidator('even', (text) => Number(text) % 2 === 0)
    expect(await codesOf({ type: 'custom', options: { name: 'even' } }, '4', prepare)).toEqual([])
    expect(await codesOf({ type: 'custom', options: { name: 'even' } }, '5', prepare)).toEqual(['custom'])
    await expect(codesOf({ type: 'custom', options: { name: 'odd' } }, '5', prepare)).rejects.toMatchObject({
      code: 'schema-invalid',
      message: 'No validator named "odd" is registered.',
    })
  })

  it('gives the reason of a custom validator as the message', async () => {
    const service = createValidationService()
    service.registerSchema({ name: 's', rules: [{ field: 'x', type: 'custom', validator: () => 'Never on Sundays.' }] })
    const { errors } = await service.validateData([{ x: 'a' }], 's')
    expect(errors[0]?.message).toBe('Row 1, column "x": Never on Sundays.')
  })

  it('several rules of one field are all judged', async () => {
    const service = createValidationService()
    service.registerSchema({
      name: 's',
      rules: [
        { field: 'x', type: 'required' },
        { field: 'x', type: 'number', options: { min: 5 } },
        { field: 'x', type: 'regex', options: { pattern: '^\\d\\d$' } },
      ],
    })
    const { errors } = await service.validateData([{ x: '1' }, { x: '' }, { x: '12' }], 's')
    expect(errors.map(({ rowIndex, code }) => [rowIndex, code])).toEqual([
      [0, 'too-small'],
      [0, 'pattern-mismatch'],
      [1, 'required'],
    ])
  })

  it('an option is meant, whatever the type of its rule', async () => {
    expect(await codesOf({ type: 'email', options: { pattern: '@example\\.com$' } }, 'a@other.org')).toEqual([
      'pattern-mismatch',
    ])
  })
})

describe("the document's validation pattern", () => {
  const schema: ValidationSchema = {
    name: 'user-import',
    rules: [
      { field: 'email', type: 'email', transform: (v) => v.toLowerCase() },
      { field: 'age', type: 'number', options: { min: 18, max: 120 } },
      { field: 'phone', type: 'phone' },
    ],
    strict: true,
  }
  const options = {
    transform: true,
    transformOptions: { trimStrings: true, normalizeEmail: true, defaultValues: { status: 'pending' } },
  }

  it('cleans, fills in and judges', async () => {
    const service = createValidationService()
    service.registerSchema(schema)
    const data = [
      { email: ' Ann@Example.COM ', age: ' 30 ', phone: '+1 202 555 0100' },
      { email: 'bob@example.com', age: '17', phone: '' },
      { email: 'nobody', age: 'x', phone: '5' },
      { email: 'eve@example.com', age: '40', phone: '', admin: 'yes' },
    ]
    const result = await service.validateData(data, 'user-import', options)
    expect(result.transformedData).toEqual([
      { email: 'ann@example.com', age: '30', phone: '+1 202 555 0100', status: 'pending' },
    ])
    expect(
      result.errors.map(({ rowIndex, field, sourceColumn, code }) => [rowIndex, field ?? sourceColumn, code]),
    ).toEqual([
      [1, 'age', 'too-small'],
      [2, 'email', 'invalid-email'],
      [2, 'age', 'invalid-number'],
      [2, 'phone', 'invalid-phone'],
      [3, 'admin', 'unknown-column'],
    ])
    expect(result.isValid).toBe(false)
    expect(result.stats).toEqual({
      totalRows: 4,
      validRows: 1,
      invalidRows: 3,
      fields: {
        email: { checked: 4, empty: 0, failed: 1, changed: 1, failedBy: { 'invalid-email': 1 } },
        age: { checked: 4, empty: 0, failed: 2, changed: 1, failedBy: { 'too-small': 1, 'invalid-number': 1 } },
        phone: { checked: 4, empty: 2, failed: 1, changed: 0, failedBy: { 'invalid-phone': 1 } },
      },
    })
    expect(data[0]?.email).toBe(' Ann@Example.COM ')
  })

  it('reports the raw value, with message and hint', async () => {
    const service = createValidationService()
    service.registerSchema(schema)
    const { errors } = await service.validateData(
      [{ email: 'a@example.com', age: '12,5o', phone: '' }],
      'user-import',
      options,
    )
    expect(errors).toEqual([
      {
        rowIndex: 0,
        rowNumber: 1,
        lineNumber: null,
        sheet: null,
        field: 'age',
        sourceColumn: 'age',
        code: 'invalid-number',
        severity: 'error',
        value: '12,5o',
        message: 'Row 1, column "age": "12,5o" is not a number.',
        hint: 'Did you mean 12.50?',
      },
    ])
  })

  it('without transform judges the rows as they are and gives none back', async () => {
    const service = createValidationService()
    service.registerSchema(schema)
    const result = await service.validateData([{ email: ' A@EXAMPLE.com', age: '20', phone: '' }], 'user-import', {
      ...options,
      transform: false,
    })
    expect(result.errors.map((error) => error.code)).toEqual(['invalid-email'])
    expect('transformedData' in result).toBe(false)
  })
})

describe('rows of a file', () => {
  const folder = folderForTests()

  it('errors carry the row and line numbers that the file has', async () => {
    const path = await folder.write('rows.csv', 'id,note\n1,"two\nlines"\n\n,x\n3\n,y\n')
    const service = createValidationService()
    service.registerSchema({ name: 's', rules: [{ field: 'id', type: 'required' }] })
    const found: unknown[] = []
    await createFileStreamService().streamProcessFile(path, {
      chunkSize: 6,
      onChunk: async (chunk) => {
        const { errors } = await service.validateData(chunk.data, 's')
        found.push(...errors.map(({ rowNumber, lineNumber, message }) => [rowNumber, lineNumber, message]))
      },
    })
    expect(found).toEqual([
      [4, 5, 'Row 4, column "id": a value is required, and the cell is empty.'],
      [6, 7, 'Row 6, column "id": a value is required, and the cell is empty.'],
    ])
  })
})
