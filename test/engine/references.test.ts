import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../src/main/engine/engine.ts'
import { allIssues, importWith, judgeText, useEngine } from '../support/engine.ts'
import { makeXlsx } from '../support/make-xlsx.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { sqliteRows } from '../support/workspace.ts'

const folder = useTempFolder()
const engine = useEngine(() => ({ workspace: folder.path('ws') }))

const referring = (name: string, type: string, target: object) => ({
  name,
  fields: [{ name: 'v', type, checks: [{ check: 'reference', ...target }] }],
})
const cell = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`

beforeAll(async () => {
  mkdirSync(folder.path('ws', 'lookups'), { recursive: true })
  folder.file('ws/lookups/codes.csv', 'Code;Name\n007;a\n 8;b\n10.0;c\n')
  folder.file('ws/lookups/sheet.xlsx', makeXlsx({ rows: `<row>${cell('code')}</row><row>${cell('p')}</row>` }))
  folder.file('ws/lookups/twice.csv', 'code\np\n')
  folder.file('ws/lookups/twice.xlsx', makeXlsx({ rows: `<row>${cell('code')}</row><row>${cell('p')}</row>` }))
  symlinkSync(folder.file('elsewhere.csv', 'code\np\n'), folder.path('ws', 'lookups', 'linked.csv'))
  const fields = [{ name: 'n', type: 'integer' }, { name: 'd', type: 'decimal', scale: 2 }, { name: 't' }]
  await judgeText(engine(), folder, 'held', 'n,d,t\n5,5.00,5\n10,7.50,7.5\n,,\n', {
    schemaDocument: { name: 'held', fields },
  })
})

describe('a reference', () => {
  it.each([
    ['integers by the value of a text', 'integer', { lookup: 'codes', field: 'code' }, ['7', '07', '8'], [4]],
    ['texts to the last character', 'text', { lookup: 'codes', field: 'Code' }, ['007', '7', ' 8'], [3]],
    ['the only column of a sheet', 'text', { lookup: 'sheet', field: 'code' }, ['p', 'q'], [3]],
    ['fields of the same type', 'integer', { dataset: 'HELD', field: 'N' }, ['5', '+05', '7', '10'], [4]],
    ['a decimal with integers', 'decimal', { dataset: 'held', field: 'n' }, ['5.0', '5.5', '10', '100'], [3, 5]],
    ['an integer with decimals', 'integer', { dataset: 'held', field: 'd' }, ['5', '7', '8'], [3, 4]],
    ['a number with texts', 'number', { dataset: 'held', field: 't' }, ['5', '7.50', '7.05'], [4]],
  ])('[U6] compares %s', async (name, type, target, values, missing) => {
    const { issues } = await judgeText(
      engine(),
      folder,
      name,
      `v,w\n${values.map((value) => `"${value}",`).join('\n')}\n,x\n`,
      {
        schemaDocument: referring(name, type, target),
      },
    )
    expect(issues.map(({ rowNumber, code }) => [rowNumber, code])).toEqual(
      missing.map((row) => [row, 'reference-missing']),
    )
  })

  it('[U6] does not find what only the running import has, nor in a dataset without rows to be seen', async () => {
    const schemaDocument = referring('own', 'text', { dataset: 'own', field: 'v' })
    const path = folder.file('own-more.csv', 'v,w\na,\nb,\n')
    await judgeText(engine(), folder, 'own', 'v,w\na,\n', { schemaDocument: { name: 'own', fields: [{ name: 'v' }] } })
    const record = await importWith(engine(), { path, dataset: 'own', schemaDocument })
    expect((await allIssues(engine(), record.importId)).map(({ rowNumber }) => rowNumber)).toEqual([3])

    const none = folder.file('none.csv', 'x,y\n"1,2\n')
    await importWith(engine(), { path: none, dataset: 'empty', maxRejectRate: 0 })
    const { issues } = await judgeText(engine(), folder, 'to-empty', 'v,w\na,\n', {
      schemaDocument: referring('to-empty', 'text', { dataset: 'empty', field: 'x' }),
    })
    expect(issues).toHaveLength(1)
  })

  it.each([
    ['no such dataset', { dataset: 'nobody', field: 'n' }, 'dataset-unknown', '"nobody"', 'held'],
    ['no such field', { dataset: 'held', field: 'm' }, 'dataset-unknown', 'no field "m"', 'n, d, t'],
    ['no such table', { lookup: 'nothing', field: 'n' }, 'lookup-unknown', '"nothing"', 'codes'],
    ['no such column', { lookup: 'codes', field: 'n' }, 'lookup-unknown', 'no column "n"', 'Code, Name'],
    ['two tables of one name', { lookup: 'twice', field: 'code' }, 'lookup-unknown', 'twice.xlsx', 'Keep one'],
    ['a link to another folder', { lookup: 'linked', field: 'code' }, 'lookup-unknown', 'outside', 'link'],
  ])('is refused before anything is written: %s', async (_, target, code, words, hint) => {
    const path = folder.file('refused.csv', 'v,w\n1,\n')
    const before = await engine().call('schemas.list', {})
    const start = engine().call('imports.start', {
      path,
      dataset: 'refused',
      schemaDocument: referring('refused', 'text', target),
    })
    const error = await start.then(
      () => null,
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code, message: expect.stringContaining(words), hint: expect.stringContaining(hint) })
    expect(await engine().call('schemas.list', {})).toEqual(before)
  })

  it('interrupts an import where its table is gone meanwhile', async () => {
    rmSync(folder.path('ws', 'lookups', 'twice.csv'))
    const schemaDocument = referring('gone', 'text', { lookup: 'twice', field: 'code' })
    const path = folder.file('gone.csv', `v,w\n${'p,\n'.repeat(20_000)}`)
    const { importId } = await engine().call('imports.start', { path, dataset: 'gone', schemaDocument })
    rmSync(folder.path('ws', 'lookups', 'twice.xlsx'))
    expect(await engine().call('imports.wait', { importId })).toMatchObject({
      state: 'interrupted',
      error: { code: 'lookup-unknown' },
    })
    folder.file('ws/lookups/twice.csv', 'code\np\n')
    await engine().call('imports.resume', { importId })
    expect(await engine().call('imports.wait', { importId })).toMatchObject({
      state: 'completed',
      rows: { rejected: 0 },
    })
  })
})

describe('a row that is moved to the rejected ones', () => {
  it('keeps all its raw cells and the issues that it had, and its line where there is one', async () => {
    const schemaDocument = {
      name: 'moved',
      nullWords: ['NA'],
      fields: [
        { name: 'absent', default: 'filled' },
        { name: 'key', unique: 'file' },
        { name: 'n', type: 'integer', severity: 'warning' },
        { name: 'note', transforms: ['trim'] },
      ],
    }
    const content = 'note,key,n,extra\n" two\nlines ",k,1,\n\n NA,k,bad, x \n'
    const { record, issues } = await judgeText(engine(), folder, 'moved', content, { schemaDocument })
    expect(issues.map(({ rowNumber, lineNumber, code }) => [rowNumber, lineNumber, code])).toEqual([
      [4, 5, 'invalid-integer'],
      [4, 5, 'duplicate'],
    ])
    const cells = `SELECT cells FROM _headgate_issue_row WHERE id / 8589934592 = ${record.importId}`
    expect(sqliteRows(folder.path('ws'), cells)).toEqual([[JSON.stringify([' NA', 'k', 'bad', ' x '])]])
  })

  it('has no line in a workbook', async () => {
    const rows = ['key', 'k', 'k'].map((text) => `<row>${cell(text)}${cell('1')}</row>`).join('')
    const path = folder.file('book.xlsx', makeXlsx({ rows }))
    const schemaDocument = { name: 'book', fields: [{ name: 'key', unique: 'file' }] }
    const record = await importWith(engine(), { path, dataset: 'book', schemaDocument, reading: { headerRow: 1 } })
    expect(await allIssues(engine(), record.importId)).toMatchObject([{ rowNumber: 3, lineNumber: null, value: 'k' }])
  })
})
