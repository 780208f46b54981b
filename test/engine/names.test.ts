import { describe, expect, it } from 'vitest'
import { importWith, type Judged, type JudgeOptions, judgeText, rowsOf, useEngine } from '../support/engine.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { sqliteRows } from '../support/workspace.ts'

const folder = useTempFolder()
const workspace = (): string => folder.path('ws')
const engine = useEngine(() => ({ workspace: workspace() }))
const judged = (dataset: string, content: string, options: JudgeOptions = {}): Promise<Judged> =>
  judgeText(engine(), folder, dataset, content, options)

describe('names', () => {
  const names = [
    '"',
    "'; DROP TABLE d; --",
    '🦀 Grüße',
    '__proto__',
    'constructor',
    'select',
    'a.b',
    '`x`',
    '$1',
    '%s',
    'Straße',
    'prototype',
  ]

  it.each(names)('a dataset named %s', async (name) => {
    const { rows } = await judged(name, 'a\n1\n')
    expect(rows).toEqual([['1']])
    expect(sqliteRows(workspace(), `SELECT * FROM "${name.replaceAll('"', '""')}"`)).toEqual([['1']])
    expect((await engine().call('datasets.list', {})).map((dataset) => dataset.name)).toContain(name)
  })

  it('columns with such names, all in one file', async () => {
    const quoted = names.map((name) => `"${name.replaceAll('"', '""')}"`).join(',')
    const { rows } = await judged('columns', `${quoted}\n${names.map((_, index) => index).join(',')}\n`)
    expect(rows).toEqual([names.map((_, index) => String(index))])
    const { columns } = await engine().call('analytics.query', { sql: 'SELECT * FROM columns' })
    expect(columns.map(({ name }) => name)).toEqual(names)
    const page = await engine().call('files.records', { path: folder.path('columns.csv') })
    expect(page.originalHeader).toEqual(names)
  })

  it('headers that no database takes as names: a NUL in one, and a thousand characters', async () => {
    const long = 'n'.repeat(1000)
    const { rows } = await judged('odd headers', `a\0b,${long},${long}\n1,2,3\n`)
    expect(rows).toEqual([['1', '2', '3']])
    const { columns } = await engine().call('analytics.query', { sql: 'SELECT * FROM "odd headers"' })
    expect(columns.map(({ name }) => name)).toEqual(['ab', 'n'.repeat(280), `${'n'.repeat(280)}_2`])
    const file = folder.path('odd-headers-raw.csv')
    await engine().call('datasets.export', { dataset: 'odd headers', file, raw: true })
    expect((await engine().call('files.records', { path: file })).originalHeader).toEqual(['a\0b', long, long])
  })

  it('repeated and empty headers get names of their own', async () => {
    await judged('repeats', 'id,,ID,_row_number,id\n1,2,3,4,5\n')
    const { columns, rows } = await engine().call('analytics.query', { sql: 'SELECT * FROM repeats' })
    expect(rows).toEqual([['1', '2', '3', '4', '5']])
    expect(columns.map(({ name }) => name)).toEqual(['id', 'column_2', 'ID_2', '_row_number_2', 'id_3'])
  })

  it('a file without a header gets column_1 and so on, and its first record is a row', async () => {
    const { rows, record } = await judged('headerless', '1,x\n2,y\n', { reading: { headerRow: 'none' } })
    expect(rows).toEqual([
      ['1', 'x'],
      ['2', 'y'],
    ])
    expect(record.rows.skipped).toBe(0)
    expect(await rowsOf(engine(), 'SELECT column_2 FROM headerless WHERE column_1 = 2')).toEqual([['y']])
    expect(await rowsOf(engine(), 'SELECT _row_number FROM _headgate.headerless ORDER BY 1')).toEqual([[1], [2]])
  })
})

describe('the widest table', () => {
  const own = useEngine(() => ({ workspace: folder.path('wide') }))

  it('has as many columns as a dataset can have', async () => {
    const wide = Array.from({ length: 2000 }, (_, index) => `c${index}`).join(',')
    const path = folder.file('wide.csv', `${wide}\n${wide}\n`)
    expect(await importWith(own(), { path, dataset: 'wide' })).toMatchObject({
      state: 'completed',
      rows: { accepted: 1 },
    })
    expect(await rowsOf(own(), 'SELECT c0, c1999 FROM wide')).toEqual([['c0', 'c1999']])
  })
})
