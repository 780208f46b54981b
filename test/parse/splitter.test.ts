import { describe, expect, it } from 'vitest'
import { splitDialect } from '../../src/main/engine/parse/dialect.ts'
import { offsetOfUndecodable } from '../../src/main/engine/parse/fault-offsets.ts'
import { splitRecords } from '../../src/main/engine/source/record-splitter.ts'
import { endOfRecords, recordOffsets } from '../../src/main/engine/source/record-offsets.ts'
import { comma, readBytes, readText } from './read-text.ts'

const crlf = { ...comma, newline: 'crlf' } as const
const cr = { ...comma, newline: 'cr' } as const
const hash = { ...comma, comment: '#' } as const
const after = { ...comma, spacing: 'trim-after' } as const
const spaces = { ...comma, delimiter: ' ', spacing: 'runs' } as const

describe('the rules of reading', () => {
  it.each([
    ['[C1] cells are their exact text', 'a, b ,\t,0042\n', comma, [['a', ' b ', '\t', '0042']]],
    ['[C1] an empty line is a blank record', 'a\n\nb\n', comma, [['a'], [''], ['b']]],
    [
      '[C1] a text without a last line end has its last record',
      'a,b\nc,d',
      comma,
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      '[C1] a last delimiter ends with an empty cell',
      'a,\n,',
      comma,
      [
        ['a', ''],
        ['', ''],
      ],
    ],
    ['[C2] LF and CRLF both end a record, whichever was seen first', 'a\r\nb\nc\r\n', comma, [['a'], ['b'], ['c']]],
    [
      '[C2] and in a file that began with CRLF',
      'a,1\r\nb,2\nc,3\r\n',
      crlf,
      [
        ['a', '1'],
        ['b', '2'],
        ['c', '3'],
      ],
    ],
    ['[C2] a CR elsewhere is text', 'a\rb,\rc\r\r\n', comma, [['a\rb', '\rc\r']]],
    ['[C2] a CR at the end of a quoted cell is text', '"a\r"\r\n"b\r"\n', crlf, [['a\r'], ['b\r']]],
    [
      '[C2] with CR as line end, LF is text',
      'a,b\rc\n,d\r',
      cr,
      [
        ['a', 'b'],
        ['c\n', 'd'],
      ],
    ],
    ['[C3] a quoted cell holds delimiters and line ends', '"a,b","c\r\nd"\r\n', crlf, [['a,b', 'c\r\nd']]],
    ['[C4] two quotes inside a quoted cell are one', '"a ""b"" c",""""\n', comma, [['a "b" c', '"']]],
    ['[C4] a quoted cell can be empty', '"",""\n', comma, [['', '']]],
    [
      '[C5] white space between a closing quote and a delimiter is dropped',
      '"a" ,"b"\t , "c"\n',
      comma,
      [['a', 'b', ' "c"']],
    ],
    ['[C5] however much of it there is', `"a"${' '.repeat(500)},b\n`, comma, [['a', 'b']]],
    [
      '[C6] an escape of another kind makes a quote text',
      '"a \\" b",c\n',
      { ...comma, escape: '\\' },
      [['a " b', 'c']],
    ],
    ['[C6] and is text before anything else', '"a\\n\\\\x",\\\n', { ...comma, escape: '\\' }, [['a\\n\\\\x', '\\']]],
    ['[C7] a quote inside an unquoted cell is kept', '5" pipe,a"b"c\n', comma, [['5" pipe', 'a"b"c']]],
    ['[C9] without quoting, quotes are text', '"a,b"\n', { ...comma, quote: '', escape: '' }, [['"a', 'b"']]],
    [
      '[C11] a comment is one cell, whatever quotes are in it',
      '# it\'s "x, "y\na,b\n#,"\nc,d\r\n#\r\n',
      hash,
      [['# it\'s "x, "y'], ['a', 'b'], ['#,"'], ['c', 'd'], ['#']],
    ],
    [
      '[C11] only at the beginning of a record',
      'a,#b\n"x\n#y",c\n',
      hash,
      [
        ['a', '#b'],
        ['x\n#y', 'c'],
      ],
    ],
    ['[C13] spaces behind a delimiter belong to it', ' a, "b, c",\t d ,\n', after, [[' a', 'b, c', 'd ', '']]],
    ['[C13] not those at the beginning of a record', ' "a", "b"\n', after, [[' "a"', 'b']]],
    ['[C13] a tab behind a tab is a delimiter', 'a\t\t "b"\n', { ...after, delimiter: '\t' }, [['a', '', 'b']]],
    [
      '[C14] delimiters in a row are one, at the ends none',
      '  a   "b  c"  d  \r\n   \r\ne f\n',
      spaces,
      [['a', 'b  c', 'd'], [''], ['e', 'f']],
    ],
    ['[C14] an empty cell can be written in quotes', 'a "" b\n', spaces, [['a', '', 'b']]],
    ['[C10] a byte order mark that is not the first of the file is text', '\ufeffa,b\n', comma, [['\ufeffa', 'b']]],
  ] as const)('%s', async (_, text, dialect, records) => {
    for (const chunkBytes of [1, 2, 3, 1000]) {
      const reading = await readText(text, dialect, { chunkBytes })
      expect(reading.records).toEqual(records)
      expect(reading.faults).toEqual([])
    }
  })

  it('[C8] text behind a closing quote is a fault of its record, which reaches to the next closing quote', async () => {
    const reading = await readText('"a"b,c\nd,e\n"f",g\n', comma, { chunkBytes: 3 })
    expect(reading.faults).toEqual(['0:stray-quote'])
    expect(reading.records).toEqual([['a"b,c\nd,e\n"f', 'g']])
  })

  it('[C8] keeps a stray quote as text, and goes on with the next record', async () => {
    const reading = await readText('"a"b",c\nd,e\n', comma, { chunkBytes: 2 })
    expect(reading.faults).toEqual(['0:stray-quote'])
    expect(reading.records).toEqual([
      ['a"b', 'c'],
      ['d', 'e'],
    ])
  })

  it('[S5] an unclosed quote costs its own line only', async () => {
    const text = 'a,b\n1,"open\n2,x\n3,y\n'
    for (const chunkBytes of [1, 5, 1000]) {
      const { records, faults } = await readText(text, comma, { chunkBytes })
      expect(records).toEqual([
        ['a', 'b'],
        ['1', '"open'],
        ['2', 'x'],
        ['3', 'y'],
      ])
      expect(faults).toEqual(['1:unclosed-quote'])
    }
  })

  it('[S5] each of several unclosed quotes costs its own line', async () => {
    const { records, faults } = await readText('a\n"b\nc\n"d" e\nf', comma)
    expect(records).toEqual([['a'], ['"b'], ['c'], ['"d" e'], ['f']])
    expect(faults).toEqual(['1:unclosed-quote', '3:unclosed-quote'])
  })

  it('[S5] a record with a sound cell of several lines before the open quote is one record', async () => {
    const { records, faults, pieces } = await readText('"x\ny","open\nnext\n', comma)
    expect(records).toEqual([['"x\ny"', '"open'], ['next']])
    expect(faults).toEqual(['0:unclosed-quote'])
    expect(pieces.reduce((lines, piece) => lines + piece.lines, 0)).toBe(3)
  })

  it('[S6] a quoted cell longer than allowed is taken for a quote that was never closed', async () => {
    const text = `a,"${'x'.repeat(50)}\nb,c\n${'y'.repeat(50)}"\nd\n`
    for (const chunkBytes of [1, 7, 1000]) {
      const { records, faults } = await readText(text, comma, { chunkBytes, maxCellBytes: 60 })
      expect(faults).toEqual(['0:unclosed-quote'])
      expect(records.slice(1)).toEqual([['b', 'c'], [`${'y'.repeat(50)}"`], ['d']])
    }
    expect((await readText(text, comma)).faults).toEqual([])
  })

  it('[S6] [S9] a line longer than that is cut there, and its rest is a record at fault as well', async () => {
    const text = `"${'x'.repeat(100)}\na,b\n`
    for (const chunkBytes of [1, 8, 1000]) {
      const { pieces, faults, records } = await readText(text, comma, { chunkBytes, maxCellBytes: 40 })
      expect(faults).toEqual(['0:unclosed-quote', '1:too-long'])
      expect(records.map(([cell]) => cell?.length)).toEqual([40, 61, 1])
      expect(pieces.map((piece) => piece.bytes.length)).toEqual([40, 62, 4])
    }
  })

  it('[S9] a record longer than allowed is cut, and reading goes on behind its line', async () => {
    const text = `a,b\n${'x,'.repeat(50)}\n${'y'.repeat(99)}\nc,d\n`
    for (const chunkBytes of [1, 8, 1000]) {
      const { faults, records } = await readText(text, comma, { chunkBytes, maxCellBytes: 20, maxRecordBytes: 45 })
      expect(faults).toEqual(['1:too-long', '2:too-long', '3:too-long', '4:too-long', '5:too-long', '6:too-long'])
      expect(records.at(-1)).toEqual(['c', 'd'])
      expect(
        records
          .slice(1, 4)
          .flat()
          .filter((cell) => cell !== ''),
      ).toHaveLength(50)
    }
  })

  it('[S9] holds no more than a record may be long, and what was read ahead', async () => {
    let most = 0
    const pieces = splitRecords(
      (into) => {
        most = Math.max(most, into.buffer.byteLength)
        if ((read += into.length) > 4_000_000) return Promise.resolve(0)
        into.fill(97)
        return Promise.resolve(into.length)
      },
      { dialect: splitDialect(comma, 'utf-8'), chunkBytes: 1000, maxCellBytes: 50_000, byteStart: 0 },
    )
    let read = 0
    let longest = 0
    for await (const piece of pieces) longest = Math.max(longest, piece.bytes.length)
    expect(longest).toBe(75_000)
    expect(most).toBeLessThan(160_000)
  })

  it('[S7] gives no piece for an empty file', async () => {
    expect((await readText('', comma)).pieces).toEqual([])
  })

  it('[E3] a cell that is not UTF-8 is a fault of its record, and spoils no other', async () => {
    const bytes = Buffer.concat([Buffer.from('ä,b\n'), Buffer.from([0xe9, 44, 99, 10]), Buffer.from('é,d\n')])
    for (const chunkBytes of [1, 1000]) {
      const { records, faults } = await readBytes(bytes, comma, { chunkBytes })
      expect(faults).toEqual(['1:undecodable'])
      expect(records).toEqual([
        ['ä', 'b'],
        ['\ufffd', 'c'],
        ['é', 'd'],
      ])
    }
  })

  it('[E4] windows-1252 has a character for every byte', async () => {
    const bytes = Buffer.from(
      Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => ![10, 13, 34, 44].includes(byte)),
    )
    const { records, faults } = await readBytes(bytes, comma, { encoding: 'windows-1252' })
    expect(faults).toEqual([])
    expect(records).toEqual([[new TextDecoder('windows-1252').decode(bytes)]])
  })

  it('[E5] a delimiter beyond ASCII is found in both encodings', async () => {
    const broken = { ...comma, delimiter: '¦' }
    const text = '"a"¦b\n"c¦d"¦"e"\n'
    const expected = [
      ['a', 'b'],
      ['c¦d', 'e'],
    ]
    expect((await readText(text, broken, { chunkBytes: 1 })).records).toEqual(expected)
    const narrow = await readBytes(Buffer.from(text, 'latin1'), broken, { chunkBytes: 1, encoding: 'windows-1252' })
    expect(narrow.records).toEqual(expected)
  })
})

describe('[S8] endOfRecords', () => {
  const split = splitDialect(comma, 'utf-8')
  const bytes = Buffer.from('a,"x\ny"\nb\n\n"c')
  it.each([
    [0, 0],
    [1, 8],
    [2, 10],
    [3, 11],
    [4, 13],
    [99, 13],
  ])('finds the end of %i records', (count, end) => {
    expect(endOfRecords(bytes, count, split)).toBe(end)
  })

  it('passes over quotes of a file without quoting, and over NUL', () => {
    const none = splitDialect({ ...comma, quote: '', escape: '' }, 'utf-8')
    expect(endOfRecords(Buffer.from('"a\n\0b\n'), 1, none)).toBe(3)
    expect(endOfRecords(Buffer.from('\0a\nb\n'), 1, split)).toBe(3)
  })
})

describe('where a fault is', () => {
  it('[S8] recordOffsets finds the records of a piece, whatever is wrong with those before it', async () => {
    const text = '# "x\n1,"open\n2,b\n3,"open\nlast'
    const { pieces } = await readText(text, hash)
    const split = splitDialect(hash, 'utf-8')
    const offsets = pieces.flatMap(({ bytes, byteStart, records }) => {
      const offsetOf = recordOffsets(bytes, split)
      return Array.from({ length: records }, (_, index) => byteStart + offsetOf(index))
    })
    expect(offsets).toEqual([0, 5, 13, 17, 25])
  })

  it('[E3] offsetOfUndecodable finds the first byte that is no text', () => {
    expect(offsetOfUndecodable(Buffer.from('añb💧'), 'utf-8')).toBe(-1)
    expect(offsetOfUndecodable(Buffer.concat([Buffer.from('ñ,💧'), Buffer.from([0xe9, 44])]), 'utf-8')).toBe(7)
    expect(offsetOfUndecodable(Buffer.concat([Buffer.alloc(9000, 'ab,'), Buffer.from([0xff])]), 'utf-8')).toBe(9000)
    expect(offsetOfUndecodable(Buffer.from([0x82, 0xa0, 0x41, 0x82]), 'shift_jis')).toBe(3)
    expect(offsetOfUndecodable(Buffer.from([0x41, 0x81]), 'windows-1253')).toBe(-1)
  })
})
