import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { importWith, rowsOf, useEngine } from '../support/engine.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { sqliteRows } from '../support/workspace.ts'

const folder = useTempFolder()
const workspace = (): string => folder.path('ws')
const engine = useEngine(() => ({ workspace: workspace() }))
let dataset = ''
let files = 0

beforeEach(() => {
  dataset = `t${files}`
})

async function imported(rows: string, options: { mode?: 'append' | 'replace' } = {}) {
  const path = folder.file(`f${files++}.csv`, `name,points\n${rows}`)
  const fields = [{ name: 'name' }, { name: 'points', type: 'integer' }]
  const request = { path, dataset, again: true, workers: 1, ...options }
  return importWith(engine(), { ...request, schemaDocument: { name: dataset, fields } })
}

/** The rows of the dataset, in both stores and in an export, which must be the same. */
async function seen(): Promise<string[]> {
  const text = (rows: unknown[][]): string[] => rows.map((row) => row.join(',')).toSorted()
  const inDuckDb = text(await rowsOf(engine(), `SELECT * FROM ${dataset}`))
  expect(text(sqliteRows(workspace(), `SELECT * FROM ${dataset}`))).toEqual(inDuckDb)
  const file = folder.path(`export-${randomUUID()}.csv`)
  await engine().call('datasets.export', { dataset, file })
  expect(readFileSync(file, 'utf8').trimEnd().split('\r\n').slice(1).toSorted()).toEqual(inDuckDb)
  const details = await engine().call('datasets.show', { dataset })
  expect(details.rows).toBe(inDuckDb.length)
  expect(details.madeBy.reduce((sum, made) => sum + made.seen, 0)).toBe(inDuckDb.length)
  return inDuckDb
}

describe('a replacement', () => {
  it('that is judged again replaces what it did before, and no later import', async () => {
    await imported('Ann,1\n')
    const two = await imported('Bob,2\nCid,30\n', { mode: 'replace' })
    await imported('Dora,4\n')
    const fields = [{ name: 'name' }, { name: 'points', type: 'integer', checks: [{ check: 'max', value: 10 }] }]
    await engine().call('schemas.add', { document: { name: dataset, fields } })
    const again = await engine().call('imports.revalidate', { importId: two.importId })
    expect(await engine().call('imports.wait', again)).toMatchObject({ state: 'completed', mode: 'replace' })
    expect(await seen()).toEqual(['Bob,2', 'Dora,4'])
    const twice = await engine().call('imports.revalidate', again)
    await engine().call('imports.wait', twice)
    await engine().call('imports.rollback', again)
    expect(await seen()).toEqual(['Bob,2', 'Dora,4'])
    await engine().call('imports.rollback', twice)
    expect(await seen()).toEqual(['Bob,2', 'Cid,30', 'Dora,4'])
    await engine().call('imports.rollback', { importId: two.importId })
    expect(await seen()).toEqual(['Ann,1', 'Dora,4'])
  })
})

describe('a dataset', () => {
  it('can be dropped with all that it holds, and brought back', async () => {
    const { importId } = await imported('Ann,1\n')
    expect(await engine().call('datasets.drop', { dataset: dataset.toUpperCase() })).toEqual({ dataset })
    expect((await engine().call('datasets.list', {})).map(({ name }) => name)).not.toContain(dataset)
    await expect(rowsOf(engine(), `SELECT * FROM ${dataset}`)).rejects.toMatchObject({ code: 'query-invalid' })
    expect(() => sqliteRows(workspace(), `SELECT * FROM ${dataset}`)).toThrow('no such table')
    const unknown = { code: 'dataset-unknown', hint: expect.stringContaining('datasets restore') as string }
    await expect(engine().call('datasets.show', { dataset })).rejects.toMatchObject(unknown)
    await expect(imported('Bob,2\n')).rejects.toMatchObject(unknown)
    await expect(engine().call('datasets.drop', { dataset })).rejects.toMatchObject(unknown)

    const { madeBy } = await engine().call('datasets.restore', { dataset })
    expect(madeBy).toMatchObject([{ importId, seen: 1 }])
    expect(await seen()).toEqual(['Ann,1'])
    await expect(engine().call('datasets.restore', { dataset })).rejects.toMatchObject({ code: 'dataset-unknown' })
  })

  it('can have another name, in both stores and after they are opened again', async () => {
    await imported('Ann,1\n')
    const old = dataset
    dataset = `${old} "new"`
    await engine().call('datasets.rename', { dataset: old, name: dataset })
    const name = `"${dataset.replaceAll('"', '""')}"`
    expect(await rowsOf(engine(), `SELECT * FROM ${name}`)).toEqual([['Ann', 1]])
    expect(sqliteRows(workspace(), `SELECT * FROM ${name}`)).toEqual([['Ann', 1]])
    await expect(rowsOf(engine(), `SELECT * FROM ${old}`)).rejects.toMatchObject({ code: 'query-invalid' })
    await expect(engine().call('datasets.show', { dataset: old })).rejects.toMatchObject({ code: 'dataset-unknown' })
    dataset = old
    await imported('Bob,2\n')
    const taken = engine().call('datasets.rename', { dataset: `${old} "new"`, name: old.toUpperCase() })
    await expect(taken).rejects.toMatchObject({ code: 'dataset-name-invalid' })
    expect(await seen()).toEqual(['Bob,2'])
  })
})
