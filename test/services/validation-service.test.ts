import { describe, expect, it } from 'vitest'
import type { ValidationSchema } from '../../src/main/engine/engine.ts'
import { createFileStreamService } from '../../src/main/engine/services/file-stream-service.ts'
import { createValidationService } from '../../src/main/engine/services/validation-service.ts'
import { useFolder } from './workspace.ts'

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

describe('transform options', () => {
  const service = createValidationService()
  service.registerSchema({
    name: 'typed',
    unknownColumns: 'keep',
    nullWords: ['n/a'],
    fields: [
      { name: 'count', type: 'integer', required: false },
      { name: 'price', type: 'number' },
      { name: 'exact', type: 'decimal' },
      { name: 'day', type: 'date', severity: 'warning' },
      { name: 'yes', type: 'boolean' },
      { name: 'must', required: true },
    ],
  } as never)
  const row = { count: '007', price: '1.50', exact: '1.50', day: '2025-03-04', yes: 'TRUE', must: 'x', more: ' y ' }

  it('gives texts unless asked for more', async () => {
    const { transformedData } = await service.validateData([row], 'typed')
    expect(transformedData).toEqual([{ ...row, yes: true }])
  })

  it('gives numbers and dates when asked', async () => {
    const { transformedData } = await service.validateData(
      [row, { must: 'x', count: '-12345678901234567890' }],
      'typed',
      {
        transformOptions: { parseNumbers: true, parseDates: true, trimStrings: true },
      },
    )
    expect(transformedData).toEqual([
      { ...row, count: 7, price: 1.5, yes: true, day: new Date('2025-03-04T00:00:00Z'), more: 'y' },
      { must: 'x', count: -12345678901234567890n, price: null, exact: null, day: null, yes: null },
    ])
  })

  it('leaves a text that a lesser severity let pass as it is', async () => {
    const { transformedData, errors, isValid } = await service.validateData([{ must: 'x', day: 'soon' }], 'typed', {
      transformOptions: { parseDates: true },
    })
    expect(errors.map(({ code, severity }) => [code, severity])).toEqual([['invalid-date', 'warning']])
    expect(isValid).toBe(true)
    expect(transformedData?.[0]?.['day']).toBe('soon')
  })

  it('fills what is empty, after trimming and null words, with the value of the program', async () => {
    const { transformedData, errors, stats } = await service.validateData(
      [{ must: '  ', count: 'n/a', extra: '' }],
      'typed',
      { transformOptions: { trimStrings: true, defaultValues: { must: 'filled', count: 3, extra: false } } },
    )
    expect(errors).toEqual([])
    expect(transformedData?.[0]).toMatchObject({ must: 'filled', count: 3, extra: false, price: null })
    expect(stats.fields['must']).toMatchObject({ failed: 0 })
  })

  it('refuses a default that its field would refuse', async () => {
    await expect(
      service.validateData([row], 'typed', { transformOptions: { defaultValues: { count: 'many' } } }),
    ).rejects.toMatchObject({ code: 'usage', details: { field: 'count', code: 'invalid-integer' } })
  })

  it('a field is what the row itself has, not what every object has', async () => {
    const own = createValidationService()
    own.registerSchema({
      name: 's',
      rules: [
        { field: 'constructor', type: 'required' },
        { field: '__proto__', type: 'text' },
      ],
    })
    const { errors } = await own.validateData([{}, JSON.parse('{"constructor":"a","__proto__":"b"}')], 's')
    expect(errors.map(({ rowIndex, code }) => [rowIndex, code])).toEqual([[0, 'required']])
  })

  it('takes any value of a program for a text', async () => {
    const own = createValidationService()
    own.registerSchema({ name: 's', rules: [{ field: 'x', type: 'text' }] })
    const values = [1e21, -2.5e-9, 12n, true, { a: 1n }, [1], new Date('2025-01-02T03:04:05Z')]
    const { transformedData } = await own.validateData(
      values.map((x) => ({ x })),
      's',
    )
    expect(transformedData?.map((row) => row['x'])).toEqual([
      '1000000000000000000000',
      '-0.0000000025',
      '12',
      'true',
      '{"a":"1"}',
      '[1]',
      '2025-01-02T03:04:05.000Z',
    ])
  })
})

describe('rows of a file', () => {
  const folder = useFolder()

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

describe('schemas that are not valid', () => {
  it.each<[string, unknown, RegExp]>([
    ['a type that nobody knows', { name: 's', rules: [{ field: 'x', type: 'colour' }] }, /rule 1 \("x"\), type/],
    ['a rule without a field', { name: 's', rules: [{ field: 'a', type: 'text' }, { type: 'text' }] }, /rule 2.*field/],
    ['no rules', { name: 's', rules: [] }, /rules/],
    ['rules that are no list', { name: 's', rules: 'all' }, /rules/],
    ['a rule that is nothing', { name: 's', rules: [null] }, /rule 1/],
    ['no name', { rules: [{ field: 'x', type: 'text' }] }, /name/],
    [
      'a transform that is no function',
      { name: 's', rules: [{ field: 'x', type: 'text', transform: 'lower' }] },
      /rule 1 \("x"\).*transform/,
    ],
    ['a regex without a pattern', { name: 's', rules: [{ field: 'x', type: 'regex' }] }, /Rule 1 \("x", regex\)/],
    [
      'a pattern that does not compile',
      { name: 's', rules: [{ field: 'x', type: 'regex', options: { pattern: '(' } }] },
      /"x".*pattern/,
    ],
    ['a custom rule without a name', { name: 's', rules: [{ field: 'x', type: 'custom' }] }, /Rule 1 \("x", custom\)/],
    ['limits on a text', { name: 's', rules: [{ field: 'x', type: 'text', options: { min: 1 } }] }, /"x".*min/],
    [
      'limits that nothing can pass',
      { name: 's', rules: [{ field: 'x', type: 'number', options: { min: 2, max: 1 } }] },
      /nothing could pass/,
    ],
    [
      'two types of one field',
      {
        name: 's',
        rules: [
          { field: 'x', type: 'date' },
          { field: 'x', type: 'number' },
        ],
      },
      /Rule 2 \("x", number\)/,
    ],
    [
      'two fields that differ in case',
      {
        name: 's',
        rules: [
          { field: 'x', type: 'text' },
          { field: 'X', type: 'text' },
        ],
      },
      /two fields/,
    ],
    ['a region of no phone', { name: 's', rules: [{ field: 'x', type: 'text', options: { region: 'DE' } }] }, /region/],
  ])('%s', (_, schema, words) => {
    const service = createValidationService()
    let thrown: unknown
    try {
      service.registerSchema(schema as ValidationSchema)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toMatchObject({ code: 'schema-invalid', message: expect.stringMatching(words) })
  })

  it('leave the schema of that name as it was', async () => {
    const service = createValidationService()
    service.registerSchema({ name: 's', rules: [{ field: 'x', type: 'text', transform: (v) => v.toUpperCase() }] })
    const bad = {
      name: 's',
      rules: [
        { field: 'x', type: 'text', transform: () => 'bad' },
        { field: 'y', type: 'colour' },
      ],
    }
    expect(() => service.registerSchema(bad as unknown as ValidationSchema)).toThrow('not valid')
    const { transformedData } = await service.validateData([{ x: 'a' }], 's')
    expect(transformedData).toEqual([{ x: 'A' }])
  })

  it('a name that was not registered is refused with those that were', async () => {
    const service = createValidationService()
    service.registerSchema({ name: 'one', rules: [{ field: 'x', type: 'text' }] })
    await expect(service.validateData([], 'two')).rejects.toMatchObject({
      code: 'schema-unknown',
      details: { registered: ['one'] },
    })
    await expect(service.validateData([], 'ONE')).resolves.toMatchObject({ isValid: true })
  })
})
