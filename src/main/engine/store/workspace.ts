import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { AppError, systemCode } from '../lib/app-error.ts'
import { migrationsFolder } from '../lib/runtime-files.ts'
import { openDatabase, type WriteDb } from './database.ts'
import { redrawDatasetViews } from './datasets.ts'
import { migrate, readMigrations } from './migrate.ts'

/** The files of a workspace. */
export interface WorkspacePaths {
  readonly root: string
  readonly sqlite: string
  readonly duckdb: string
  readonly lock: string
  readonly backups: string
  /** Tables that the workspace's owner puts there, for schemas to refer to. */
  readonly lookups: string
  /** Files that live only while an import or a rebuild runs. */
  readonly scratch: string
}

export function workspacePaths(folder: string): WorkspacePaths {
  const root = resolve(folder)
  return {
    root,
    sqlite: join(root, 'workspace.sqlite'),
    duckdb: join(root, 'analytics.duckdb'),
    lock: join(root, '.lock'),
    backups: join(root, 'backups'),
    lookups: join(root, 'lookups'),
    scratch: join(root, '.scratch'),
  }
}

/** Deletes the copy for analytics, which nobody has open, and whatever was spilled for it; both are made anew when they are needed. */
export function removeCopy({ duckdb, scratch }: WorkspacePaths): void {
  const spilled = readdirSync(scratch).map((name) => join(scratch, name))
  for (const path of [duckdb, `${duckdb}.wal`, ...spilled]) rmSync(path, { recursive: true, force: true })
}

/** Makes the folder where it is missing, and refuses one that cannot be written. */
export function prepareFolder(paths: WorkspacePaths): void {
  try {
    if (existsSync(paths.root) && !statSync(paths.root).isDirectory()) {
      throw new AppError('workspace-unwritable', `The workspace ${paths.root} is a file, not a folder.`, {
        hint: 'Choose another folder with --workspace.',
      })
    }
    mkdirSync(paths.root, { recursive: true })
    accessSync(paths.root, constants.W_OK | constants.R_OK)
    for (const file of [paths.sqlite, paths.duckdb]) {
      if (existsSync(file)) accessSync(file, constants.W_OK | constants.R_OK)
    }
    mkdirSync(paths.scratch, { recursive: true })
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError(
      'workspace-unwritable',
      `The workspace ${paths.root} cannot be written (${systemCode(error) ?? 'error'}).`,
      {
        hint: 'Choose a folder that you may write to with --workspace, or change its permissions.',
        cause: error,
      },
    )
  }
}

/**
 * Holds the workspace for this process. The lock is SQLite's own exclusive lock on a small file: the operating system
 * lets go of it when the process ends, however it ends. Returns how to let go of it.
 */
export function lockWorkspace(paths: WorkspacePaths, nativeBinding?: string): () => void {
  const db = new Database(paths.lock, { nativeBinding, timeout: 250 })
  try {
    db.pragma('journal_mode = DELETE')
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if (systemCode(error)?.startsWith('SQLITE_BUSY')) {
      throw new AppError('workspace-locked', `The workspace ${paths.root} is open in another Headgate.`, {
        hint: 'Close the other window or command, or choose another workspace with --workspace.',
      })
    }
    throw error
  }
  return () => db.close()
}

/** Opens the workspace's SQLite file, migrated to this program's format. */
export function openWorkspaceDatabase(paths: WorkspacePaths, nativeBinding?: string): WriteDb {
  let db: WriteDb | undefined
  try {
    db = openDatabase(paths.sqlite, { nativeBinding })
    const opened = db
    const migrations = readMigrations(fileURLToPath(migrationsFolder()))
    const { from, to } = migrate(opened, migrations, { file: paths.sqlite, backups: paths.backups })
    if (from > 0 && from !== to) opened.transaction(() => redrawDatasetViews(opened))
    return opened
  } catch (error) {
    db?.close()
    if (systemCode(error) === 'SQLITE_NOTADB' || systemCode(error) === 'SQLITE_CORRUPT') {
      throw new AppError('workspace-damaged', `${paths.sqlite} is damaged or not a workspace.`, {
        hint: 'Restore it from the backups folder. Nothing was overwritten.',
        cause: error,
      })
    }
    throw error
  }
}
