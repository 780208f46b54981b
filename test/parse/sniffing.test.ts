import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suggestType } from '../../src/main/engine/infer/column-type.ts'
import { sniffDialect } from '../../src/main/engine/infer/sniff-dialect.ts'
import { sniffEncoding } from '../../src/main/engine/infer/sniff-encoding.ts'
import { joinHeader } from '../../src/main/engine/infer/join-header.ts'
import { sniffHeader, uniqueNames } from '../../src/main/engine/infer/sniff-header.ts'
import { suggestFooter } from '../../src/main/engine/infer/suggest-footer.ts'

describe('sniffDialect', () => {
  it.each([
    ['[D1] commas', 'a,b\n1,2\n', ',', 'lf'],
    ['[D1] semicolons', 'a;b\n1;2\n', ';', 'lf'],
    ['[D1] tabs', 'a\tb\n1\t2\n', '\t', 'lf'],
    ['[D1] pipes', 'a|b\n1|2\n', '|', 'lf'],
    ['[D1] semicolons before decimal commas', 'id;name;price\n1;Ann;1,50\n2;Bob;2,75\n', ';', 'lf'],
    ['[D1] also where there are as many commas', `price;tax\n${'1,50;0,25\n'.repeat(50)}`, ';', 'lf'],
    ['[D1] commas beside semicolons in text', 'id,note\n1,a;b;c\n2,d\n', ',', 'lf'],
    ['[D1] commas inside quotes are text', 'a;b\n"x,y,z";1\n"x,y,z";2\n', ';', 'lf'],
    ['[D1] a title above the table', 'Report of 2025\n\na;b;c\n1;2;3\n4;5;6\n7;8;9\n', ';', 'lf'],
    ['[D2] CRLF', 'a,b\r\n1,2\r\n', ',', 'crlf'],
    ['[D2] CR', 'a,b\r1,2\r', ',', 'cr'],
    ['[D2] CR, with LF inside a quoted cell', 'a,b\r"1\n2",2\r', ',', 'cr'],
    ['[D2] CRLF, with LF inside a quoted header', '"a\nb",c\r\n1,2\r\n', ',', 'crlf'],
    ['[D3] one column', 'name\nAnn\nBob\n', ',', 'lf'],
    ['[D3] nothing but a word', 'name', ',', 'lf'],
  ])('%s', (_, text, delimiter, newline) => {
    expect(sniffDialect([text], {})).toMatchObject({ delimiter, newline, quote: '"', escape: '"' })
  })

  it('[D4] takes what is given as it is, and says so', () => {
    expect(sniffDialect(['a;b\n'], { delimiter: ',', quote: "'", escape: '\\', newline: 'crlf' })).toEqual({
      delimiter: ',',
      quote: "'",
      escape: '\\',
      newline: 'crlf',
      spacing: 'exact',
      comment: '',
      confidence: 1,
      reason: 'Chosen by you.',
    })
    expect(sniffDialect(['a\n'], { quote: '', escape: '\\' })).toMatchObject({ quote: '', escape: '' })
  })

  it('[D1] is less sure the closer the next delimiter comes', () => {
    const sure = sniffDialect(['a,b\n1,2\n'], {})
    const unsure = sniffDialect(['a,b;c\n1,2;3\n'], {})
    expect(sure.reason).toBe('With a comma, all 2 sampled records have 2 cells.')
    expect(unsure.confidence).toBeLessThan(sure.confidence)
  })

  it.each([
    { delimiter: '"' },
    { delimiter: '\n' },
    { delimiter: 'a\r' },
    { delimiter: "'", quote: "'" },
    { delimiter: '\\', escape: '\\' },
    { quote: '\n' },
    { quote: 'é' },
    { quote: ' ' },
    { delimiter: '\ufeff' },
  ])('[D5] refuses %j', (options) => {
    expect(() => sniffDialect(['a,b\n'], options)).toThrow('cannot be read like that')
  })
})

describe('sniffDialect by samples from all over a file', () => {
  it('[D1] weighs blocks from elsewhere, and drops the lines that their edges cut', () => {
    const block = `2;3;4\n${'1;a,b;2\n'.repeat(50)}1;`
    expect(sniffDialect(['a;b,c;d\n1;2,5;3\n', block, block], {})).toMatchObject({ delimiter: ';' })
  })

  it('[D1] is quick about a record of any width', () => {
    const wide = 'a,'.repeat(5_000_000)
    const { delimiter, confidence } = sniffDialect([wide], {})
    expect(delimiter).toBe(',')
    expect(confidence).toBeLessThan(0.9)
    expect(sniffDialect([`${'a;'.repeat(3000)}\n`.repeat(3)], {}).delimiter).toBe(';')
  })

  it('[D4] takes what is given of the rest, and says no more than it saw', () => {
    expect(sniffDialect(['# x\na,b\n'], { comment: '#', spacing: 'trim-after' })).toMatchObject({
      delimiter: ',',
      comment: '#',
      spacing: 'trim-after',
    })
    expect(sniffDialect(['a,b;c\n'], {}).confidence).toBeLessThan(0.75)
  })

  it.each([{ comment: '"' }, { comment: 'a\n' }, { comment: ',', delimiter: ',' }])('[D5] refuses %j', (options) => {
    expect(() => sniffDialect(['a,b\n'], options)).toThrow('cannot be read like that')
  })

  it('never fails on any text, and is never surer than sure', () => {
    const text = fc
      .array(
        fc.constantFrom(
          '"',
          "'",
          ',',
          ';',
          '\t',
          '|',
          ' ',
          '  ',
          ':',
          '\n',
          '\r\n',
          '\r',
          '#',
          '\\"',
          'a',
          '1,5',
          'sep=;',
        ),
        {
          maxLength: 40,
        },
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, text, (head, block) => {
        const { confidence, reason } = sniffDialect([head, block], {})
        expect(confidence).toBeGreaterThan(0)
        expect(confidence).toBeLessThan(1)
        expect(reason).toMatch(/\.$/)
      }),
      { numRuns: 1000, examples: [['"1,5;', '\n|\r\nsep=;,']] },
    )
  })
})

describe('joinHeader', () => {
  it.each<[string, string[][], string[]]>([
    ['one row as it is', [['a', ' b']], ['a', ' b']],
    [
      '[H9] gaps take the group to their left',
      [
        ['', 'X', '', 'Y'],
        ['id', 'a', 'b', 'c'],
      ],
      ['id', 'X a', 'X b', 'Y c'],
    ],
    [
      '[H9] equal parts once',
      [
        ['id', 'X'],
        ['id', 'a'],
      ],
      ['id', 'X a'],
    ],
    [
      '[H9] three rows',
      [
        ['A', '', 'B'],
        ['x', 'y', ''],
        ['1', '2', '3'],
      ],
      ['A x 1', 'A y 2', 'B y 3'],
    ],
    ['no row', [], []],
  ])('%s', (_, rows, names) => {
    expect(joinHeader(rows)).toEqual(names)
  })
})

describe('suggestFooter', () => {
  const table = [
    ['1', 'a', '5'],
    ['2', 'b', '6'],
    ['3', 'c', '7'],
    ['4', 'd', '8'],
    ['5', 'e', '9'],
  ]
  it.each<[string, string[][], number]>([
    ['[H10] nothing', [], 0],
    ['[H10] a sum', [['Total', '', '35']], 1],
    ['[H10] a count behind a gap', [[''], ['(5 rows affected)']], 1],
    ['[H10] two notes', [['Source: here'], ['Generated 2025-01-01']], 2],
    ['[H10] a record with a cell too few is no footer', [['6', 'f']], 0],
    ['[H10] nor one that is called like one', [['6', 'Total', '7']], 0],
  ])('%s', (_, last, count) => {
    expect(suggestFooter([...table, ...last], 3)).toBe(count)
  })
  it('[H10] nothing where the records are as short as a footer throughout', () => {
    expect(suggestFooter([['1'], ['a'], ['Total: 5']], 3)).toBe(0)
  })
})

describe('sniffHeader', () => {
  it.each<[string, string[][], number[]]>([
    [
      '[H1] names above values',
      [
        ['id', 'name'],
        ['1', 'Ann'],
      ],
      [1],
    ],
    [
      '[H1] names above texts',
      [
        ['Vorname', 'Name'],
        ['Ann', 'Lee'],
      ],
      [1],
    ],
    ['[H1] below blank records', [['', ''], [''], ['id', 'name'], ['1', 'Ann']], [3]],
    [
      '[H2] values are no names',
      [
        ['1', 'Ann'],
        ['2', 'Bob'],
      ],
      [],
    ],
    [
      '[H2] nor are addresses and dates',
      [
        ['a@example.com', '2025-01-01', 'x'],
        ['b@example.com', '2025-01-02', 'y'],
      ],
      [],
    ],
    [
      '[H3] years are names beside a word',
      [
        ['country', '2019', '2020', '2021'],
        ['Chad', '1', '2', '3'],
      ],
      [1],
    ],
    [
      '[H3] not when they repeat',
      [
        ['Chad', '2019', '2019'],
        ['Mali', '2020', '2020'],
      ],
      [],
    ],
    ['[H4] no records', [], []],
    ['[H4] only blank ones', [[''], ['', '']], []],
  ])('%s', (_, records, rows) => {
    expect(sniffHeader(records).rows).toEqual(rows)
  })

  it('[H5] takes what is given', () => {
    expect(sniffHeader([['1', '2']], 'none')).toEqual({ rows: [], confidence: 1, reason: 'Chosen by you.' })
    expect(sniffHeader([['1', '2']], 2)).toEqual({ rows: [2], confidence: 1, reason: 'Chosen by you.' })
  })

  it('[H1] is surer where values stand below, empty cells or not', () => {
    expect(
      sniffHeader([
        ['id', 'n'],
        ['x', ''],
        ['y', '5'],
      ]).confidence,
    ).toBe(0.97)
    expect(
      sniffHeader([
        ['id', 'n'],
        ['x', ''],
        ['y', ''],
      ]).confidence,
    ).toBe(0.8)
    expect(
      sniffHeader([
        ['a', 'a'],
        ['x', 'y'],
      ]).confidence,
    ).toBe(0.6)
  })
})

describe('uniqueNames', () => {
  it.each<[string[], string[]]>([
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    [
      [' a ', 'a'],
      ['a', 'a_2'],
    ],
    [
      ['a', 'A', 'a_2'],
      ['a', 'A_2', 'a_2_2'],
    ],
    [
      ['', 'x', ''],
      ['column_1', 'x', 'column_3'],
    ],
    [
      ['column_2', ''],
      ['column_2', 'column_2_2'],
    ],
    [
      ['é', 'e\u0301'],
      ['é', 'e\u0301_2'],
    ],
  ])('%j gives %j', (header, names) => {
    expect(uniqueNames(header)).toEqual(names)
  })
  it('names more columns than the header has, and avoids taken names', () => {
    expect(uniqueNames(['a'], 3, ['A'])).toEqual(['a_2', 'column_2', 'column_3'])
  })
  it('is quick about a name that repeats without end', () => {
    expect(uniqueNames(Array.from({ length: 200_000 }, () => 'a')).at(-1)).toBe('a_200000')
  })
  it('is always unique without regard to case, and leaves unique headers alone', () => {
    const name = fc.oneof(
      fc.constantFrom('a', 'A', 'a_2', '', ' ', 'column_1'),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    )
    fc.assert(
      fc.property(fc.array(name, { maxLength: 8 }), (header) => {
        const names = uniqueNames(header)
        expect(new Set(names.map((text) => text.normalize('NFC').toLowerCase())).size).toBe(header.length)
        expect(names.every((text) => text !== '')).toBe(true)
        expect(uniqueNames(names.map((text) => text.trim()))).toHaveLength(header.length)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('suggestType', () => {
  it.each<[string, string[], string, string[]]>([
    ['nothing', ['', ''], 'text', []],
    ['words', ['Ann', 'Bob'], 'text', []],
    ['booleans', ['true', 'FALSE', ''], 'boolean', []],
    ['days', ['2025-03-04', '2025-03-05'], 'date', []],
    ['counts', ['1', '20', '-3'], 'integer', []],
    ['amounts', ['1.50', '20', '-3'], 'number', []],
    ['addresses', ['a@example.com'], 'email', []],
    ['links', ['https://example.com'], 'url', []],
    ['post codes keep their zeros', ['01067', '80331'], 'text', ['leading-zeros']],
    ['signs', ['+1', '2'], 'integer', ['plus-sign']],
    ['long numbers', ['12345678901234567890', '2'], 'integer', ['more-than-15-digits']],
    ['ambiguous days', ['03/04/2025', '05/06/2025'], 'text', []],
    ['decimal commas', ['1,50', '2,75'], 'text', []],
    ['exponents', ['1e5', '2e6'], 'text', []],
    ['a share of nine tenths', [...Array.from({ length: 9 }, () => '5'), 'x'], 'integer', []],
    ['less than that', [...Array.from({ length: 8 }, () => '5'), 'x', 'y'], 'text', []],
  ])('%s', (_, values, type, kinds) => {
    const suggestion = suggestType('c', values)
    expect(suggestion.type).toBe(type)
    expect(suggestion.losses.map((loss) => loss.kind)).toEqual(kinds)
    expect(suggestion.confidence).toBeGreaterThan(0)
    expect(suggestion.confidence).toBeLessThanOrEqual(0.99)
  })
})

describe('sniffEncoding', () => {
  const bom = Buffer.from([0xef, 0xbb, 0xbf])
  it.each<[string, Buffer, string, boolean]>([
    ['[E1] ASCII', Buffer.from('abc'), 'utf-8', false],
    ['[E1] UTF-8', Buffer.from('é'), 'utf-8', false],
    ['[E1] UTF-8 with its mark', Buffer.concat([bom, Buffer.from('é')]), 'utf-8', true],
    ['[E1] UTF-8 that the sample cuts', Buffer.from('aé💧').subarray(0, -1), 'utf-8', false],
    ['[E1] UTF-8 that the sample begins within', Buffer.from('💧a').subarray(2), 'utf-8', false],
    ['[E2] anything else', Buffer.from([97, 0xe9, 98]), 'windows-1252', false],
  ])('%s', (_, bytes, name, mark) => {
    expect(sniffEncoding([bytes])).toMatchObject({ name, bom: mark })
  })
  it('[E2] looks at all samples', () => {
    expect(sniffEncoding([Buffer.from('é'), Buffer.from([97, 0xe9, 98, 0xe9, 99])]).name).toBe('windows-1252')
    expect(sniffEncoding([Buffer.from('é'), Buffer.from([97, 0xe9, 98])])).toMatchObject({
      name: 'utf-8',
      confidence: 0.6,
    })
  })
  it('refuses what it cannot read', () => {
    expect(sniffEncoding([], 'Latin1').name).toBe('windows-1252')
    expect(() => sniffEncoding([], 'ebcdic')).toThrow('not known')
  })
})
