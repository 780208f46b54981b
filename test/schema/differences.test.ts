import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SchemaDocument } from '../../src/contract/schema/schema-document.ts'
import { schemaDifferences } from '../../src/main/engine/schema/differences.ts'
import { parseSchema } from '../../src/main/engine/schema/read-schema.ts'
import { compileSchema } from '../../src/main/engine/validate/compile-schema.ts'
import { noExtensions } from '../../src/main/engine/validate/extensions.ts'
import { fieldColumn } from '../../src/main/engine/validate/layout.ts'
import type { IssueList } from '../../src/main/engine/validate/verdict.ts'
import { anyCell, anyFieldRules } from './any-document.ts'

const one = (rest: object, document: object = {}): SchemaDocument =>
  parseSchema({ name: 's', fields: [{ name: 'a', ...rest }], ...document })
const check = (...checks: object[]): SchemaDocument => one({ type: 'integer', checks })

describe('what is otherwise than before', () => {
  it.each<[string, SchemaDocument, SchemaDocument, string, string]>([
    ['a type', one({}), one({ type: 'date' }), 'Field "a": type is now "date"; it was "text".', 'stricter'],
    [
      'another type',
      one({ type: 'date' }),
      one({ type: 'integer' }),
      'Field "a": type is now "integer"; it was "date".',
      'other',
    ],
    [
      'what must be there',
      one({ required: true }),
      one({}),
      'Field "a": required is now false; it was true.',
      'looser',
    ],
    ['a property that was not there', one({}), one({ title: 'A' }), 'Field "a": title is now "A".', 'other'],
    ['a property that is gone', one({ default: 'x' }), one({}), 'Field "a": default "x" was taken out.', 'other'],
    [
      'what a failure is',
      one({}),
      one({ severity: 'warning' }),
      'Field "a": severity is now "warning"; it was "error".',
      'looser',
    ],
    [
      'digits',
      one({ type: 'decimal', precision: 5, scale: 2 }),
      one({ type: 'decimal', precision: 6, scale: 2 }),
      'Field "a": precision is now 6; it was 5.',
      'looser',
    ],
    [
      'digits before the point, given to those after it',
      one({ type: 'decimal', precision: 5, scale: 2 }),
      one({ type: 'decimal', precision: 5, scale: 3 }),
      'Field "a": scale is now 3; it was 2.',
      'other',
    ],
    [
      'transforms',
      one({}),
      one({ transforms: ['trim'] }),
      'Field "a": transforms is now ["trim"]; it was [].',
      'other',
    ],
    ['a check more', check(), check({ check: 'min', value: 1 }), 'Field "a": min 1 was added.', 'stricter'],
    [
      'a check that only warns',
      check(),
      check({ check: 'min', value: 1, severity: 'warning' }),
      'Field "a": min 1 severity "warning" was added.',
      'other',
    ],
    ['a check less', check({ check: 'max', value: 1 }), check(), 'Field "a": max 1 was taken out.', 'looser'],
    [
      'a limit',
      check({ check: 'max', value: 1 }),
      check({ check: 'max', value: 2 }),
      'Field "a": max 2 now; it was max 1.',
      'looser',
    ],
    [
      'a list',
      check({ check: 'one-of', values: ['1', '2'] }),
      check({ check: 'one-of', values: ['2'] }),
      'Field "a": one-of ["2"] now; it was one-of ["1","2"].',
      'stricter',
    ],
    [
      'a forbidden value',
      check({ check: 'not-one-of', values: ['1', '2'] }),
      check({ check: 'not-one-of', values: ['2'] }),
      'Field "a": not-one-of ["2"] now; it was not-one-of ["1","2"].',
      'looser',
    ],
    [
      'a pattern',
      check({ check: 'pattern', pattern: 'a' }),
      check({ check: 'pattern', pattern: 'b' }),
      'Field "a": pattern "b" now; it was pattern "a".',
      'other',
    ],
    [
      'unknown columns',
      one({}),
      one({}, { unknownColumns: 'reject' }),
      'The schema: unknownColumns is now "reject"; it was "keep".',
      'stricter',
    ],
    [
      'values of an enum',
      one({ type: 'enum', values: ['a', 'b'] }),
      one({ type: 'enum', values: ['b'] }),
      'Field "a": values is now ["b"]; it was ["a","b"].',
      'stricter',
    ],
    [
      'values of an enum, more of them',
      one({ type: 'enum', values: ['a'] }),
      one({ type: 'enum', values: ['b', 'a'] }),
      'Field "a": values is now ["b","a"]; it was ["a"].',
      'looser',
    ],
    [
      'case',
      one({ type: 'enum', values: ['a'] }),
      one({ type: 'enum', values: ['a'], ignoreCase: true }),
      'Field "a": ignoreCase is now true.',
      'looser',
    ],
    [
      'a currency that may stand there',
      one({ type: 'amount' }),
      one({ type: 'amount', currency: 'EUR' }),
      'Field "a": currency is now "EUR".',
      'looser',
    ],
    [
      'a currency that is another',
      one({ type: 'amount', currency: 'EUR' }),
      one({ type: 'amount', currency: 'USD' }),
      'Field "a": currency is now "USD"; it was "EUR".',
      'other',
    ],
    [
      'a zone that is gone',
      one({ type: 'zoned-date-time', zone: 'UTC' }),
      one({ type: 'zoned-date-time' }),
      'Field "a": zone "UTC" was taken out.',
      'stricter',
    ],
    [
      'a format',
      one({ type: 'date', format: 'DD.MM.YYYY' }),
      one({ type: 'date', format: ['DD.MM.YYYY', 'MM.DD.YYYY'] }),
      'Field "a": format is now ["DD.MM.YYYY","MM.DD.YYYY"]; it was "DD.MM.YYYY".',
      'other',
    ],
    [
      'a limit of days',
      one({ type: 'date', checks: [{ check: 'min', value: '2025-03-04' }] }),
      one({ type: 'date', checks: [{ check: 'min', value: '2025-03-05' }] }),
      'Field "a": min "2025-03-05" now; it was min "2025-03-04".',
      'stricter',
    ],
    [
      'a limit that is the same moment',
      one({ type: 'duration', checks: [{ check: 'max', value: 'PT36H' }] }),
      one({ type: 'duration', checks: [{ check: 'max', value: 'P1DT12H' }] }),
      'Field "a": max "P1DT12H" now; it was max "PT36H".',
      'other',
    ],
    [
      'a step with options',
      one({ transforms: ['trim', { step: 'pad', length: 5, with: '0', side: 'start' }] }),
      one({ transforms: ['trim', { step: 'pad', length: 6, with: '0', side: 'start' }] }),
      'Field "a": transforms is now ["trim",{"step":"pad","length":6,"with":"0","side":"start"}]; it was ["trim",{"step":"pad","length":5,"with":"0","side":"start"}].',
      'other',
    ],
    [
      'an expression',
      one({}),
      one({ checks: [{ check: 'expression', expression: "value != 'x'" }] }),
      `Field "a": expression "value != 'x'" was added.`,
      'stricter',
    ],
    [
      'a rule',
      one({}),
      one({}, { rules: [{ name: 'r', expression: "a != 'x'" }] }),
      `The schema: to rules, {"name":"r","expression":"a != 'x'","severity":"error"} was added.`,
      'stricter',
    ],
    [
      'a rule that only warns',
      one({}, { rules: [{ name: 'r', expression: "a != 'x'", severity: 'warning' }] }),
      one({}),
      `The schema: of rules, {"name":"r","expression":"a != 'x'","severity":"warning"} was taken out.`,
      'other',
    ],
    [
      'a key that only tells',
      one({}),
      one({}, { unique: [{ fields: ['a'], severity: 'information' }] }),
      'The schema: to unique, {"fields":["a"],"within":"dataset","severity":"information"} was added.',
      'other',
    ],
    ['null words', one({}), one({}, { nullWords: ['NA'] }), 'The schema: nullWords is now ["NA"]; it was [].', 'other'],
  ])('%s', (_, before, after, sentence, effect) => {
    expect(schemaDifferences(before, after)).toMatchObject([{ sentence, effect }])
  })

  it('of a type says nothing sure where a rule reads the field', () => {
    const rules = [{ name: 'r', expression: 'a != null' }]
    const [difference] = schemaDifferences(one({}, { rules }), one({ type: 'date' }, { rules }))
    expect(difference).toMatchObject({ kind: 'property-changed', effect: 'other' })
  })

  it('is told of fields that came, went, changed their name or their place', () => {
    const before = parseSchema({ name: 's', fields: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] })
    const after = parseSchema({ name: 't', fields: [{ name: 'B' }, { name: 'd' }, { name: 'e', aliases: ['A'] }] })
    expect(schemaDifferences(before, after).map(({ kind, field, effect }) => [kind, field, effect])).toEqual([
      ['field-renamed', 'B', 'other'],
      ['field-added', 'd', 'stricter'],
      ['field-renamed', 'e', 'other'],
      ['property-changed', 'e', 'other'],
      ['field-removed', 'c', 'looser'],
      ['fields-reordered', null, 'other'],
    ])
  })
})

const anyFields = (names: readonly string[]) =>
  fc.tuple(...names.map((name) => anyFieldRules.map((rules) => ({ ...rules, name }))))
const anyPair = fc.tuple(anyFields(['a', 'b']), anyFields(['a', 'b']), fc.nat()).map(([before, other, parts]) => {
  // Most of the second document is the first one, so that single differences are met too.
  const after = before.map((field, index) => {
    const changed = Object.entries(other[index]!).filter((_, key) => ((parts >> (key + 3 * index)) & 3) === 0)
    return { ...field, ...Object.fromEntries(changed) }
  })
  return [before, after].map((fields) => ({ name: 's', fields }))
})

/** Whether the judge of a document takes a row. */
async function judgeOf(document: SchemaDocument): Promise<(row: readonly string[]) => boolean> {
  const layout = document.fields.map((field) => fieldColumn(document, field.name, field.name))
  const { judge } = await compileSchema(document, layout, noExtensions)
  return (row) => {
    const issues: IssueList = []
    judge(row, [], issues)
    return issues.every(([, , severity = 'error']) => severity !== 'error')
  }
}

/** The documents of a pair that can be used, and undefined for pairs that cannot. */
function parsed(values: readonly object[]): [SchemaDocument, SchemaDocument] | undefined {
  try {
    return values.map((value) => parseSchema(JSON.parse(JSON.stringify(value)))) as [SchemaDocument, SchemaDocument]
  } catch {
    return undefined
  }
}

describe('differences', () => {
  it('there are none if and only if the documents are the same', () => {
    fc.assert(
      fc.property(anyPair, (values) => {
        const pair = parsed(values)
        fc.pre(pair !== undefined)
        const [before, after] = pair
        expect(schemaDifferences(before, before)).toEqual([])
        expect(schemaDifferences(before, after).length === 0).toBe(JSON.stringify(before) === JSON.stringify(after))
      }),
      { numRuns: 500 },
    )
  })

  it('that are all called looser let every row pass that passed, and the other way round', async () => {
    let sure = 0
    await fc.assert(
      fc.asyncProperty(
        anyPair,
        fc.array(fc.tuple(anyCell, anyCell), { minLength: 8, maxLength: 16 }),
        async (values, rows) => {
          const pair = parsed(values)
          fc.pre(pair !== undefined)
          const [before, after] = pair
          const effects = new Set(schemaDifferences(before, after).map(({ effect }) => effect))
          if (effects.size !== 1 || effects.has('other')) return
          sure++
          const judges = await Promise.all([judgeOf(before), judgeOf(after)])
          const [strict, loose] = effects.has('looser') ? judges : judges.toReversed()
          for (const row of rows) if (strict!(row)) expect(loose!(row), JSON.stringify(row)).toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
    expect(sure).toBeGreaterThan(100)
  })
})
