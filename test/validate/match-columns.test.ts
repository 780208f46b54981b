import { describe, expect, it } from 'vitest'
import { matchColumns } from '../../src/main/engine/infer/match-columns.ts'
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
  const layout = matchColumns(header, uniqueNames(header), document, mapping)
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
