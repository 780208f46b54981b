import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { DatasetSummary } from '../../src/contract/datasets.ts'
import type { ImportRecord } from '../../src/contract/imports.ts'
import type { Issue } from '../../src/contract/issues.ts'
import type { SchemaSummary } from '../../src/contract/schema/schema-document.ts'
import { openEngine } from '../../src/main/engine/engine.ts'
import { inProject } from '../../scripts/shared/project.ts'
import { headgate, headgateJson } from './headgate.ts'

export const ordersCsv = inProject('samples', 'orders.csv')
export const ordersSchema = inProject('samples', 'order-import.schema.json')

/** Everything that a workspace holds, as its front door tells. */
export interface Contents {
  readonly imports: readonly ImportRecord[]
  readonly datasets: readonly DatasetSummary[]
  readonly schemas: readonly SchemaSummary[]
  /** Files left behind by work that ended. */
  readonly scratch: readonly string[]
}

export const nothingStored: Contents = { imports: [], datasets: [], schemas: [], scratch: [] }

/** What a workspace holds; nothing where there is none yet. */
export async function contentsOf(workspace: string): Promise<Contents> {
  if (!existsSync(join(workspace, 'workspace.sqlite'))) return nothingStored
  const engine = await openEngine({ workspace })
  try {
    return {
      imports: await engine.call('imports.list', {}),
      datasets: await engine.call('datasets.list', {}),
      schemas: await engine.call('schemas.list', {}),
      scratch: readdirSync(join(workspace, '.scratch')),
    }
  } finally {
    await engine.close()
  }
}

/** Imports one file by the command line. */
export async function importFile(
  workspace: string,
  path: string,
  dataset: string,
  ...options: string[]
): Promise<ImportRecord> {
  const args = ['import', path, '--into', dataset, '--workspace', workspace, ...options]
  const { imports } = await headgateJson<{ imports: ImportRecord[] }>(args)
  return imports[0] as ImportRecord
}

/** Every issue of an import, by the command line. */
export async function issuesOf(workspace: string, importId = 1): Promise<Issue[]> {
  const { stdout } = await headgate(['issues', String(importId), '--workspace', workspace])
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Issue)
}

/** The rows of a query, by the command line. */
export async function queryRows(workspace: string, sql: string): Promise<unknown[][]> {
  return (await headgateJson<{ rows: unknown[][] }>(['query', sql, '--workspace', workspace])).rows
}

/** The rows of a query on the workspace's SQLite file, read by SQLite itself. */
export function sqliteRows(workspace: string, sql: string): unknown[][] {
  const db = new Database(join(workspace, 'workspace.sqlite'), { readonly: true })
  try {
    return db.prepare(sql).raw().all() as unknown[][]
  } finally {
    db.close()
  }
}

/** How many chunks of rows an import has committed so far, while another process works on it. */
export function committedChunks(workspace: string, importId = 1): number {
  return countNow(workspace, `SELECT count(*) FROM _headgate_chunk WHERE import_id = ${importId}`)
}

/** How many imports have begun, while another process works. */
export function begunImports(workspace: string): number {
  return countNow(workspace, 'SELECT count(*) FROM _headgate_import')
}

function countNow(workspace: string, sql: string): number {
  try {
    return Number(sqliteRows(workspace, sql)[0]?.[0] ?? 0)
  } catch {
    // The file or the table is not there yet.
    return 0
  }
}
