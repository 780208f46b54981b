import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportSchema } from '../../src/main/engine/schema/convert/export-schema.ts'
import { importSchema } from '../../src/main/engine/schema/convert/import-schema.ts'
import { parseSchema } from '../../src/main/engine/schema/read-schema.ts'

const fieldOf = (field: object) => parseSchema({ name: 's', fields: [{ name: 'a', ...field }] })
const written = async (field: object) => {
  const { document, notes } = await exportSchema(fieldOf(field), 'table-schema')
  return { field: (document as { fields: object[] }).fields[0], notes: notes.map(({ message }) => message) }
}
const read = (field: object, rest: object = {}) => {
  const { document, notes } = importSchema({ fields: [{ name: 'a', ...field }], ...rest }, 's')
  return { field: document.fields[0]!, document, notes: notes.map(({ message }) => message) }
}

describe('a document as a Table Schema', () => {
  it.each<[object, object]>([
    [{}, { type: 'string' }],
    [
      { type: 'integer', checks: [{ check: 'min', value: 1 }] },
      { type: 'integer', constraints: { minimum: 1 } },
    ],
    [
      { type: 'date', required: true },
      { type: 'date', constraints: { required: true } },
    ],
    [{ type: 'email' }, { type: 'string', format: 'email' }],
    [
      { type: 'url', title: 'T', description: 'D' },
      { type: 'string', format: 'uri', title: 'T', description: 'D' },
    ],
    [{ unique: 'dataset' }, { type: 'string', constraints: { unique: true } }],
    [{ checks: [{ check: 'pattern', pattern: '^a+$' }] }, { type: 'string', constraints: { pattern: 'a+' } }],
    [{ checks: [{ check: 'pattern', pattern: '^(?:a|b)$' }] }, { type: 'string', constraints: { pattern: 'a|b' } }],
    [
      {
        checks: [
          { check: 'one-of', values: ['x'] },
          { check: 'max-length', value: 3 },
        ],
      },
      { type: 'string', constraints: { enum: ['x'], maxLength: 3 } },
    ],
    [
      { type: 'number', locale: 'de' },
      { type: 'number', decimalChar: ',', groupChar: '.' },
    ],
    [
      { type: 'integer', format: '1.234' },
      { type: 'integer', groupChar: '.' },
    ],
    [
      { type: 'time', checks: [{ check: 'min', value: '11:00' }] },
      { type: 'time', constraints: { minimum: '11:00:00' } },
    ],
    [
      { type: 'boolean', format: 'ja/nein' },
      { type: 'boolean', trueValues: ['ja', 'Ja', 'JA'], falseValues: ['nein', 'Nein', 'NEIN'] },
    ],
    [
      { type: 'list', separator: '|', items: 'date-time' },
      { type: 'list', delimiter: '|', itemType: 'datetime' },
    ],
    [
      { type: 'enum', values: ['a', 'b'], checks: [{ check: 'one-of', values: ['a'] }] },
      { type: 'string', categories: ['a', 'b'], constraints: { enum: ['a'] } },
    ],
  ])('says of %j: %j', async (field, expected) => {
    expect(await written(field)).toEqual({ field: { name: 'a', ...expected }, notes: [] })
  })

  it.each<[object, RegExp]>([
    [{ type: 'phone', region: 'DE' }, /the type phone is written as a string/],
    [{ type: 'phone', region: 'DE' }, /region "DE" is left out/],
    [{ type: 'decimal', precision: 5, scale: 2 }, /scale 2 is left out/],
    [{ transforms: ['trim'] }, /transforms \["trim"\] is left out/],
    [{ aliases: ['b'] }, /aliases/],
    [{ default: 'x' }, /default "x"/],
    [{ keepEmpty: true }, /keepEmpty/],
    [{ severity: 'warning' }, /severity "warning" is left out/],
    [{ unique: 'file' }, /within each file/],
    [{ checks: [{ check: 'reference', lookup: 'l', field: 'x' }] }, /the lookup "l" is written as a resource/],
    [{ checks: [{ check: 'not-one-of', values: ['x'] }] }, /not-one-of/],
    [{ checks: [{ check: 'min-length', value: 1, severity: 'warning' }] }, /only tells/],
    [{ checks: [{ check: 'min-length', value: 1, message: 'short' }] }, /the message "short"/],
    [
      {
        checks: [
          { check: 'min-length', value: 1 },
          { check: 'min-length', value: 2 },
        ],
      },
      /another min-length/,
    ],
    [{ checks: [{ check: 'pattern', pattern: 'a', flags: 'i' }] }, /pattern/],
    [{ checks: [{ check: 'pattern', pattern: '^a|b$' }] }, /as one of a whole text/],
    [{ checks: [{ check: 'pattern', pattern: '^a\\$' }] }, /as one of a whole text/],
    [{ type: 'iban' }, /the type iban is written as a string/],
    [{ type: 'country', format: 'alpha-3' }, /format "alpha-3" is left out/],
    [{ type: 'json' }, /json is written as an object/],
    [{ type: 'amount', currency: 'EUR' }, /currency "EUR" is left out/],
    [{ type: 'percent' }, /a hundredth/],
    [{ type: 'zoned-date-time', zone: 'Europe/Berlin' }, /zone "Europe\/Berlin" is left out/],
    [{ type: 'zoned-date-time' }, /that it is a moment/],
    [{ type: 'enum', values: ['a'], ignoreCase: true }, /ignoreCase true is left out/],
    [{ type: 'list', separator: ';', items: 'uuid' }, /items "uuid" is left out/],
    [{ type: 'date', format: 'D MMM YYYY' }, /format "D MMM YYYY" is left out/],
    [{ type: 'date', format: ['DD.MM.YYYY', 'DD/MM/YYYY'] }, /date of the format any/],
    [{ type: 'number', format: ['1234.50', '1234,50'] }, /the type number is written as a string/],
    [{ type: 'duration', format: 'hh:mm' }, /the type duration is written as a string/],
    [{ type: 'date', checks: [{ check: 'not-in-future' }] }, /not-in-future/],
    [{ checks: [{ check: 'expression', expression: 'size(value) > 1' }] }, /expression/],
    [{ default: { expression: "'x'" } }, /default \{"expression"/],
    [{ type: 'integer', checks: [{ check: 'min-length', value: 2 }] }, /min-length/],
    [
      { type: 'date', format: 'DD.MM.YYYY', checks: [{ check: 'min', value: '2025-03-04' }] },
      /the check .*min.* is left out/,
    ],
  ])('tells what it cannot say of %j', async (field, note) => {
    expect((await written(field)).notes).toContainEqual(expect.stringMatching(note))
  })

  it('says the keys and references of the document', async () => {
    const document = parseSchema({
      name: 's',
      fields: [
        { name: 'a', required: true },
        { name: 'b', required: true },
        { name: 'c', checks: [{ check: 'reference', dataset: 'd', field: 'id' }] },
      ],
      unique: [{ fields: ['c'] }, { fields: ['a', 'b'] }, { fields: ['a'], severity: 'warning' }],
      nullWords: ['NA'],
      unknownColumns: 'reject',
    })
    const { document: table, notes } = await exportSchema(document, 'table-schema')
    expect(table).toMatchObject({
      primaryKey: ['a', 'b'],
      uniqueKeys: [['c']],
      foreignKeys: [{ fields: ['c'], reference: { resource: 'd', fields: ['id'] } }],
      missingValues: ['', 'NA'],
      fieldsMatch: 'equal',
    })
    expect(notes).toEqual([{ field: null, message: expect.stringContaining('only tells') as string }])
  })
})

describe('percentages as a Table Schema', () => {
  it('are limited by the number before their sign', async () => {
    const checks = [
      { check: 'min', value: '12.5%' },
      { check: 'max', value: 0.5 },
    ]
    expect((await written({ type: 'percent', checks })).field).toMatchObject({
      bareNumber: false,
      constraints: { minimum: 12.5, maximum: 50 },
    })
    expect((await written({ type: 'percent', format: '0,125', checks })).field).toMatchObject({
      decimalChar: ',',
      constraints: { minimum: 0.125, maximum: 0.5 },
    })
  })
})

describe('rules of a document as a Table Schema', () => {
  it('are told', async () => {
    const document = parseSchema({ name: 's', fields: [{ name: 'a' }], rules: [{ name: 'r', expression: "a != 'x'" }] })
    const { notes } = await exportSchema(document, 'table-schema')
    expect(notes).toEqual([{ field: null, message: expect.stringMatching(/^rules .* is left out/) as string }])
  })
})

describe('a Table Schema as a document', () => {
  it.each<[object, object]>([
    [{}, { type: 'text' }],
    [{ type: 'string' }, { type: 'text' }],
    [{ type: 'string', format: 'email' }, { type: 'email' }],
    [{ type: 'date', format: 'default' }, { type: 'date' }],
    [{ type: 'date', format: '%Y-%m-%d' }, { type: 'date' }],
    [
      { type: 'number', constraints: { minimum: '0.5' } },
      { type: 'number', checks: [{ check: 'min', value: 0.5 }] },
    ],
    [{ constraints: { pattern: 'a|b' } }, { checks: [{ check: 'pattern', pattern: '^(?:a|b)$' }] }],
    [{ type: 'integer', constraints: { enum: [1, 2] } }, { checks: [{ check: 'one-of', values: ['1', '2'] }] }],
    [{ constraints: { required: true, unique: true } }, { required: true, unique: 'dataset' }],
    [
      { type: 'date', constraints: { minimum: '2025-01-01' } },
      { type: 'date', checks: [{ check: 'min', value: '2025-01-01' }] },
    ],
    [{ type: 'boolean' }, { type: 'boolean', format: ['true/false', '1/0'] }],
    [{ type: 'boolean', trueValues: ['Ja', 'J'], falseValues: ['Nein'] }, { format: ['ja/nein', 'j/nein'] }],
    [
      { type: 'datetime', format: '%Y-%m-%dT%H:%M:%S%z' },
      { type: 'zoned-date-time', format: 'YYYY-MM-DDThh:mm:ss zone' },
    ],
    [{ type: 'list' }, { type: 'list', separator: ',' }],
    [
      { type: 'string', categories: [{ value: 'a' }, { value: 'b' }] },
      { type: 'enum', values: ['a', 'b'] },
    ],
    [{ type: 'number', decimalChar: '.', groupChar: ' ', bareNumber: true }, { format: '1 234.50' }],
  ])('of %j has %j', (field, expected) => {
    const { field: found, notes } = read(field)
    expect(found).toMatchObject(expected)
    expect(notes).toEqual([])
  })

  it.each<[object, RegExp]>([
    [{ type: 'datetime' }, /a moment with an offset is refused/],
    [{ type: 'year' }, /the type "year" becomes text/],
    [{ type: 'date', format: '%d %B %Y' }, /"date:%d %B %Y" becomes text/],
    [{ type: 'date', format: '%Y%m%d' }, /becomes text/],
    [{ type: 'time', format: '%d.%m.%Y' }, /becomes text/],
    [{ type: 'time', format: '%H:%M%z' }, /becomes text/],
    [{ type: 'date', format: 'any' }, /becomes text/],
    [{ type: 'boolean', trueValues: ['x'], falseValues: ['X'] }, /trueValues \["x"\]/],
    [{ type: 'number', decimalChar: '\u066b' }, /decimalChar "\u066b" is left out/],
    [{ type: 'number', bareNumber: false }, /bareNumber false is left out/],
    [{ type: 'number', decimalChar: ',', groupChar: ',' }, /groupChar "," is left out/],
    [{ type: 'integer', categories: [1, 2] }, /categories \[1,2\] is left out/],
    [{ type: 'string', categories: [{ value: 'a', label: 'A' }] }, /the labels of categories/],
    [{ type: 'string', categories: ['a'], categoriesOrdered: true }, /categoriesOrdered true/],
    [{ type: 'list', itemType: 'geopoint' }, /itemType "geopoint"/],
    [{ type: 'object' }, /the type object becomes json/],
    [{ constraints: { jsonSchema: { a: 1 } } }, /constraint jsonSchema/],
    [{ type: 'date', format: '%d.%m.%Y', constraints: { minimum: '01.01.2025' } }, /constraint minimum/],
    [{ type: 'date', constraints: { minimum: '2025' } }, /constraint minimum/],
    [{ type: 'time', constraints: { enum: ['11:00'] } }, /constraint enum/],
    [{ type: 'boolean', trueValues: ['ja'], constraints: { enum: ['ja'] } }, /constraint enum/],
  ])('tells what of %j it cannot say', (field, note) => {
    expect(read(field).notes).toContainEqual(expect.stringMatching(note))
  })

  it('has its keys, references, missing values, and what it says of other columns', () => {
    const { document, notes } = importSchema(
      {
        fields: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
        primaryKey: 'a',
        uniqueKeys: [['b', 'c'], ['x']],
        foreignKeys: [
          { fields: 'b', reference: { resource: 'd', fields: 'id' } },
          { fields: ['b', 'c'], reference: { resource: 'd', fields: ['x', 'y'] } },
        ],
        missingValues: ['', '-', { value: 'NA', label: 'not asked' }],
        fieldsMatch: ['subset'],
        licence: 'CC0',
      },
      'orders',
    )
    expect(document).toMatchObject({
      name: 'orders',
      fields: [
        { name: 'a', required: true },
        { name: 'b', checks: [{ check: 'reference', dataset: 'd', field: 'id' }] },
        { name: 'c' },
      ],
      unique: [{ fields: ['a'] }, { fields: ['b', 'c'] }],
      nullWords: ['-', 'NA'],
      unknownColumns: 'keep',
    })
    const told = notes.map(({ message }) => message).join('\n')
    for (const words of ['["x"]', 'the foreign key', 'the labels', 'licence "CC0"']) expect(told).toContain(words)
    expect(notes).toHaveLength(4)
  })

  it('is found in a resource and in a package of one', () => {
    const schema = { fields: [{ name: 'a', type: 'integer' }] }
    const resource = { name: 'orders', path: 'orders.csv', schema }
    for (const value of [resource, { resources: [resource] }]) {
      expect(importSchema(value, 's')).toMatchObject({ format: 'table-schema', document: { name: 'orders' } })
    }
    expect(() => importSchema({ resources: [resource, resource] }, 's')).toThrow('2 resources')
  })

  it('is refused by place where it is none', () => {
    expect(() => importSchema({ fields: [{ type: 'string' }] }, 's')).toThrow(/field 1.*name: is missing/)
    expect(() => importSchema({ name: 's', fields: [{ name: 'a', type: 'itneger' }] }, 's')).toThrow('itneger')
  })
})

const constraints = fc.record(
  {
    required: fc.constant(true),
    unique: fc.constant(true),
    minLength: fc.nat(5),
    maxLength: fc.integer({ min: 5, max: 9 }),
    pattern: fc.constantFrom('a+', 'a|b', '[|]$', '(a)(b)', '\\|', 'a{2}'),
    enum: fc.constantFrom(['x'], ['x', 'y']),
  },
  { requiredKeys: [] },
)
const limits = fc.record(
  { required: fc.constant(true), minimum: fc.integer({ min: -5, max: 0 }), maximum: fc.integer({ min: 0, max: 5 }) },
  { requiredKeys: [] },
)
const pattern = fc
  .tuple(
    fc.constantFrom('%d.%m.%Y', '%m/%d/%y', '%Y/%m/%d', '%d. %m. %Y'),
    fc.constantFrom('%H:%M', '%H:%M:%S', '%H:%M:%S.%f', '%I:%M %p'),
    fc.constantFrom(' ', 'T'),
    fc.constantFrom('', '%z'),
  )
  .chain(([day, clock, gap, zone]) =>
    fc.constantFrom(
      { type: 'date', format: day },
      { type: 'time', format: clock },
      { type: 'datetime', format: `${day}${gap}${clock}${zone}` },
    ),
  )
const typed = fc.oneof(
  pattern,
  fc.record({ type: fc.constant('string'), constraints }),
  fc.record({ type: fc.constantFrom('integer', 'number'), constraints: limits }),
  fc.constantFrom(
    { type: 'string', format: 'email' },
    { type: 'string', format: 'uri' },
    { type: 'string', format: 'uuid' },
    { type: 'string', categories: ['x', 'y'], constraints: { enum: ['x', 'y'] } },
    { type: 'date' },
    { type: 'date', constraints: { minimum: '2025-01-01', maximum: '2025-12-31' } },
    { type: 'time', constraints: { minimum: '11:00:00' } },
    { type: 'duration', constraints: { maximum: 'PT36H' } },
    { type: 'number', decimalChar: ',' },
    { type: 'number', decimalChar: ',', groupChar: ' ' },
    { type: 'number', groupChar: "'" },
    { type: 'integer', groupChar: ',' },
    { type: 'list', delimiter: ';' },
    { type: 'list', delimiter: '|', itemType: 'integer' },
    { type: 'boolean', trueValues: ['ja', 'Ja', 'JA', '1'], falseValues: ['nein', 'Nein', 'NEIN', '0'] },
    { type: 'boolean', trueValues: ['true', 'True', 'TRUE'], falseValues: ['false', 'False', 'FALSE'] },
  ),
)
const tableSchema = fc.record({
  $schema: fc.constant('https://datapackage.org/profiles/2.0/tableschema.json'),
  name: fc.constant('s'),
  fields: fc
    .array(typed, { minLength: 1, maxLength: 4 })
    .map((fields) => fields.map((field, index) => ({ name: `f${index}`, ...withoutNothing(field) }))),
  fieldsMatch: fc.constantFrom('equal', 'subset'),
  missingValues: fc.constantFrom([''], ['', 'NA', '-']),
})

function withoutNothing(field: object): object {
  const empty = 'constraints' in field && Object.keys(field.constraints as object).length === 0
  return Object.fromEntries(Object.entries(field).filter(([key]) => key !== 'constraints' || !empty))
}

describe('what both forms can say', () => {
  it('comes back from a document as it was', async () => {
    await fc.assert(
      fc.asyncProperty(tableSchema, async (table) => {
        const { document, notes } = importSchema(table, 'other')
        expect(notes).toEqual([])
        const back = await exportSchema(document, 'table-schema')
        expect(back.notes).toEqual([])
        expect(back.document).toEqual(table)
        expect(importSchema(JSON.parse(back.text), 'other').document).toEqual(document)
      }),
      { numRuns: 500 },
    )
  })
})
