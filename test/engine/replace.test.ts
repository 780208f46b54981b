import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { ImportRecord } from '../../src/contract/imports.ts'
import { type Engine, openEngine } from '../../src/main/engine/engine.ts'
import { useTempFolder } from '../support/temp-folder.ts'

const folder = useTempFolder()

interface Step {
  readonly lines: readonly string[]
  readonly mode?: 'append' | 'replace'
  readonly maxRejectRate?: number
  readonly schemaDocument?: unknown
}

let files = 0

async function importLines(engine: Engine, { lines, ...request }: Step): Promise<ImportRecord> {
  const path = folder.path(`file-${files++}.csv`)
  writeFileSync(path, ['id,v', ...lines, ''].join('\n'))
  const { importId } = await engine.call('imports.start', { path, dataset: 'd', again: true, ...request })
  return engine.call('imports.wait', { importId })
}

async function inWorkspace(work: (engine: Engine, workspace: string) => Promise<void>): Promise<void> {
  const workspace = folder.path(`ws-${files++}`)
  const engine = await openEngine({ workspace })
  try {
    await work(engine, workspace)
  } finally {
    await engine.close()
  }
}

/** The ids that are seen: in DuckDB, in SQLite and by export alike. */
async function seen(engine: Engine, workspace: string): Promise<string[]> {
  const { rows } = await engine.call('analytics.query', { sql: 'SELECT id FROM d ORDER BY id' })
  const ids = rows.map(([id]) => String(id))
  const db = new Database(join(workspace, 'workspace.sqlite'), { readonly: true })
  try {
    expect(db.prepare('SELECT id FROM d ORDER BY id').pluck().all()).toEqual(ids)
  } finally {
    db.close()
  }
  const [dataset] = await engine.call('datasets.list', {})
  expect(dataset?.rows).toBe(ids.length)
  return ids
}

/** A hash of every stored row but those of one import. */
function hashBeside(workspace: string, importId: number): string {
  const db = new Database(join(workspace, 'workspace.sqlite'), { readonly: true })
  try {
    const rows = db
      .prepare('SELECT id, rows, changed FROM _headgate_row_block WHERE id / 8589934592 <> ? ORDER BY id')
      .all(importId)
    return createHash('sha256').update(JSON.stringify(rows)).digest('hex')
  } finally {
    db.close()
  }
}

const unique = { name: 's', fields: [{ name: 'id', unique: 'dataset' }, { name: 'v' }] }

describe('an import that replaces its dataset', () => {
  it('takes the place of all rows at once, and gives it back when it is rolled back, in any order', async () => {
    await inWorkspace(async (engine, workspace) => {
      const first = await importLines(engine, { lines: ['a,1', 'b,1'] })
      const second = await importLines(engine, { lines: ['c,1'] })
      const replacing = await importLines(engine, { lines: ['x,1', 'y,1'], mode: 'replace' })
      expect(replacing.mode).toBe('replace')
      expect(await seen(engine, workspace)).toEqual(['x', 'y'])
      const added = await importLines(engine, { lines: ['z,1'] })
      expect(await seen(engine, workspace)).toEqual(['x', 'y', 'z'])
      const before = hashBeside(workspace, replacing.importId)

      await engine.call('imports.rollback', { importId: first.importId })
      expect(await seen(engine, workspace)).toEqual(['x', 'y', 'z'])
      await engine.call('imports.rollback', { importId: replacing.importId })
      expect(await seen(engine, workspace)).toEqual(['c', 'z'])
      await engine.call('imports.restore', { importId: first.importId })
      expect(await seen(engine, workspace)).toEqual(['a', 'b', 'c', 'z'])
      await engine.call('imports.restore', { importId: replacing.importId })
      expect(await seen(engine, workspace)).toEqual(['x', 'y', 'z'])
      await engine.call('imports.rollback', { importId: added.importId })
      await engine.call('imports.rollback', { importId: second.importId })
      expect(await seen(engine, workspace)).toEqual(['x', 'y'])
      expect(hashBeside(workspace, replacing.importId)).toBe(before)
    })
  })

  it('hides for good what was rolled back when it came', async () => {
    await inWorkspace(async (engine, workspace) => {
      const first = await importLines(engine, { lines: ['a,1'] })
      await engine.call('imports.rollback', { importId: first.importId })
      await importLines(engine, { lines: ['x,1'], mode: 'replace' })
      await engine.call('imports.restore', { importId: first.importId })
      expect(await seen(engine, workspace)).toEqual(['x'])
    })
  })

  it('is compared with itself alone where keys are unique in the dataset', async () => {
    await inWorkspace(async (engine, workspace) => {
      await importLines(engine, { lines: ['a,1', 'b,1'], schemaDocument: unique })
      const record = await importLines(engine, {
        lines: ['a,2', 'c,2', 'c,3'],
        mode: 'replace',
        schemaDocument: unique,
      })
      expect(record.rows).toMatchObject({ accepted: 2, rejected: 1 })
      expect(await seen(engine, workspace)).toEqual(['a', 'c'])
    })
  })

  it('leaves the dataset as it was where too many rows are rejected', async () => {
    await inWorkspace(async (engine, workspace) => {
      await importLines(engine, { lines: ['a,1', 'b,1'], schemaDocument: unique })
      const record = await importLines(engine, {
        lines: ['c,2', 'c,3'],
        mode: 'replace',
        maxRejectRate: 0.1,
        schemaDocument: unique,
      })
      expect(record.state).toBe('failed')
      expect(await seen(engine, workspace)).toEqual(['a', 'b'])
    })
  })

  it('may be the file that it replaced before, and not one that is there', async () => {
    await inWorkspace(async (engine) => {
      const path = folder.path('same.csv')
      writeFileSync(path, 'id,v\na,1\n')
      const other = folder.path('other.csv')
      writeFileSync(other, 'id,v\nb,2\n')
      const start = async (file: string): Promise<ImportRecord> => {
        const { importId } = await engine.call('imports.start', { path: file, dataset: 'd', mode: 'replace' })
        return engine.call('imports.wait', { importId })
      }
      await start(path)
      await expect(start(path)).rejects.toMatchObject({ code: 'import-duplicate' })
      await start(other)
      expect((await start(path)).state).toBe('completed')
    })
  })
})
