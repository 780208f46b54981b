import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openEngine } from '../../src/main/engine/engine.ts'
import { openDatabase } from '../../src/main/engine/store/database.ts'
import { migrate, readMigrations } from '../../src/main/engine/store/migrate.ts'
import { inProject } from '../../scripts/shared/project.ts'
import { useTempFolder } from '../support/temp-folder.ts'

const folder = useTempFolder()
const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

describe('the format of a workspace', () => {
  const two = (name: string): string => {
    const target = folder.path(name)
    cpSync(inProject('migrations'), target, { recursive: true })
    const next = readMigrations(target).length + 1
    const number = String(next).padStart(3, '0')
    writeFileSync(join(target, `${number}.do.more.sql`), 'CREATE TABLE more (x INTEGER);')
    writeFileSync(join(target, `${number}.undo.more.sql`), 'DROP TABLE more;')
    return target
  }
  const tables = (file: string): unknown[] => {
    const db = new Database(file, { readonly: true })
    try {
      return db
        .prepare(
          "SELECT sql FROM sqlite_master WHERE name NOT IN ('_headgate_migration', 'sqlite_sequence') ORDER BY name",
        )
        .all()
    } finally {
      db.close()
    }
  }
  const place = (name: string): { file: string; backups: string } => {
    mkdirSync(folder.path(name))
    return { file: folder.path(name, 'workspace.sqlite'), backups: folder.path(name, 'backups') }
  }
  const run = (file: string, backups: string, folderOfSteps: string, to?: number): void => {
    const db = openDatabase(file)
    try {
      migrate(db, readMigrations(folderOfSteps), { file, backups, to })
    } finally {
      db.close()
    }
  }

  it('goes up step by step, down again, and leaves a copy before each change', () => {
    const steps = two('steps-up')
    const newest = readMigrations(steps).length
    const { file, backups } = place('up-down')
    run(file, backups, steps, newest - 1)
    const before = tables(file)
    expect(before.length).toBeGreaterThan(5)
    expect(existsSync(backups)).toBe(false)
    run(file, backups, steps)
    expect(tables(file)).toHaveLength(before.length + 1)
    run(file, backups, steps, newest - 1)
    expect(tables(file)).toEqual(before)
    run(file, backups, steps, 0)
    expect(tables(file)).toEqual([])
    expect(existsSync(backups)).toBe(true)
  })

  it('a step that changed after it was applied is refused, and the file stays as it was', () => {
    const steps = two('steps-changed')
    const { file, backups } = place('changed')
    run(file, backups, steps)
    const before = hashOf(file)
    writeFileSync(join(steps, '001.undo.workspace.sql'), '-- something else\n')
    expect(() => run(file, backups, steps)).toThrow(expect.objectContaining({ code: 'workspace-damaged' }))
    expect(hashOf(file)).toBe(before)
  })

  it('a workspace of a newer program is refused by the engine, and the file stays as it was', async () => {
    const workspace = folder.path('newer')
    mkdirSync(workspace)
    const file = join(workspace, 'workspace.sqlite')
    run(file, join(workspace, 'backups'), two('steps-newer'))
    const before = hashOf(file)
    await expect(openEngine({ workspace })).rejects.toMatchObject({
      code: 'workspace-newer',
      hint: expect.stringContaining('newer program'),
    })
    expect(hashOf(file)).toBe(before)
    expect(existsSync(join(workspace, 'backups'))).toBe(false)
  })

  it('a step that fails leaves nothing of itself', () => {
    const steps = two('steps-broken')
    const { file, backups } = place('broken')
    const newest = readMigrations(steps).length
    run(file, backups, steps, newest - 1)
    const before = tables(file)
    writeFileSync(
      join(steps, `${String(newest).padStart(3, '0')}.do.more.sql`),
      'CREATE TABLE more (x INTEGER); SELECT nonsense;',
    )
    expect(() => run(file, backups, steps)).toThrow(/nonsense/)
    expect(tables(file)).toEqual(before)
  })
})
