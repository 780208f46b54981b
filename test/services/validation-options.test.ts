import { describe, expect, it } from 'vitest'
import type { ValidationSchema } from '../../src/main/engine/engine.ts'
import { createValidationService } from '../../src/main/engine/services/validation-service.ts'

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
    expect(transformedData?.map((stored) => stored['x'])).toEqual([
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
