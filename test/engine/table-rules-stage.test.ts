import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { ImportRecord } from '../../src/contract/imports.ts'
import { openEngine } from '../../src/main/engine/engine.ts'
import { allIssues, importWith, rowsOf } from '../support/engine.ts'
import { headgate, headgateJson, start } from '../support/headgate.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { contentsOf, importFile, queryRows, sqliteRows } from '../support/workspace.ts'

const folder = useTempFolder()
const rows = 60_000
const keys = 25_000
let file = ''
let schema = ''
let undisturbed: unknown

beforeAll(async () => {
  const lines = Array.from(
    { length: rows },
    (_, index) => `k${(index * 7) % keys},${index < keys && index % 1000 === 0 ? 'x' : index}`,
  )
  file = folder.file('repeating.csv', `key,n\n${lines.join('\n')}\n`)
  const fields = [
    { name: 'key', unique: 'dataset' },
    { name: 'n', type: 'integer', checks: [{ check: 'increasing' }] },
  ]
  schema = folder.file('schema.json', JSON.stringify({ name: 'repeating', fields }))
  const workspace = folder.path('undisturbed')
  const record = await importFile(workspace, file, 'repeating', '--schema', schema)
  expect(record.rows).toMatchObject({ accepted: keys, rejected: rows - keys, read: rows })
  undisturbed = await outcomeOf(workspace, record)
}, 120_000)

/** All that the import leaves. */
async function outcomeOf(workspace: string, record: ImportRecord): Promise<unknown> {
  expect(record.state).toBe('completed')
  expect((await contentsOf(workspace)).scratch).toEqual([])
  const hash = 'count(*), bit_xor(hash(r)), sum(hash(r))'
  return {
    rows: record.rows,
    issues: record.issues,
    stored: sqliteRows(workspace, 'SELECT count(*), sum(length(issues)), sum(length(cells)) FROM _headgate_issue_row'),
    counted: sqliteRows(workspace, 'SELECT code, sum(count) FROM _headgate_issue_count GROUP BY 1 ORDER BY 1'),
    blocks: sqliteRows(workspace, 'SELECT sum(row_count) FROM _headgate_row_block'),
    visible: await queryRows(workspace, `SELECT ${hash} FROM _headgate.repeating r`),
  }
}

function holds(workspace: string, sql: string): boolean {
  try {
    return sqliteRows(workspace, sql).length > 0
  } catch {
    return false
  }
}

const isJudging = (workspace: string): boolean =>
  holds(workspace, `SELECT 1 FROM _headgate_job WHERE progress ->> '$.stage' = 'judging'`)
const hasFindings = (workspace: string): boolean => {
  const found = `${workspace}/.scratch/table-1-findings.csv`
  return existsSync(found) && statSync(found).size > 0
}
const isJudged = (workspace: string): boolean =>
  holds(workspace, 'SELECT 1 FROM _headgate_import WHERE table_judged = 1')

/** The dataset is not there yet, or has no row. */
async function expectUnseen(workspace: string): Promise<void> {
  const { stdout, stderr } = await headgate(['query', 'SELECT * FROM repeating', '--workspace', workspace, '--json'])
  if (stdout === '') expect(stderr).toContain('query-invalid')
  else expect(JSON.parse(stdout)).toMatchObject({ rows: [] })
}

describe('an import that is ended while its table is judged', () => {
  it.each([
    ['SIGKILL' as const, 'when that begins', isJudging],
    ['SIGINT' as const, 'when that begins', isJudging],
    ['SIGKILL' as const, 'when rows are about to move', hasFindings],
    ['SIGKILL' as const, 'when all have moved', isJudged],
  ])(
    'by %s %s: has moved all of its rows or none, is not seen, and resuming gives what an undisturbed run gives',
    async (signal, _, isReached) => {
      const workspace = folder.path(`${signal}-${isReached.name}`)
      const { child, ended } = start([
        ...['import', file, '--into', 'repeating', '--schema', schema, '--workspace', workspace, '--json'],
      ])
      await vi.waitFor(() => expect(isReached(workspace)).toBe(true), { timeout: 100_000, interval: 2 })
      child.kill(signal)
      await ended
      const [before] = (await contentsOf(workspace)).imports
      // The program may have been faster than the signal.
      if (before?.state === 'completed') {
        expect(await outcomeOf(workspace, before)).toEqual(undisturbed)
        return
      }
      expect(before?.state).toBe('interrupted')
      const rejected = rows - keys
      const moved = sqliteRows(workspace, `SELECT count(*) FROM _headgate_issue_row WHERE cells IS NOT NULL`)[0]?.[0]
      expect(moved).toBe(isJudged(workspace) ? rejected : keys / 1000)
      await expectUnseen(workspace)
      const resume = ['imports', 'resume', '1', '--workspace', workspace]
      const { imports } = await headgateJson<{ imports: ImportRecord[] }>(resume)
      expect(await outcomeOf(workspace, imports[0] as ImportRecord)).toEqual(undisturbed)
    },
    180_000,
  )
})

describe('an import whose table cannot be judged', () => {
  it('is interrupted, says why, is not seen, and can be resumed once the cause is gone', async () => {
    const workspace = folder.path('no-duckdb')
    // DuckDB can neither open a folder nor make its file in its place.
    mkdirSync(`${workspace}/analytics.duckdb/x`, { recursive: true })
    const ended = await headgate(['import', file, '--into', 'repeating', '--schema', schema, '--workspace', workspace])
    expect(ended.code).toBe(1)
    expect(ended.stderr).toContain('could not be judged beside each other')
    const [record] = (await contentsOf(workspace)).imports
    expect(record).toMatchObject({ state: 'interrupted', error: { code: 'table-unjudged' } })
    expect(isJudged(workspace)).toBe(false)
    rmSync(`${workspace}/analytics.duckdb`, { recursive: true })
    const { imports } = await headgateJson<{ imports: ImportRecord[] }>([
      'imports',
      'resume',
      '1',
      '--workspace',
      workspace,
    ])
    expect(await outcomeOf(workspace, imports[0] as ImportRecord)).toEqual(undisturbed)
  }, 180_000)

  it('keeps nothing where the rows that its table rejects are more than were allowed', async () => {
    const engine = await openEngine({ workspace: folder.path('rate') })
    const schemaDocument = { name: 'r', fields: [{ name: 'a', unique: 'file' }] }
    const path = folder.file('rate.csv', 'a,b\n1,1\n1,2\n2,3\n')
    const record = await importWith(engine, { path, dataset: 'r', schemaDocument, maxRejectRate: 0.2 })
    expect(record).toMatchObject({
      state: 'failed',
      error: { code: 'reject-rate' },
      rows: { accepted: 2, rejected: 1 },
    })
    expect((await allIssues(engine, record.importId)).map(({ code }) => code)).toEqual(['duplicate'])
    const again = await importWith(engine, { path, dataset: 'r', schemaDocument, maxRejectRate: 0.4 })
    expect(again).toMatchObject({ state: 'completed', rows: { accepted: 2, rejected: 1 } })
    expect(await rowsOf(engine, 'SELECT a, b FROM r ORDER BY 1')).toEqual([
      ['1', '1'],
      ['2', '3'],
    ])
    await engine.close()
  })
})
