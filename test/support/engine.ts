import { afterAll, beforeAll, expect } from 'vitest'
import type { ImportRecord } from '../../src/contract/imports.ts'
import type { Issue } from '../../src/contract/issues.ts'
import type { OperationInput } from '../../src/contract/operations.ts'
import { type Engine, type EngineOptions, openEngine } from '../../src/main/engine/engine.ts'
import type { TempFolder } from './temp-folder.ts'

/** An engine on a workspace, open while the tests of the current suite run. */
export function useEngine(options: () => EngineOptions): () => Engine {
  let engine: Engine | null = null
  beforeAll(async () => {
    engine = await openEngine(options())
  })
  afterAll(() => engine?.close())
  return () => {
    if (!engine) throw new Error('the engine opens before the first test')
    return engine
  }
}

/** Imports a file and waits for its end. */
export async function importWith(engine: Engine, request: OperationInput<'imports.start'>): Promise<ImportRecord> {
  const { importId } = await engine.call('imports.start', request)
  return engine.call('imports.wait', { importId })
}

/** Every issue of an import, in row order. */
export async function allIssues(engine: Engine, importId: number): Promise<Issue[]> {
  return (await engine.call('issues.list', { importId, limit: 10_000 })).issues
}

/** The rows of a query. */
export async function rowsOf(engine: Engine, sql: string): Promise<unknown[][]> {
  return (await engine.call('analytics.query', { sql })).rows
}

/** What an import is asked for beside file and dataset. */
export type JudgeOptions = Omit<OperationInput<'imports.start'>, 'path' | 'dataset'>

/** What became of a file: its record, its issues, and its accepted rows as DuckDB and SQLite both show them. */
export interface Judged {
  readonly record: ImportRecord
  readonly issues: Issue[]
  readonly rows: unknown[][]
}

/** Imports a text into a dataset, which must succeed, and gives all that came of it. */
export async function judgeText(
  engine: Engine,
  folder: TempFolder,
  dataset: string,
  content: string | Uint8Array,
  options: JudgeOptions,
): Promise<Judged> {
  const path = folder.file(`${dataset.replaceAll(/\W/g, '_')}.csv`, content)
  const record = await importWith(engine, { path, dataset, ...options })
  expect(record, record.error?.message).toMatchObject({ state: 'completed', error: null })
  expect(record.rows.read).toBe(record.rows.accepted + record.rows.rejected)
  const name = `"${dataset.replaceAll('"', '""')}"`
  const rows = await rowsOf(
    engine,
    `SELECT * EXCLUDE (_import_id, _row_number, _schema_version) FROM _headgate.${name} WHERE _import_id = ${record.importId} ORDER BY _row_number`,
  )
  expect(rows).toHaveLength(record.rows.accepted)
  return { record, issues: await allIssues(engine, record.importId), rows }
}
