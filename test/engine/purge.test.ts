import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { PurgeScope } from '../../src/contract/purge.ts'
import { type Engine, openEngine } from '../../src/main/engine/engine.ts'
import { allIssues, importWith, rowsOf, useEngine } from '../support/engine.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { sqliteRows } from '../support/workspace.ts'

const folder = useTempFolder()
const workspace = (): string => folder.path('ws')
const engine = useEngine(() => ({ workspace: workspace() }))

const schemaDocument = {
  name: 'patients',
  fields: [
    { name: 'id', checks: [{ check: 'pattern', pattern: '^[0-9]+$' }] },
    { name: 'name', transforms: ['lowercase'] },
    { name: 'age', type: 'integer' },
  ],
  unique: [{ fields: ['id'] }],
}

const search = `
const { readdirSync, readFileSync, statSync } = require('node:fs')
const [root, text] = process.argv.slice(1)
const found = readdirSync(root, { recursive: true }).filter((name) => {
  const path = root + '/' + name
  return statSync(path).isFile() && readFileSync(path).includes(text)
})
console.log(JSON.stringify(found))`

/**
 * Files of the workspace that have the bytes of a text in them. Another process looks: closing a file lets go of every lock that this one
 * has on it, also of SQLite's.
 */
function filesWith(text: string, root = workspace()): string[] {
  return JSON.parse(execFileSync(process.execPath, ['-e', search, root, text], { encoding: 'utf8' })) as string[]
}

let made = 0

/** An import of 3 accepted and 3 rejected rows, with a secret of its own in a cell of each kind. */
async function imported(): Promise<{ importId: number; dataset: string; secret: string }> {
  const secret = `Geheim${++made}xQ`
  const dataset = `d${made}`
  const lines = [
    '1,A,5',
    `2,${secret}-cleaned,6`,
    '3,C,7',
    `4,D,${secret}-rejected`,
    `${secret}-rejected,E,8`,
    `1,${secret}-double,9`,
  ]
  const path = folder.file(`${dataset}.csv`, `id,name,age\n${lines.join('\n')}\n`)
  const record = await importWith(engine(), { path, dataset, schemaDocument })
  expect(record).toMatchObject({ state: 'completed', rows: { accepted: 3, rejected: 3 } })
  await rowsOf(engine(), `SELECT * FROM ${dataset}`)
  return { importId: record.importId, dataset, secret }
}

const purge = (importId: number, what: PurgeScope, confirm = true) =>
  engine().call('imports.purge', { importId, what, confirm })

describe('erasing what an import has stored', () => {
  it('says what would go, and erases nothing, unless it is confirmed', async () => {
    const { importId, dataset, secret } = await imported()
    const before = sqliteRows(workspace(), 'SELECT * FROM _headgate_issue_row')
    expect(await purge(importId, 'all', false)).toEqual({
      importId,
      what: 'all',
      done: false,
      counts: { acceptedRows: 3, rejectedRows: 3, changedRows: 3 },
      heldBy: [],
      sameRows: [],
    })
    expect(sqliteRows(workspace(), 'SELECT * FROM _headgate_issue_row')).toEqual(before)
    expect(await rowsOf(engine(), `SELECT count(*) FROM ${dataset}`)).toEqual([[3]])
    expect(filesWith(secret)).not.toEqual([])
  })

  it('raw cells are in no file any more; rows stay accepted and rejected', async () => {
    const { importId, dataset, secret } = await imported()
    expect(await purge(importId, 'raw')).toMatchObject({ done: true })
    expect(filesWith(secret)).toEqual([])
    expect(await engine().call('imports.show', { importId })).toMatchObject({
      state: 'completed',
      rows: { accepted: 3, rejected: 3 },
    })
    expect(await rowsOf(engine(), `SELECT name FROM ${dataset} ORDER BY id`)).toEqual([
      ['a'],
      [`${secret.toLowerCase()}-cleaned`],
      ['c'],
    ])
    const issues = await allIssues(engine(), importId)
    expect(issues.map(({ rowNumber }) => rowNumber)).toEqual([5, 6, 7])
    expect(issues[0]?.message).toMatch(/erased/)
  })

  it('rows are in no file any more, clean or raw, and their import stays taken back', async () => {
    const { importId, dataset, secret } = await imported()
    await purge(importId, 'rows')
    for (const text of [secret, secret.toLowerCase()]) expect(filesWith(text)).toEqual([])
    expect(await engine().call('imports.show', { importId })).toMatchObject({ state: 'rolled-back' })
    expect(await allIssues(engine(), importId)).toEqual([])
    expect(sqliteRows(workspace(), `SELECT * FROM ${dataset}`)).toEqual([])
    await expect(engine().call('imports.restore', { importId })).rejects.toMatchObject({ code: 'import-state' })
  })

  it('the whole import is not there any more, and others are as they were', async () => {
    const [other, { importId, secret }] = [await imported(), await imported()]
    await purge(importId, 'all')
    for (const text of [secret, secret.toLowerCase()]) expect(filesWith(text)).toEqual([])
    await expect(engine().call('imports.show', { importId })).rejects.toMatchObject({ code: 'import-unknown' })
    expect(await rowsOf(engine(), `SELECT count(*) FROM ${other.dataset}`)).toEqual([[3]])
    expect(await allIssues(engine(), other.importId)).toHaveLength(3)
    expect(sqliteRows(workspace(), 'PRAGMA foreign_key_check')).toEqual([])
    expect(sqliteRows(workspace(), 'PRAGMA integrity_check')).toEqual([['ok']])
  })

  it('rows are in no other row either that took a value over from them', async () => {
    const { importId, dataset, secret } = await imported()
    const path = folder.file(`${dataset}-ages.csv`, 'id,age\n1,50\n2,60\n')
    const request = { path, dataset, mode: 'upsert' as const, key: ['id'] }
    expect(await importWith(engine(), request)).toMatchObject({ state: 'completed', upserted: { updated: 2 } })
    const select = `SELECT * FROM ${dataset} ORDER BY id`
    expect((await rowsOf(engine(), select))[1]).toEqual(['2', `${secret.toLowerCase()}-cleaned`, 60])
    await engine().call('datasets.drop', { dataset })
    await purge(importId, 'rows')
    for (const text of [secret, secret.toLowerCase()]) expect(filesWith(text)).toEqual([])
    await engine().call('datasets.restore', { dataset })
    expect(await rowsOf(engine(), select)).toEqual([
      ['1', null, 50],
      ['2', null, 60],
    ])
  })

  it('is recorded by who, when and how much, and by no value', async () => {
    const { importId, secret } = await imported()
    await purge(importId, 'all')
    const [row] = sqliteRows(
      workspace(),
      `SELECT what, counts, length(purged_by) > 0, purged_at <= finished_at FROM _headgate_purge WHERE import_id = ${importId}`,
    )
    expect(row).toEqual(['all', '{"acceptedRows":3,"rejectedRows":3,"changedRows":3}', 1, 1])
    expect(filesWith(secret)).toEqual([])
  })

  it('names the imports that judged the same rows again, and the files that were made since', async () => {
    const { importId, secret } = await imported()
    const document = { ...schemaDocument, fields: schemaDocument.fields.map((field) => ({ ...field, title: 'x' })) }
    await engine().call('schemas.add', { document })
    const again = await engine().call('imports.revalidate', { importId })
    await engine().call('imports.wait', again)
    const archive = join(workspace(), 'backups')
    mkdirSync(archive, { recursive: true })
    writeFileSync(join(archive, 'copy.sqlite'), 'x')
    expect(await purge(importId, 'rows', false)).toMatchObject({
      sameRows: [again.importId],
      heldBy: [{ path: join(archive, 'copy.sqlite'), bytes: 1 }],
    })
    expect(await purge(again.importId, 'rows', false)).toMatchObject({ sameRows: [importId] })
    await purge(importId, 'rows')
    await purge(again.importId, 'rows')
    expect(filesWith(secret)).toEqual([])
  })

  it('refuses to judge again, or to write out, what was erased', async () => {
    const { importId } = await imported()
    await purge(importId, 'raw')
    const refusal = { code: 'import-state' }
    await expect(engine().call('imports.revalidate', { importId })).rejects.toMatchObject(refusal)
    const file = folder.path('erased.csv')
    await expect(engine().call('rejects.export', { importId, file, format: 'csv' })).rejects.toMatchObject(refusal)
  })
})

describe('erasing that was cut short', () => {
  it('is ended when the workspace opens next', async () => {
    const cut = folder.path('cut-short')
    const { importId } = await withEngine(cut, async (opened) => {
      const path = folder.file('cut-short.csv', 'id,name,age\n1,CutShortSecret,5\n2,B,x\n')
      const record = await importWith(opened, { path, dataset: 'people', schemaDocument })
      await rowsOf(opened, 'SELECT * FROM people')
      return record
    })
    const db = new Database(join(cut, 'workspace.sqlite'))
    db.exec(`DELETE FROM _headgate_row_block; UPDATE _headgate_job SET state = 'rolled-back';
      INSERT INTO _headgate_purge (import_id, dataset_id, what, counts, purged_by, purged_at)
      SELECT id, dataset_id, 'rows', '{}', 'me', '2026-01-01T00:00:00.000Z' FROM _headgate_import WHERE id = ${importId}`)
    db.close()
    expect(filesWith('cutshortsecret', cut)).not.toEqual([])
    await withEngine(cut, () => Promise.resolve())
    expect(filesWith('cutshortsecret', cut)).toEqual([])
    expect(sqliteRows(cut, 'SELECT finished_at IS NOT NULL FROM _headgate_purge')).toEqual([[1]])
  })
})

async function withEngine<T>(folderOfIt: string, work: (opened: Engine) => Promise<T>): Promise<T> {
  const opened = await openEngine({ workspace: folderOfIt })
  try {
    return await work(opened)
  } finally {
    await opened.close()
  }
}
