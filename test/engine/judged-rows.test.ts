import { describe, expect, it } from 'vitest'
import type { Issue } from '../../src/contract/issues.ts'
import { importWith, type Judged, type JudgeOptions, judgeText, rowsOf, useEngine } from '../support/engine.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { sqliteRows } from '../support/workspace.ts'

const folder = useTempFolder()
const workspace = (): string => folder.path('ws')
const engine = useEngine(() => ({ workspace: workspace() }))

const judged = (dataset: string, content: string | Uint8Array, options: JudgeOptions = {}): Promise<Judged> =>
  judgeText(engine(), folder, dataset, content, options)

const places = (issues: readonly Issue[]): unknown[] =>
  issues.map(({ rowNumber, field, code }) => [rowNumber, field, code])

describe('empty cells and null words', () => {
  it('an empty cell is NULL in every type, quoted or not, and passes every rule but required', async () => {
    const fields = ['text', 'integer', 'decimal', 'number', 'boolean', 'date', 'email', 'url', 'phone'].map((type) => ({
      name: type,
      type,
      checks:
        type === 'text'
          ? [
              { check: 'pattern', pattern: '^x$' },
              { check: 'min-length', value: 1 },
            ]
          : [],
    }))
    const schemaDocument = { name: 'empty', fields: [{ name: 'key', required: true }, ...fields] }
    const header = ['key', ...fields.map(({ name }) => name)].join(',')
    const { issues, rows } = await judged(
      'empty',
      `${header}\n1${',""'.repeat(9)}\n2${','.repeat(9)}\n"",x${','.repeat(8)}\n`,
      {
        schemaDocument,
      },
    )
    expect(rows).toEqual(['1', '2'].map((key) => [key, ...Array.from({ length: 9 }, () => null)]))
    expect(places(issues)).toEqual([[4, 'key', 'required']])
  })

  it('null words count only where they are declared, after cleaning, and keepEmpty keeps an empty text', async () => {
    const schemaDocument = {
      name: 'words',
      nullWords: ['NA', 'n/a'],
      fields: [
        { name: 'a', transforms: ['trim'] },
        { name: 'b', keepEmpty: true },
        { name: 'c', type: 'integer' },
      ],
    }
    const { rows, issues } = await judged('words', 'a,b,c\nNA,x,n/a\n na ,,1\n  ,NULL,2\n n/a ,x,na\n', {
      schemaDocument,
    })
    expect(rows).toEqual([
      [null, 'x', null],
      ['na', '', 1],
      [null, 'NULL', 2],
    ])
    expect(places(issues)).toEqual([[5, 'c', 'invalid-integer']])
    // What cleaning changed stays beside the clean value.
    const file = folder.path('words-raw.csv')
    await engine().call('datasets.export', { dataset: 'words', file, raw: true })
    expect((await engine().call('files.records', { path: file })).records).toEqual([
      ['NA', 'x', 'n/a'],
      [' na ', '', '1'],
      ['  ', 'NULL', '2'],
    ])
  })

  it('NULL words of the request add to those of the schema', async () => {
    const { rows } = await judged('asked', 'a,b\n-,1\nx,-\n', { reading: { nullValues: ['-'] } })
    expect(rows).toEqual([
      [null, '1'],
      ['x', null],
    ])
  })

  it('a default stands where a cell is empty and where the column is absent', async () => {
    const schemaDocument = {
      name: 'defaults',
      fields: [{ name: 'a' }, { name: 'b', type: 'boolean', default: 'TRUE' }],
    }
    expect((await judged('defaults', 'a,b\n1,\n2,false\n', { schemaDocument })).rows).toEqual([
      ['1', true],
      ['2', false],
    ])
    expect((await judged('defaults', 'a\n3\n')).rows.at(-1)).toEqual(['3', true])
    expect(sqliteRows(workspace(), 'SELECT b FROM defaults ORDER BY a')).toEqual([[1], [0], [1]])
  })
})

describe('records that are written wrongly', () => {
  it('ragged rows are rejected whole, surplus empty cells are not', async () => {
    const { rows, issues } = await judged('ragged', 'a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n\n,,\n,,,,\n7,8,9\n')
    expect(rows).toEqual([
      ['1', '2', '3'],
      ['7', '8', '9'],
    ])
    expect(places(issues)).toEqual([
      [2, null, 'too-few-cells'],
      [3, null, 'too-many-cells'],
    ])
    expect(issues.map(({ value }) => value)).toEqual(['1,2', '1,2,3,4'])
  })

  it('an unclosed quote spoils its own record and no other', async () => {
    const { record, rows, issues } = await judged('unclosed', 'a,b\n1,x\n2,"never closed\n3,y\n4,z\n5,w\n')
    expect(places(issues)).toEqual([[3, null, 'unclosed-quote']])
    expect(issues[0]).toMatchObject({ lineNumber: 3, value: '2,"never closed' })
    expect(rows).toEqual([
      ['1', 'x'],
      ['3', 'y'],
      ['4', 'z'],
      ['5', 'w'],
    ])
    expect(record.rows).toMatchObject({ accepted: 4, rejected: 1 })
  })

  it('stray quotes are text inside a cell, and a fault behind a closing quote', async () => {
    const { rows, issues } = await judged('stray', 'a,b\n5" pipe,x\nit"s,"y"\n"oops" x,"z"\nlast,w\n')
    expect(rows).toEqual([
      ['5" pipe', 'x'],
      ['it"s', 'y'],
      ['last', 'w'],
    ])
    expect(issues).toHaveLength(1)
    expect(issues[0]).toMatchObject({ rowNumber: 4, code: expect.stringMatching(/^(?:stray|unclosed)-quote$/) })
  })

  it('a byte that is no UTF-8 spoils its own record and no other', async () => {
    const filler = Array.from({ length: 20_000 }, (_, index) => `${index},Zoë,ok\n`).join('')
    const content = Buffer.concat([
      Buffer.from(`id,name,note\n${filler}`),
      Buffer.from('x,Jos\xe9,Latin-1\n', 'latin1'),
      Buffer.from('y,José,UTF-8\n'),
    ])
    const { record, rows, issues } = await judged('undecodable', content, { reading: { encoding: 'utf-8' } })
    expect(record.rows).toMatchObject({ accepted: 20_001, rejected: 1 })
    expect(places(issues)).toEqual([[20_002, 'name', 'undecodable']])
    expect(rows.at(-1)).toEqual(['y', 'José', 'UTF-8'])
  })

  it('NUL bytes in cells stay, in SQLite and in DuckDB', async () => {
    const { rows } = await judged('nul', `a,b\n1,x\0y\n2,\0\n3,${'z'.repeat(100)}\n`)
    expect(rows).toEqual([
      ['1', 'x\0y'],
      ['2', '\0'],
      ['3', 'z'.repeat(100)],
    ])
    expect(sqliteRows(workspace(), 'SELECT b FROM nul ORDER BY a')).toEqual(rows.map(([, b]) => [b]))
  })

  it('a cell of 20 MB arrives whole', async () => {
    const cell = 'x'.repeat(20_000_000)
    const { record } = await judged('large', `a,b\n1,${cell}\n2,y\n`)
    expect(record.rows).toMatchObject({ accepted: 2, rejected: 0 })
    expect(await rowsOf(engine(), 'SELECT a, length(b) FROM large ORDER BY a')).toEqual([
      ['1', 20_000_000],
      ['2', 1],
    ])
  })

  it('a quoted cell of 20 MB is accepted or rejected for itself alone', async () => {
    const { record } = await judged('large quoted', `a,b\n1,"${'x'.repeat(20_000_000)}"\n2,y\n3,"z"\n`)
    expect(record.rows.read).toBe(3)
    expect(await rowsOf(engine(), `SELECT b FROM "large quoted" WHERE a IN ('2', '3') ORDER BY a`)).toEqual([
      ['y'],
      ['z'],
    ])
  })
})

describe('line ends', () => {
  const rows = [
    ['1', 'x'],
    ['2', 'y'],
    ['3', 'z'],
  ]
  it.each([
    ['CR only', 'a,b\r1,x\r2,y\r3,z\r'],
    ['no end behind the last record', 'a,b\n1,x\n2,y\n3,z'],
    ['LF, then CRLF', 'a,b\n1,x\n2,y\r\n3,z\r\n'],
    ['CRLF, then LF', 'a,b\r\n1,x\r\n2,y\n3,z\n'],
    ['blank lines of each kind', 'a,b\r\n\r\n1,x\r\n\n2,y\r\n\r\n3,z\r\n\n'],
  ])('%s', async (name, content) => {
    expect((await judged(name, content)).rows).toEqual(rows)
  })

  it('a CRLF inside a cell of an LF file stays', async () => {
    expect((await judged('inner', 'a,b\n1,"x\r\nx"\n')).rows).toEqual([['1', 'x\r\nx']])
  })
})

describe('values that a column of numbers cannot hold', () => {
  const schemaDocument = {
    name: 'numbers',
    fields: [
      { name: 'i', type: 'integer' },
      { name: 'd', type: 'decimal', precision: 10, scale: 2 },
      { name: 'n', type: 'number' },
      { name: 'day', type: 'date' },
    ],
  }
  it('are rejected, and whatever is accepted can be queried', async () => {
    const zeros = '0'.repeat(45)
    const lines = [
      `1${zeros},,,`,
      `-9${'9'.repeat(37)},,,`,
      '+5,+5.,.5,0001-01-01',
      '-0,-0.00,-.5,9999-12-31',
      `,99999999.99,1${'0'.repeat(400)},`,
      ',100000000,,',
      `,${'0'.repeat(50)}1.10,0.${'0'.repeat(400)}1,`,
      ',,123456789012345678,2025-02-29',
    ]
    const { record } = await judged('numbers', `i,d,n,day\n${lines.join('\n')}\n`, { schemaDocument })
    expect(record.rows.read).toBe(lines.length)
    const [counts] = await rowsOf(engine(), 'SELECT count(i), count(d), count(n), count(day) FROM numbers')
    const stored = sqliteRows(workspace(), 'SELECT count(i), count(d), count(n), count(day) FROM numbers')
    expect([counts]).toEqual(stored)
  })

  it('a value with a mere warning is accepted: NULL in DuckDB, whole in SQLite', async () => {
    const warned = { name: 'warned', fields: [{ name: 'a' }, { name: 'n', type: 'number', severity: 'warning' }] }
    const { rows, issues, record } = await judged('warned', 'a,n\n1,12\n2,twelve\n', { schemaDocument: warned })
    expect(record.rows).toMatchObject({ accepted: 2, rejected: 0 })
    expect(issues).toMatchObject([{ rowNumber: 3, code: 'invalid-number', severity: 'warning', value: 'twelve' }])
    expect(rows).toEqual([
      ['1', 12],
      ['2', null],
    ])
  })

  it('a field that changes its type reads older rows anew, and nothing is dropped', async () => {
    const version = (type: string): object => ({ name: 'typed', fields: [{ name: 'k' }, { name: 'v', type }] })
    await judged('typed', 'k,v\n1,12\n2,twelve\n', { schemaDocument: version('text') })
    const { rows } = await judged2('typed', 'k,v\n3,13\n', version('number'))
    expect(rows).toEqual([
      ['1', 12],
      ['2', null],
      ['3', 13],
    ])
    const file = folder.path('typed-raw.csv')
    await engine().call('datasets.export', { dataset: 'typed', file, raw: true })
    expect((await engine().call('files.records', { path: file })).records).toEqual([
      ['1', '12'],
      ['2', 'twelve'],
      ['3', '13'],
    ])
  })

  async function judged2(dataset: string, content: string, document: object): Promise<{ rows: unknown[][] }> {
    const path = folder.file(`${dataset}-2.csv`, content)
    const record = await importWith(engine(), { path, dataset, schemaDocument: document })
    expect(record, record.error?.message).toMatchObject({ state: 'completed' })
    return { rows: await rowsOf(engine(), `SELECT * FROM ${dataset} ORDER BY k`) }
  }
})
