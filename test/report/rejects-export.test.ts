import { existsSync, readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { read, utils } from 'xlsx'
import type { RejectsExport } from '../../src/contract/rejects.ts'
import { importWith, useEngine } from '../support/engine.ts'
import { useTempFolder } from '../support/temp-folder.ts'

const folder = useTempFolder()
const engine = useEngine(() => ({ workspace: folder.path('ws') }))

const schemaDocument = {
  name: 'people',
  fields: [
    { name: 'id', required: true },
    { name: 'amount', type: 'integer' },
    { name: 'note', checks: [{ check: 'max-length', value: 20 }] },
  ],
}

let made = 0

/** Imports a text into a new dataset and gives the import's id. */
async function imported(content: string): Promise<number> {
  const path = folder.file(`${++made}.csv`, content)
  const reading = { headerRow: 1, delimiter: ',', quote: '"' }
  const record = await importWith(engine(), { path, dataset: `d${made}`, schemaDocument, reading })
  expect(record).toMatchObject({ state: 'completed', error: null })
  return record.importId
}

function exported(importId: number, name: string, more: object = {}): Promise<RejectsExport> {
  const format = name.endsWith('.csv') ? 'csv' : 'xlsx'
  return engine().call('rejects.export', { importId, file: folder.path(name), format, ...more })
}

function csvRows(name: string): string[][] {
  const text = readFileSync(folder.path(name), 'utf8')
  expect(text.startsWith('\ufeff')).toBe(true)
  return Papa.parse<string[]>(text.slice(1), { delimiter: ',', skipEmptyLines: true }).data
}

function sheetRows(name: string): (string | null)[][] {
  const book = read(readFileSync(folder.path(name)))
  return utils.sheet_to_json(book.Sheets[book.SheetNames[0] as string] as object, { header: 1, defval: null })
}

const rejectedText =
  'id,amount,note\n1,7,fine\n00123,x1,"two\nlines, and ""quotes"""\n2,,=1+1 is much too long a text\n,5,\n'

describe('a file of rejected rows', () => {
  it('has a key, every reason in words, and the raw cells in their order, as CSV', async () => {
    const importId = await imported(rejectedText)
    const result = await exported(importId, 'a.csv', { guard: false })
    expect(result).toMatchObject({ importId, rows: 3, guardedCells: 0, format: 'csv' })
    const [header, ...rows] = csvRows('a.csv')
    expect(header).toEqual(['_headgate_row', '_headgate_reasons', 'id', 'amount', 'note'])
    expect(rows.map((row) => row.slice(2))).toEqual([
      ['00123', 'x1', 'two\nlines, and "quotes"'],
      ['2', '', '=1+1 is much too long a text'],
      ['', '5', ''],
    ])
    for (const [index, row] of rows.entries()) {
      expect(row[0]).toMatch(new RegExp(`^${importId}-${index + 3}-[b-z]{7}$`))
      expect(row[0]).not.toMatch(/[aeiouy]/)
    }
    expect(rows[0]?.[1]).toMatch(/^column "amount": "x1" /)
    expect(rows[2]?.[1]).toMatch(/column "id"/)
  })

  it('guards what a spreadsheet would run, counts it, and says so in its header', async () => {
    const importId = await imported("id,amount,note\n=cmd,x,-2+3\n@a,x,-5.25\n'=b,x,+1\n")
    const result = await exported(importId, 'guarded.csv')
    expect(result.guardedCells).toBe(4)
    const [header, ...rows] = csvRows('guarded.csv')
    expect(header?.[0]).toBe('_headgate_row_guarded')
    expect(rows.map((row) => row.slice(2))).toEqual([
      ["'=cmd", 'x', "'-2+3"],
      ["'@a", 'x', '-5.25'],
      ["''=b", 'x', '+1'],
    ])
  })

  it('has the texts unchanged as a workbook, failing cells in colour with their reason', async () => {
    const importId = await imported(rejectedText)
    await exported(importId, 'a.xlsx')
    const [header, ...rows] = sheetRows('a.xlsx')
    expect(header).toEqual(['_headgate_row', '_headgate_reasons', 'id', 'amount', 'note'])
    expect(rows.map((row) => row.slice(2))).toEqual([
      ['00123', 'x1', 'two\nlines, and "quotes"'],
      ['2', null, '=1+1 is much too long a text'],
      [null, '5', null],
    ])
    const book = read(readFileSync(folder.path('a.xlsx')), { cellStyles: true })
    const sheet = book.Sheets['Rejected rows'] as Record<string, { c?: { t: string }[]; s?: { patternType?: string } }>
    expect(sheet['D2']?.c?.[0]?.t).toMatch(/"x1"/)
    expect(sheet['D2']?.s?.patternType).toBe('solid')
    expect(sheet['C2']?.c).toBeUndefined()
    expect(sheet['C4']?.c?.[0]?.t).toMatch(/column "id"/)
  })

  it('keeps cells for which there is no column', async () => {
    const importId = await imported('id,amount,note\n1,2,three,four,five\n1\n')
    await exported(importId, 'wide.csv')
    const [header, ...rows] = csvRows('wide.csv')
    expect(header?.slice(2)).toEqual(['id', 'amount', 'note', '_headgate_surplus_1', '_headgate_surplus_2'])
    expect(rows.map((row) => row.slice(2))).toEqual([
      ['1', '2', 'three', 'four', 'five'],
      ['1', '', '', '', ''],
    ])
  })

  it('has keys that tell one import of the same file from another', async () => {
    const path = folder.file('twice.csv', 'id,amount,note\n1,x,\n')
    const keys: (string | undefined)[] = []
    for (const name of ['first', 'second']) {
      const { importId } = await importWith(engine(), { path, dataset: name, schemaDocument })
      await exported(importId, `${name}.csv`)
      keys.push(csvRows(`${name}.csv`)[1]?.[0]?.replace(/^\d+/, ''))
    }
    expect(keys[0]?.slice(0, -3)).not.toBe(keys[1]?.slice(0, -3))
    expect(keys[0]?.slice(-3)).toBe(keys[1]?.slice(-3))
  })

  it('is not written over another one unless that is asked for', async () => {
    const importId = await imported('id,amount,note\n1,x,\n')
    folder.file('there.csv', 'mine')
    await expect(exported(importId, 'there.csv')).rejects.toMatchObject({ code: 'output-exists' })
    expect(readFileSync(folder.path('there.csv'), 'utf8')).toBe('mine')
    await exported(importId, 'there.csv', { overwrite: true })
    expect(csvRows('there.csv')).toHaveLength(2)
  })

  it('is refused for an import that is not there', async () => {
    await expect(exported(9999, 'none.csv')).rejects.toMatchObject({ code: 'import-unknown' })
    expect(existsSync(folder.path('none.csv'))).toBe(false)
  })

  it('can be stopped, and is not there then', async () => {
    const lines = Array.from({ length: 3000 }, (_, index) => `${index},x,\n`).join('')
    const importId = await imported(`id,amount,note\n${lines}`)
    const writing = exported(importId, 'stopped.xlsx', { task: 'stop me' })
    expect(await engine().call('files.stop', { task: 'stop me' })).toEqual({ stopped: true })
    await expect(writing).rejects.toMatchObject({ code: 'cancelled' })
    expect(existsSync(folder.path('stopped.xlsx'))).toBe(false)
  })
})
