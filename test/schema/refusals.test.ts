import { describe, expect, it } from 'vitest'
import { AppError } from '../../src/main/engine/lib/app-error.ts'
import { parseSchema, readSchema } from '../../src/main/engine/schema/read-schema.ts'
import { noExtensions } from '../../src/main/engine/validate/extensions.ts'
import { useEngine } from '../support/engine.ts'
import { useTempFolder } from '../support/temp-folder.ts'

/** The faults of a document that must be refused: message and hint of each as one text. */
async function faultsOf(document: unknown): Promise<string[]> {
  const error: unknown = await readSchema(document, noExtensions).then(
    () => expect.fail('a document that must be refused was taken'),
    (refusal: unknown) => refusal,
  )
  expect(error).toBeInstanceOf(AppError)
  expect(error).toMatchObject({ code: 'schema-invalid' })
  const { message, details } = error as AppError
  const faults = details['faults'] as { message: string; hint: string | null }[]
  for (const fault of faults) expect(message).toContain(fault.message)
  return faults.map((fault) => `${fault.message} ${fault.hint}`)
}

const field = (rest: object): object => ({ name: 's', fields: [{ name: 'a', ...rest }] })

describe('a word that nobody knows is refused with the nearest one', () => {
  it.each([
    ['a type', field({ type: 'itneger' }), 'field 1 ("a"), type: "itneger" is not known here. Did you mean "integer"?'],
    [
      'a property',
      field({ requierd: true }),
      'field 1 ("a"): "requierd" is no property here. Did you mean "required"?',
    ],
    [
      'a transform',
      field({ transforms: ['trim', 'lowecase'] }),
      'field 1 ("a"), transform 2: "lowecase" is not known here. Did you mean "lowercase"?',
    ],
    [
      'a check',
      field({ checks: [{ check: 'max_lenght', value: 1 }] }),
      'field 1 ("a"), check 1, check: "max_lenght" is not known here. Did you mean "max-length"?',
    ],
    [
      'a property of a check',
      field({ checks: [{ check: 'one-of', vales: ['x'] }] }),
      'field 1 ("a"), check 1: "vales" is no property here. Did you mean "values"?',
    ],
    [
      'a property of a transform',
      field({ transforms: [{ cutsom: 'x' }] }),
      'field 1 ("a"), transform 1: "cutsom" is no property here. Did you mean "custom"?',
    ],
    [
      'a property of the document',
      { ...field({}), nullwords: [] },
      'the document: "nullwords" is no property here. Did you mean "nullWords"?',
    ],
    [
      'a choice',
      { ...field({}), unknownColumns: 'ingore' },
      'unknownColumns: "ingore" is not known here. Did you mean "ignore"?',
    ],
    [
      'a rule of the flat form',
      { name: 's', rules: [{ field: 'a', type: 'requried' }] },
      'rule 1 ("a"), type: "requried" is not known here. Did you mean "required"?',
    ],
    [
      'an option of the flat form',
      { name: 's', rules: [{ field: 'a', type: 'number', options: { mim: 1 } }] },
      'rule 1 ("a"), options: "mim" is no property here. Did you mean "min"?',
    ],
  ])('%s', async (_, document, words) => {
    expect(await faultsOf(document)).toContainEqual(words)
  })

  it('or with all that there are, where none is near', async () => {
    const [fault] = await faultsOf(field({ type: 'colour' }))
    expect(fault).toMatch(/"colour" is not known here\. There are: text, integer, .*date/)
  })
})

describe('a value of the wrong kind is refused in words', () => {
  it.each([
    [field({ required: 'yes' }), 'field 1 ("a"), required: "yes" should be true or false.'],
    [{ name: 's', fields: {} }, 'fields: {} should be a list.'],
    [{ name: 's', fields: [] }, 'fields: [] should have at least 1 entry.'],
    [{ fields: [{ name: 'a' }] }, 'name: is missing.'],
    [field({ precision: 39 }), 'field 1 ("a"), precision: 39 should be at most 38.'],
    [field({ region: 'Germany' }), 'field 1 ("a"), region: "Germany" does not fit /^[A-Z]{2}$/.'],
    [{ name: 's', fields: [{ name: 'a\0' }] }, 'has a NUL character'],
    [field({ checks: [{ check: 'min' }] }), 'field 1 ("a"), check 1, value: is missing.'],
  ])('%j: %s', async (document, words) => {
    expect((await faultsOf(document)).join('\n')).toContain(words)
  })
})

describe('every place is told at once', () => {
  it('of a document by fields, also where some of it has no sound shape', async () => {
    const faults = await faultsOf({
      name: 's',
      unknownColumns: 'maybe',
      fields: [
        { name: 'a', type: 'integr' },
        { name: 'b', requierd: true, checks: [{ check: 'mni', value: 1 }] },
        { name: 'c', checks: [{ check: 'pattern', pattern: '(' }] },
        { name: 'd', type: 'date', keepEmpty: true, checks: [{ check: 'min', value: 1 }] },
      ],
    })
    for (const place of ['field 1 ("a"), type', 'field 2 ("b")', 'check 1, check', 'unknownColumns', 'Field "c"']) {
      expect(faults.join('\n')).toContain(place)
    }
    expect(faults.filter((fault) => fault.startsWith('Field "d"'))).toHaveLength(2)
    expect(faults).toHaveLength(7)
  })

  it('of what only compiling finds', async () => {
    const faults = await faultsOf({
      name: 's',
      fields: [
        {
          name: 'a',
          transforms: [{ custom: 'washed' }, { custom: 'dried' }],
          checks: [{ check: 'custom', name: 'x' }],
        },
        { name: 'b', type: 'date', default: 'soon' },
        { name: 'c' },
      ],
    })
    expect(faults.map((fault) => /"(\w+)" (?:is registered|does not pass)/.exec(fault)?.[1])).toEqual([
      'washed',
      'dried',
      'x',
      'soon',
    ])
  })

  it('of the flat form, under the numbers of its rules', async () => {
    const faults = await faultsOf({
      name: 's',
      rules: [
        { field: 'a', type: 'nubmer' },
        { field: 'b', type: 'regex' },
        { field: 'c', type: 'email' },
        { field: 'c', type: 'number' },
        { field: 'd', type: 'number', options: { min: 2, max: 1 } },
      ],
    })
    expect(faults.map((fault) => /^(?:rule|Rule|Field) (?:\d|"d")/.exec(fault)?.[0])).toEqual([
      'rule 1',
      'Rule 2',
      'Rule 4',
      'Field "d"',
    ])
  })

  it('and a document with rules beside its fields is one by fields', () => {
    expect(() => parseSchema({ name: 's', fields: [], rules: [{ field: 'a', type: 'text' }] })).toThrow(/fields/)
  })
})

describe('a refused document', () => {
  const folder = useTempFolder()
  const engine = useEngine(() => ({ workspace: folder.path('workspace') }))

  it('leaves the previous version in force', async () => {
    const call = engine().call
    await call('schemas.add', { document: field({ type: 'integer' }) })
    const before = [await call('schemas.list', {}), await call('schemas.show', { name: 's' })]
    await expect(call('schemas.add', { document: field({ type: 'itneger' }) })).rejects.toMatchObject({
      hint: 'Did you mean "integer"?',
    })
    await expect(call('schemas.add', { document: field({ default: 'x', type: 'date' }) })).rejects.toThrow('default')
    expect([await call('schemas.list', {}), await call('schemas.show', { name: 's' })]).toEqual(before)
  })
})
