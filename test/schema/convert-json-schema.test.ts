import { Ajv2020 } from 'ajv/dist/2020.js'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SchemaDocument } from '../../src/contract/schema/schema-document.ts'
import { exportSchema } from '../../src/main/engine/schema/convert/export-schema.ts'
import { importSchema } from '../../src/main/engine/schema/convert/import-schema.ts'
import { parseSchema } from '../../src/main/engine/schema/read-schema.ts'
import { compileSchema } from '../../src/main/engine/validate/compile-schema.ts'
import { noExtensions } from '../../src/main/engine/validate/extensions.ts'
import { fieldColumn } from '../../src/main/engine/validate/layout.ts'
import type { IssueList } from '../../src/main/engine/validate/verdict.ts'

const propertyOf = async (field: object) => {
  const { document, notes } = await exportSchema(
    parseSchema({ name: 's', fields: [{ name: 'a', ...field }] }),
    'json-schema',
  )
  const { properties } = document as { properties: Record<string, object> }
  return { property: properties['a'], notes: notes.map(({ message }) => message) }
}
const read = (property: object, rest: object = {}) => {
  const { document, notes } = importSchema({ type: 'object', properties: { a: property }, ...rest }, 's')
  return { field: document.fields[0]!, notes: notes.map(({ message }) => message) }
}

describe('a document as a JSON Schema', () => {
  it.each<[object, object]>([
    [{}, { type: ['string', 'null'] }],
    [
      { required: true, type: 'date' },
      { type: 'string', format: 'date' },
    ],
    [
      { required: true, type: 'integer', checks: [{ check: 'max', value: 2 }] },
      { type: 'integer', maximum: 2 },
    ],
    [{ checks: [{ check: 'one-of', values: ['x'] }] }, { type: ['string', 'null'], enum: ['x', null] }],
    [
      { type: 'integer', required: true, checks: [{ check: 'not-one-of', values: ['1'] }] },
      { type: 'integer', not: { enum: [1] } },
    ],
    [
      { required: true, checks: [{ check: 'pattern', pattern: '^a' }] },
      { type: 'string', pattern: '^a' },
    ],
    [
      { required: true, type: 'time' },
      { type: 'string', format: 'time-local' },
    ],
    [
      { required: true, type: 'date-time' },
      { type: 'string', format: 'date-time-local' },
    ],
    [
      { required: true, type: 'zoned-date-time' },
      { type: 'string', format: 'date-time' },
    ],
    [
      { required: true, type: 'uuid' },
      { type: 'string', format: 'uuid' },
    ],
    [
      { required: true, type: 'json' },
      { type: 'string', contentMediaType: 'application/json' },
    ],
    [
      { required: true, type: 'enum', values: ['a'] },
      { type: 'string', enum: ['a'] },
    ],
    [
      { type: 'enum', values: ['a'] },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
  ])('says of %j: %j', async (field, expected) => {
    expect(await propertyOf(field)).toEqual({ property: expected, notes: [] })
  })

  it.each<[object, RegExp]>([
    [{ type: 'phone' }, /the type phone is written as a string/],
    [{ type: 'integer', checks: [{ check: 'one-of', values: ['01'] }] }, /one-of/],
    [{ type: 'integer', checks: [{ check: 'max-length', value: 2 }] }, /max-length/],
    [{ unique: 'dataset' }, /unique "dataset" is left out/],
    [{ transforms: ['trim'] }, /transforms/],
    [{ type: 'time', checks: [{ check: 'min', value: '11:00' }] }, /the check .*min/],
    [{ type: 'date', format: 'DD.MM.YYYY' }, /format "DD.MM.YYYY" is left out/],
    [{ type: 'duration' }, /less than a second/],
    [{ type: 'percent' }, /need not be exact/],
    [{ type: 'amount', currency: 'EUR' }, /currency "EUR"/],
    [{ type: 'iban' }, /the type iban is written as a string/],
    [{ type: 'list', separator: ';' }, /separator ";" is left out/],
    [{ type: 'list', separator: ';', items: 'integer' }, /its items of the type integer are written as strings/],
    [{ type: 'date', checks: [{ check: 'not-in-future' }] }, /not-in-future/],
    [{ checks: [{ check: 'expression', expression: 'size(value) > 1' }] }, /expression/],
    [{ default: { expression: "'x'" } }, /default \{"expression"/],
  ])('tells what it cannot say of %j', async (field, note) => {
    expect((await propertyOf(field)).notes).toContainEqual(expect.stringMatching(note))
  })
})

describe('lists, limits and rules as a JSON Schema', () => {
  it('are a list of texts, limits of what is stored, and notes', async () => {
    const list = { type: 'list', separator: ';', items: 'date', required: true }
    expect((await propertyOf(list)).property).toEqual({ type: 'array', items: { type: 'string', format: 'date' } })
    const checks = [{ check: 'min', value: '12.5%' }]
    expect((await propertyOf({ type: 'percent', checks })).property).toMatchObject({ minimum: 0.125 })
    const document = parseSchema({ name: 's', fields: [{ name: 'a' }], rules: [{ name: 'r', expression: "a != 'x'" }] })
    const { notes } = await exportSchema(document, 'json-schema')
    expect(notes).toEqual([{ field: null, message: expect.stringMatching(/^rules .* is left out/) as string }])
  })
})

describe('a JSON Schema as a document', () => {
  it.each<[object, object]>([
    [{ type: 'string', format: 'idn-email' }, { type: 'email' }],
    [
      { type: ['null', 'integer'], minimum: 1 },
      { type: 'integer', checks: [{ check: 'min', value: 1 }] },
    ],
    [{ type: 'integer', exclusiveMinimum: 1 }, { checks: [{ check: 'min', value: 2 }] }],
    [{ enum: [1, 2, null] }, { type: 'number', checks: [{ check: 'one-of', values: ['1', '2'] }] }],
    [
      { const: 'x', default: 'x' },
      { type: 'text', default: 'x', checks: [{ check: 'one-of', values: ['x'] }] },
    ],
    [
      { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }], title: 'T' },
      { type: 'date', title: 'T' },
    ],
    [
      { $ref: '#/$defs/day', description: 'D' },
      { type: 'date', description: 'D' },
    ],
    [{ allOf: [{ $ref: '#/$defs/day' }] }, { type: 'date' }],
    [{ type: 'string', format: 'date-time' }, { type: 'zoned-date-time' }],
    [{ type: 'string', contentMediaType: 'application/json' }, { type: 'json' }],
  ])('of %j has %j', (property, expected) => {
    const { field, notes } = read(property, { $defs: { day: { type: 'string', format: 'date' } } })
    expect(field).toMatchObject({ required: false, ...expected })
    expect(notes).toEqual([])
  })

  it.each<[object, RegExp]>([
    [{ type: 'object', properties: {} }, /the type object becomes json.*/],
    [{ type: 'object', properties: { b: {} } }, /properties .* is left out/],
    [{ type: 'array', items: { type: 'object' } }, /the type array becomes json/],
    [{ type: 'array', items: { type: 'integer', minimum: 1 } }, /of its items: minimum 1 is left out/],
    [{ type: 'array', items: { type: 'string' }, minItems: 1 }, /minItems 1 is left out/],
    [{ type: 'array', items: { type: 'string' } }, /its items stand between ";"/],
    [{ type: 'string', format: 'time' }, /a time with an offset is refused/],
    [{ type: 'string', format: 'date-time', enum: ['2025-03-04T11:00:00+01:00'] }, /enum/],
    [{ type: 'string', format: 'hostname' }, /the format "hostname" is left out/],
    [{ type: ['string', 'integer'] }, /become text/],
    [{ type: 'number', multipleOf: 0.01 }, /multipleOf 0.01 is left out/],
    [{ type: 'number', exclusiveMinimum: 1 }, /exclusiveMinimum/],
    [{ $ref: 'other.json' }, /the reference "other.json"/],
    [{ $ref: '#/properties/a' }, /a reference to itself/],
    [{ oneOf: [{ type: 'string' }, { type: 'integer' }] }, /oneOf/],
    [{ type: 'string', default: { a: 1 } }, /the default/],
  ])('tells what of %j it cannot say', (property, note) => {
    expect(read(property).notes).toContainEqual(expect.stringMatching(note))
  })

  it('with a list of values has a list, with an enum of values too', () => {
    const property = { type: ['array', 'null'], items: { type: 'string', enum: ['a', 'b'] } }
    expect(read(property).field).toMatchObject({ type: 'list', separator: ';', items: 'enum', values: ['a', 'b'] })
    const { field } = read({ type: 'array', items: { type: 'string', format: 'date' } })
    expect(field).toMatchObject({ type: 'list', items: 'date' })
  })

  it('may be that of a list of objects, and has a name and what it says of other properties', () => {
    const value = {
      $id: 'https://example.com/schemas/orders.schema.json',
      type: 'array',
      items: {
        type: 'object',
        properties: { id: { type: 'integer' }, note: { type: ['string', 'null'] } },
        required: ['id', 'note', 'gone'],
        additionalProperties: false,
        minProperties: 1,
      },
    }
    const { format, document, notes } = importSchema(value, 's')
    expect(format).toBe('json-schema')
    expect(document).toMatchObject({
      name: 'orders',
      fields: [
        { name: 'id', required: true },
        { name: 'note', required: false },
      ],
      unknownColumns: 'reject',
    })
    expect(notes).toHaveLength(3)
  })

  it('without properties is refused', () => {
    expect(() => importSchema({ type: 'object', properties: {} }, 's')).toThrow('no properties')
  })
})

const check = fc.constantFrom<object>(
  { check: 'min-length', value: 1 },
  { check: 'max-length', value: 3 },
  { check: 'pattern', pattern: '^[a-z]' },
  { check: 'one-of', values: ['abc', '12'] },
  { check: 'not-one-of', values: ['abc'] },
)
const limit = fc.constantFrom<object>(
  { check: 'min', value: 2 },
  { check: 'max', value: 12 },
  { check: 'one-of', values: ['2', '12'] },
)
const uniqueChecks = (checks: fc.Arbitrary<object>) =>
  fc.uniqueArray(checks, { maxLength: 2, selector: (one) => (one as { check: string }).check })
/** Types of which a JSON Schema says all. */
const plainTypes = ['boolean', 'date', 'time', 'date-time', 'zoned-date-time', 'email', 'url', 'uuid', 'json'] as const
const document = fc
  .array(
    fc.oneof(
      fc.record({ type: fc.constant('text'), required: fc.boolean(), checks: uniqueChecks(check) }),
      fc.record({ type: fc.constantFrom('integer', 'number'), required: fc.boolean(), checks: uniqueChecks(limit) }),
      fc.record({ type: fc.constantFrom(...plainTypes), required: fc.boolean() }),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((fields) =>
    parseSchema({ name: 'a b', fields: fields.map((field, index) => ({ ...field, name: `f${index}` })) }),
  )

/** What a row of texts is as JSON, as accepted rows are: values of the fields' types. */
function rowAsJson({ fields }: SchemaDocument, texts: readonly (string | null)[]): object {
  const value = (text: string | null, type: string): unknown => {
    if (text === null) return null
    if (type === 'integer' || type === 'number') return Number(text)
    return type === 'boolean' ? text === 'true' : text
  }
  return Object.fromEntries(fields.map(({ name, type }, index) => [name, value(texts[index] ?? null, type)]))
}

describe('what both forms can say', () => {
  it('comes back from a JSON Schema as it was', async () => {
    await fc.assert(
      fc.asyncProperty(document, async (before) => {
        const exported = await exportSchema(before, 'json-schema')
        expect(exported.notes).toEqual([])
        const { document: after, notes } = importSchema(JSON.parse(exported.text), 'other')
        expect(notes).toEqual([])
        expect({ ...after, fields: sorted(after) }).toEqual({ ...before, fields: sorted(before) })
      }),
      { numRuns: 500 },
    )
  })

  it('a validator of JSON Schema takes exactly the rows whose texts of that type we take', async () => {
    const text = fc.constantFrom('', 'a', 'abc', 'abcd', '1', '2', '12', '13', '-1')
    await fc.assert(
      fc.asyncProperty(document, fc.array(fc.tuple(text, text, text), { maxLength: 20 }), async (given, rows) => {
        const fields = given.fields.filter(({ type }) => ['text', 'integer', 'number'].includes(type))
        fc.pre(fields.length > 0)
        const part = { ...given, fields }
        const validate = new Ajv2020({ strict: false }).compile(
          (await exportSchema(part, 'json-schema')).document as Record<string, unknown>,
        )
        const layout = fields.map((field) => fieldColumn(part, field.name, field.name))
        const { judge } = await compileSchema(part, layout, noExtensions)
        for (const row of rows) {
          const cells = row.slice(0, fields.length)
          // What is no number at all is no JSON value of that type.
          const isTyped = fields.every(({ type }, index) => type === 'text' || !Number.isNaN(Number(cells[index])))
          if (!isTyped) continue
          const issues: IssueList = []
          const clean: (string | null)[] = []
          judge(cells, clean, issues)
          expect(validate(rowAsJson(part, clean)), JSON.stringify([part.fields, row])).toBe(issues.length === 0)
        }
      }),
      { numRuns: 300 },
    )
  })
})

/** Keywords have no order of their own, so the checks that they become have another. */
function sorted({ fields }: SchemaDocument): unknown[] {
  return fields.map((field) => ({
    ...field,
    checks: [...field.checks].sort((one, other) => one.check.localeCompare(other.check)),
  }))
}
