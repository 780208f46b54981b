import { describe, expect, it } from 'vitest'
import { describeMatch, matchColumns } from '../../src/main/engine/schema/match/match-columns.ts'
import { saidMapping } from '../../src/main/engine/schema/match/pair-columns.ts'
import { uniqueNames } from '../../src/main/engine/infer/sniff-header.ts'
import { parseSchema } from '../../src/main/engine/schema/read-schema.ts'

interface Options {
  fields: (string | object)[]
  mapping?: Record<string, string>
  unknownColumns?: string
}

function match(header: string[], { fields, mapping = {}, ...rest }: Options): (string | null)[] {
  const document = parseSchema({
    name: 's',
    fields: fields.map((field) => (typeof field === 'string' ? { name: field } : field)),
    ...rest,
  })
  const layout = matchColumns({ header, names: uniqueNames(header) }, document, { asked: mapping, saved: {} })
  expect(layout.slice(0, header.length).map((column) => column.source)).toEqual(header)
  return layout.map((column) => column.field)
}

describe('matchColumns', () => {
  it.each<[string, string[], Options, (string | null)[]]>([
    ['the same names', ['a', 'b'], { fields: ['b', 'a'] }, ['a', 'b']],
    [
      'case, spaces and punctuation',
      ['Order ID', 'customer-e.mail', ' AMOUNT '],
      { fields: ['order_id', 'customer_email', 'amount'] },
      ['order_id', 'customer_email', 'amount'],
    ],
    ['letters of any script', ['Größe', 'ИМЯ'], { fields: ['größe', 'имя'] }, ['größe', 'имя']],
    ['composed and decomposed letters', ['cafe\u0301'], { fields: ['café'] }, ['café']],
    [
      'an exact name before a similar one',
      ['Amount', 'amount'],
      { fields: ['amount'], unknownColumns: 'ignore' },
      [null, 'amount'],
    ],
    ['an alias', ['E-Mail'], { fields: [{ name: 'customer', aliases: ['e-mail'] }] }, ['customer']],
    ['a title', ['Kunde'], { fields: [{ name: 'customer', title: 'Kunde' }] }, ['customer']],
    [
      'a name before an alias',
      ['mail', 'email'],
      { fields: [{ name: 'email', aliases: ['mail'] }], unknownColumns: 'ignore' },
      [null, 'email'],
    ],
    [
      'the mapping before everything',
      ['a', 'b'],
      { fields: ['a'], mapping: { b: 'a' }, unknownColumns: 'ignore' },
      [null, 'a'],
    ],
    ['a mapping by the trimmed header', [' b '], { fields: ['a'], mapping: { b: 'A' } }, ['a']],
    ['one column for one field', ['a', 'A'], { fields: ['a'], unknownColumns: 'keep' }, ['a', 'A_2']],
    ['unknown columns are kept', ['a', 'x'], { fields: ['a'] }, ['a', 'x']],
    ['unknown columns are ignored', ['a', 'x'], { fields: ['a'], unknownColumns: 'ignore' }, ['a', null]],
    ['a reserved name is renamed', ['a', '_Row_Number'], { fields: ['a'] }, ['a', '_Row_Number_2']],
    [
      'punctuation alone is no name',
      ['a', '---'],
      { fields: ['a', { name: '***', default: 'x' }] },
      ['a', '---', '***'],
    ],
    ['an absent field with a default comes last', ['a'], { fields: ['a', { name: 'b', default: 'x' }] }, ['a', 'b']],
  ])('%s', (_, header, options, fields) => {
    expect(match(header, options)).toEqual(fields)
  })

  it('a kept column never takes the name of a field', () => {
    expect(match(['x', 'b', 'A'], { fields: ['a', 'b'], mapping: { x: 'a' } })).toEqual(['a', 'b', 'A_2'])
  })

  it.each<[string, string[], Options, RegExp]>([
    ['a missing field', ['a'], { fields: ['a', 'b'] }, /lacks the column "b"/],
    ['two missing fields', ['a'], { fields: ['b', 'c'], unknownColumns: 'ignore' }, /lacks the columns "b", "c"/],
    ['unknown columns', ['a', 'x', 'y'], { fields: ['a'], unknownColumns: 'reject' }, /"x", "y"/],
    ['a mapping of no column', ['a'], { fields: ['a'], mapping: { z: 'a' } }, /no column "z"/],
    ['a mapping to no field', ['a'], { fields: ['a'], mapping: { a: 'z' } }, /no field "z"/],
    ['two columns for one field', ['x', 'y'], { fields: ['a'], mapping: { x: 'a', y: 'A' } }, /"y" and "x" together/],
  ])('refuses %s', (_, header, options, words) => {
    expect(() => match(header, options)).toThrow(
      expect.objectContaining({ code: 'header-mismatch', message: expect.stringMatching(words) }),
    )
  })
})

describe('suggestions for columns that no name matches', () => {
  const document = (fields: unknown[]) => parseSchema({ name: 's', fields })
  const suggested = (header: string[], fields: unknown[]): (string | null)[] =>
    describeMatch({ header, names: uniqueNames(header) }, document(fields), { asked: {}, saved: {} }).columns.map(
      ({ field, suggestion }) => field ?? (suggestion && `${suggestion.field}?`),
    )

  it.each<[string, string[], string[], (string | null)[]]>([
    ['a letter typed wrong', ['custmer_email'], ['customer_email'], ['customer_email?']],
    ['more words than the field has', ['Customer E-mail address'], ['email'], ['email?']],
    ['words in another order', ['date of order'], ['order_date'], ['order_date?']],
    ['nothing alike', ['xyz'], ['amount'], [null]],
    ['the most alike first, one column for a field', ['amnt', 'amout'], ['amount'], [null, 'amount?']],
    ['a name that matches is not suggested again', ['amount', 'amounts'], ['amount', 'other'], ['amount', null]],
  ])('%s', (_name, header, names, expected) => {
    expect(
      suggested(
        header,
        names.map((name) => ({ name })),
      ),
    ).toEqual(expected)
  })

  it('a file that lacks a column is refused with the columns that it may be', () => {
    expect(() => match(['custmer_email'], { fields: ['customer_email'] })).toThrow(
      expect.objectContaining({
        hint: expect.stringContaining("--map 'custmer_email=customer_email' (names 92 % alike)") as unknown,
      }),
    )
  })

  it('what was saved counts before names, what is asked before both, and neither takes a field twice', () => {
    const columns = { header: ['a', 'b', 'c'], names: ['a', 'b', 'c'] }
    const fields = document([{ name: 'a' }, { name: 'b' }, { name: 'c' }])
    const mappings = { asked: { a: 'b' }, saved: { b: 'a', c: 'b', gone: 'c' } }
    const { columns: matched, missing } = describeMatch(columns, fields, mappings)
    expect(matched.map(({ field, how }) => [field, how])).toEqual([
      ['b', 'mapping'],
      ['a', 'saved'],
      ['c', 'exact'],
    ])
    expect(missing).toEqual([])
    expect(saidMapping(columns, fields, mappings)).toEqual({ a: 'b', b: 'a' })
  })
})
