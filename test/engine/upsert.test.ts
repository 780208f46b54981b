import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ImportRecord } from '../../src/contract/imports.ts'
import { type Engine, openEngine } from '../../src/main/engine/engine.ts'
import { allIssues, importWith, rowsOf, useEngine } from '../support/engine.ts'
import { start } from '../support/headgate.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { sqliteRows } from '../support/workspace.ts'

const folder = useTempFolder()
const engine = useEngine(() => ({ workspace: folder.path('ws') }))
let dataset = ''
let files = 0

beforeEach(() => {
  dataset = `t${files}`
})

const people = (fields: object[]) => ({ name: dataset, fields })
const plain = () => people([{ name: 'id' }, { name: 'name', transforms: ['trim'] }, { name: 'mail' }])

async function imported(text: string, schemaDocument: unknown, key?: string[]): Promise<ImportRecord> {
  const path = folder.file(`f${files++}.csv`, text)
  const mode = key === undefined ? {} : { mode: 'upsert' as const, key }
  const record = await importWith(engine(), { path, dataset, again: true, workers: 1, schemaDocument, ...mode })
  expect(record, record.error?.message).toMatchObject({ state: 'completed' })
  return record
}

const all = () => rowsOf(engine(), `SELECT * FROM ${dataset} ORDER BY ALL`)

describe('an upsert', () => {
  it('updates, inserts and leaves alone, and columns that its file lacks keep their value', async () => {
    await imported('id,name,mail\n1,Ann,a@x\n2, Bob ,b@x\n3,Cid,\n', plain())
    const record = await imported('id,mail\n1,a@x\n2,new@x\n3,c@x\n4,d@x\n', plain(), ['ID'])
    expect(record).toMatchObject({ mode: 'upsert', key: ['id'] })
    expect(record.upserted).toEqual({ matched: 3, inserted: 1, updated: 2, unchanged: 1, skipped: 0 })
    expect(await all()).toEqual([
      ['1', 'Ann', 'a@x'],
      ['2', 'Bob', 'new@x'],
      ['3', 'Cid', 'c@x'],
      ['4', null, 'd@x'],
    ])
    const from = await rowsOf(engine(), `SELECT id, _import_id FROM _headgate.${dataset} ORDER BY id`)
    expect(from.map(([, importId]) => importId === record.importId)).toEqual([false, true, true, true])
    const file = folder.path('raw.csv')
    await engine().call('datasets.export', { dataset, file, raw: true })
    expect(readFileSync(file, 'utf8').split('\r\n').toSorted()).toEqual(
      ['', '1,Ann,a@x', '2, Bob ,new@x', '3,Cid,c@x', '4,,d@x', 'id,name,mail'].toSorted(),
    )
  })

  it('[U11] rejects rows without a key, and all but the first of the same key, naming both', async () => {
    const record = await imported('id,name,mail\n,Ann,\n1,Bob,\n1,Cid,\n', plain(), ['id'])
    expect(record.upserted).toEqual({ matched: 0, inserted: 1, updated: 0, unchanged: 0, skipped: 2 })
    const issues = await allIssues(engine(), record.importId)
    expect(issues.map(({ rowNumber, field, code }) => [rowNumber, field, code])).toEqual([
      [2, 'id', 'required'],
      [4, 'id', 'duplicate'],
    ])
    expect(issues[0]?.message).toContain('by which the upsert would find its row')
    expect(issues[1]?.message).toBe('Row 4, column "id": row 3 has the same value.')
  })

  it('[U11] a new row needs the required fields that its file lacks, and a known one does not', async () => {
    const schema = people([{ name: 'id' }, { name: 'name', required: true }, { name: 'mail' }])
    await imported('id,name,mail\n1,Ann,a@x\n', schema)
    const record = await imported('id,mail\n1,b@x\n2,c@x\n', schema, ['id'])
    expect(await all()).toEqual([['1', 'Ann', 'b@x']])
    const [issue] = await allIssues(engine(), record.importId)
    expect(issue).toMatchObject({ rowNumber: 3, field: null, code: 'required' })
    expect(issue?.message).toContain('a new row needs "name", which the file lacks; no row has its "id"')
  })

  it('[U11] a unique value may stay with its row, and may not come to another one', async () => {
    const schema = people([{ name: 'id', unique: 'dataset' }, { name: 'name' }, { name: 'mail', unique: 'dataset' }])
    await imported('id,name,mail\n1,Ann,a@x\n2,Bob,b@x\n', schema)
    const record = await imported('id,name,mail\n1,Anna,a@x\n3,Cid,b@x\n', schema, ['id'])
    expect(record.upserted).toEqual({ matched: 1, inserted: 0, updated: 1, unchanged: 0, skipped: 1 })
    expect((await allIssues(engine(), record.importId)).map(({ rowNumber, field }) => [rowNumber, field])).toEqual([
      [3, 'mail'],
    ])
    expect(await all()).toEqual([
      ['1', 'Anna', 'a@x'],
      ['2', 'Bob', 'b@x'],
    ])
  })

  it('stays one when it is judged again, in its place', async () => {
    await imported('id,name,mail\n1,Ann,a@x\n', plain())
    const two = await imported('id,mail\n1,b@x\n2,c@x\n', plain(), ['id'])
    await imported('id,mail\n1,late@x\n', plain(), ['id'])
    const upper = people([{ name: 'id' }, { name: 'name' }, { name: 'mail', transforms: ['uppercase'] }])
    await engine().call('schemas.add', { document: upper })
    const again = await engine().call('imports.revalidate', { importId: two.importId })
    expect(await engine().call('imports.wait', again)).toMatchObject({
      ...{ mode: 'upsert', key: ['id'], state: 'completed' },
      upserted: { matched: 1, inserted: 1, updated: 1, unchanged: 0, skipped: 0 },
    })
    expect(await all()).toEqual([
      ['1', 'Ann', 'late@x'],
      ['2', null, 'C@X'],
    ])
  })

  it('[U11] judged again, rows keep the required values that they took over, also from rows that are gone', async () => {
    const fields = [{ name: 'id' }, { name: 'name', required: true }, { name: 'mail' }]
    await imported('id,name,mail\n1,Ann,a@x\n2,Bob,b@x\n', people(fields))
    const two = await imported('id,mail\n1,c@x\n9,d@x\n', people(fields), ['id'])
    await engine().call('schemas.add', { document: people(fields.map((field) => ({ ...field, title: field.name }))) })
    const again = await engine().call('imports.revalidate', { importId: two.importId })
    expect(await engine().call('imports.wait', again)).toMatchObject({
      upserted: { matched: 1, inserted: 0, updated: 1, unchanged: 0, skipped: 1 },
    })
    expect(await all()).toEqual([
      ['1', 'Ann', 'c@x'],
      ['2', 'Bob', 'b@x'],
    ])
  })

  it('is seen by a profile and by an inferred schema with what its rows took over', async () => {
    await imported('id,name,mail\n1,2024-01-02,a@x\n2,2024-01-03,b@x\n', plain())
    await imported('id,mail\n1,c@x\n2,d@x\n3,\n', plain(), ['id'])
    const { profile } = await engine().call('datasets.profile', { dataset })
    expect(profile.rows).toBe(3)
    expect(profile.columns.map(({ name, statistics }) => [name, statistics.filled])).toEqual([
      ['id', 3],
      ['name', 2],
      ['mail', 2],
    ])
    const document = await engine().call('schemas.infer', { dataset })
    expect(document.fields.find(({ name }) => name === 'name')?.suggestion?.type).toBe('date')
  })

  it('needs a key that is a field of its file, and nothing else has one', async () => {
    const path = folder.file('key.csv', 'id,mail\n1,a@x\n')
    const request = { path, dataset, schemaDocument: plain() }
    const tried = (options: object) => engine().call('imports.start', { ...request, ...options })
    await expect(tried({ mode: 'upsert' })).rejects.toMatchObject({ code: 'usage' })
    await expect(tried({ key: ['id'] })).rejects.toMatchObject({ code: 'usage' })
    await expect(tried({ mode: 'upsert', key: ['other'] })).rejects.toMatchObject({ code: 'header-mismatch' })
    await expect(tried({ mode: 'upsert', key: ['name'] })).rejects.toMatchObject({ code: 'header-mismatch' })
    expect(await engine().call('imports.list', { dataset })).toEqual([])
  })
})

describe('a dataset as of an import', () => {
  it('is refused for one that was never completed, and for another dataset', async () => {
    const { importId } = await imported('id,name,mail\n1,Ann,a@x\n', plain())
    const other = { dataset: `${dataset}x`, file: folder.path('other.csv'), asOf: importId }
    await importWith(engine(), { path: folder.file('x.csv', 'id\n1\n'), dataset: other.dataset })
    await expect(engine().call('datasets.export', other)).rejects.toMatchObject({ code: 'usage' })
    const unknown = engine().call('analytics.query', { sql: 'SELECT 1', asOf: 9999 })
    await expect(unknown).rejects.toMatchObject({ code: 'import-unknown' })
  })

  it('answers a query and an export alike, and changes nothing', async () => {
    const one = await imported('id,name,mail\n1,Ann,a@x\n2,Bob,b@x\n', plain())
    await imported('id,mail\n1,new@x\n', plain(), ['id'])
    const sql = `SELECT id, mail FROM ${dataset} ORDER BY id`
    const then = await engine().call('analytics.query', { sql, asOf: one.importId })
    expect(then.rows).toEqual([
      ['1', 'a@x'],
      ['2', 'b@x'],
    ])
    const file = folder.path('as-of.csv')
    await engine().call('datasets.export', { dataset, file, asOf: one.importId })
    expect(readFileSync(file, 'utf8')).toBe('id,name,mail\r\n1,Ann,a@x\r\n2,Bob,b@x\r\n')
    await expect(
      engine().call('analytics.query', { sql: `DELETE FROM ${dataset}`, asOf: one.importId }),
    ).rejects.toMatchObject({ code: 'query-invalid' })
    expect(await rowsOf(engine(), sql)).toEqual([
      ['1', 'new@x'],
      ['2', 'b@x'],
    ])
  })
})

describe('an upsert that is killed while it is published', () => {
  it('is there whole or not at all, and goes on to what an undisturbed one gives', async () => {
    const rows = 20_000
    const table = (mail: string): string =>
      ['id,mail', ...Array.from({ length: rows }, (_, index) => `${index},${mail}${index}`), ''].join('\n')
    const workspace = folder.path('killed')
    const base = folder.file('base.csv', table('a'))
    const next = folder.file('next.csv', table('b'))
    const opened = async <T>(work: (open: Engine) => Promise<T>): Promise<T> => {
      const open = await openEngine({ workspace })
      try {
        return await work(open)
      } finally {
        await open.close()
      }
    }
    await opened((open) => importWith(open, { path: base, dataset: 'p' }))
    const args = ['import', next, '--into', 'p', '--mode', 'upsert', '--key', 'id', '--workspace', workspace]
    const { child, ended } = start(args)
    const stage = `SELECT 1 FROM _headgate_job WHERE id = 2 AND progress ->> '$.stage' = 'publishing'`
    await vi.waitFor(() => expect(sqliteRows(workspace, stage)).toHaveLength(1), { timeout: 100_000, interval: 5 })
    child.kill('SIGKILL')
    await ended
    await opened(async (open) => {
      const { state } = await open.call('imports.show', { importId: 2 })
      const counts = `SELECT count(*), count(*) FILTER (WHERE mail LIKE 'b%') FROM p`
      expect(await rowsOf(open, counts)).toEqual([[rows, state === 'completed' ? rows : 0]])
      expect(sqliteRows(workspace, counts)).toEqual([[rows, state === 'completed' ? rows : 0]])
      if (state !== 'completed') {
        await open.call('imports.resume', { importId: 2 })
        const record = await open.call('imports.wait', { importId: 2 })
        expect(record.upserted).toEqual({ matched: rows, inserted: 0, updated: rows, unchanged: 0, skipped: 0 })
      }
      expect(await rowsOf(open, counts)).toEqual([[rows, rows]])
      await open.call('imports.rollback', { importId: 2 })
      expect(await rowsOf(open, counts)).toEqual([[rows, 0]])
    })
  }, 240_000)
})
