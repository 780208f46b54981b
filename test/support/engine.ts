import { afterAll, beforeAll } from 'vitest'
import type { ImportRecord } from '../../src/contract/imports.ts'
import type { Issue } from '../../src/contract/issues.ts'
import type { OperationInput } from '../../src/contract/operations.ts'
import { type Engine, type EngineOptions, openEngine } from '../../src/main/engine/engine.ts'

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
