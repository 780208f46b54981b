import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../lib/app-error.ts'
import type { WriteDb } from './database.ts'

/** One step of the workspace's format: `NNN.do.NAME.sql` with its `NNN.undo.NAME.sql`. */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly doSql: string
  readonly undoSql: string
  /** SHA-256 of both scripts, so that a step that was applied cannot change afterwards. */
  readonly checksum: string
}

const fileName = /^(\d{3})\.(do|undo)\.([a-z0-9-]+)\.sql$/

/** Reads a folder of migrations, in order. Throws where a step lacks its undo or a number is missing: our own mistake. */
export function readMigrations(folder: string): Migration[] {
  const steps = new Map<number, { name: string; do?: string; undo?: string }>()
  for (const file of readdirSync(folder).sort()) {
    const match = fileName.exec(file)
    if (!match) throw new Error(`not a migration's name: ${file}`)
    const [, number, way, name] = match as unknown as [string, string, 'do' | 'undo', string]
    const step = steps.get(Number(number)) ?? { name }
    step[way] = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n')
    steps.set(Number(number), step)
  }
  return [...steps].map(([version, step], index) => {
    if (version !== index + 1) throw new Error(`migration ${index + 1} is missing`)
    if (step.do === undefined || step.undo === undefined) throw new Error(`migration ${version} lacks its do or undo`)
    const checksum = createHash('sha256').update(step.do).update('\0').update(step.undo).digest('hex')
    return { version, name: step.name, doSql: step.do, undoSql: step.undo, checksum }
  })
}

interface AppliedMigration {
  version: number
  checksum: string
}

/** The steps that a database has, oldest first; none for a new file. */
export function appliedMigrations(db: WriteDb): AppliedMigration[] {
  const table = db.get(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '_headgate_migration'`)
  return table ? db.all<AppliedMigration>('SELECT version, checksum FROM _headgate_migration ORDER BY version') : []
}

/**
 * Brings a database to a version (the newest unless said), each step with its record in one transaction. A copy of the file is
 * put into `backups` before an existing database is changed. Refuses a database from a newer program and steps that changed.
 */
export function migrate(
  db: WriteDb,
  migrations: readonly Migration[],
  options: { readonly file: string; readonly backups: string; readonly to?: number },
): { from: number; to: number } {
  const applied = appliedMigrations(db)
  const from = applied.length
  const target = options.to ?? migrations.length
  verify(applied, migrations)
  if (from === target) return { from, to: target }
  if (from > 0) backUp(db, options.file, options.backups, from)
  db.script(`CREATE TABLE IF NOT EXISTS _headgate_migration
    (version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT`)
  for (let version = from + 1; version <= target; version++) apply(db, migrations[version - 1] as Migration)
  for (let version = from; version > target; version--) undo(db, migrations[version - 1] as Migration)
  return { from, to: target }
}

function verify(applied: readonly AppliedMigration[], migrations: readonly Migration[]): void {
  for (const [index, step] of applied.entries()) {
    const known = migrations[index]
    if (!known) {
      throw new AppError(
        'workspace-newer',
        `The workspace was made by a newer Headgate (format ${applied.length}; this one knows ${migrations.length}).`,
        {
          hint: 'Open it with the newer program, or choose another workspace. Nothing was changed.',
        },
      )
    }
    if (step.version !== known.version || step.checksum !== known.checksum) {
      throw new AppError(
        'workspace-damaged',
        `Step ${known.version} of the workspace's format differs from the one that was applied.`,
        {
          hint: 'Use the program that made this workspace. Nothing was changed.',
        },
      )
    }
  }
}

function apply(db: WriteDb, step: Migration): void {
  db.transaction(() => {
    db.script(step.doSql)
    db.run(
      'INSERT INTO _headgate_migration (version, name, checksum, applied_at) VALUES (?, ?, ?, ?)',
      step.version,
      step.name,
      step.checksum,
      new Date().toISOString(),
    )
  })
}

function undo(db: WriteDb, step: Migration): void {
  db.transaction(() => {
    db.script(step.undoSql)
    db.run('DELETE FROM _headgate_migration WHERE version = ?', step.version)
  })
}

function backUp(db: WriteDb, file: string, folder: string, from: number): void {
  if (!existsSync(file)) return
  db.script('PRAGMA wal_checkpoint(TRUNCATE)')
  mkdirSync(folder, { recursive: true })
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-')
  copyFileSync(file, join(folder, `before-format-${from}-${stamp}.sqlite`))
}
