import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../src/main/engine/engine.ts'
import { importWith, rowsOf, useEngine } from '../support/engine.ts'
import { headgateError } from '../support/headgate.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { importFile } from '../support/workspace.ts'

const folder = useTempFolder()
const engine = useEngine(() => ({ workspace: folder.path('ws') }))
const contents = 'SELECT * FROM _headgate.d ORDER BY _row_number'

beforeAll(async () => {
  await importWith(engine(), { path: folder.file('d.csv', 'id,name\n1,x\n2,y\n'), dataset: 'd' })
})

/** Runs SQL that must be refused, and gives the error. */
async function refusal(sql: string): Promise<AppError> {
  const outcome = await engine()
    .call('analytics.query', { sql })
    .then(
      (result) => result,
      (error: unknown) => error,
    )
  expect(outcome, sql).toBeInstanceOf(AppError)
  return outcome as AppError
}

describe('SQL that writes', () => {
  const statements = [
    "INSERT INTO d VALUES ('3', 'z')",
    "INSERT INTO _headgate_base.dataset_1 VALUES (1, 9, 1, '3', 'z')",
    'DELETE FROM _headgate_base.visible',
    'UPDATE _headgate_base.visible SET rows = 0',
    'TRUNCATE _headgate_base.dataset_1',
    'CREATE TABLE t (x INTEGER)',
    'CREATE TEMP TABLE t AS SELECT 1',
    'CREATE OR REPLACE VIEW d AS SELECT 1',
    'CREATE MACRO m() AS 1',
    'DROP VIEW d',
    'DROP SCHEMA _headgate_base CASCADE',
    'ALTER TABLE _headgate_base.dataset_1 DROP COLUMN id',
    "ATTACH ':memory:' AS other",
    'DETACH analytics',
    "PRAGMA memory_limit = '8GB'",
    "SET memory_limit = '8GB'",
    'SET enable_external_access = true',
    'RESET ALL',
    'INSTALL httpfs',
    "LOAD 'httpfs'",
    'BEGIN TRANSACTION',
    'COMMIT',
    'CHECKPOINT',
    'VACUUM',
    'CALL pragma_version()',
    'PREPARE p AS DELETE FROM _headgate_base.visible',
    'SELECT 1; DROP VIEW d',
    'SELECT 1; SELECT 2',
    'EXPLAIN ANALYZE DELETE FROM _headgate_base.visible',
    'EXPLAIN ANALYZE CREATE TABLE t (x INTEGER)',
    'EXPLAIN ANALYZE DROP VIEW d',
    '',
    '-- nothing',
    ';',
  ]
  it.each(statements)('is refused: %s', async (sql) => {
    const error = await refusal(sql)
    expect(error.code).toMatch(/^(?:query-invalid|usage)$/)
    expect(error.message).not.toMatch(/Something went wrong/)
  })

  it('is refused where it would write files', async () => {
    for (const target of [folder.path('stolen.csv'), join(folder.path('ws'), '.scratch', 'stolen.csv')]) {
      const copies = [
        `COPY d TO '${target}'`,
        `EXPLAIN ANALYZE COPY d TO '${target}'`,
        `EXPORT DATABASE '${target}'`,
        `ATTACH '${target}' AS other`,
      ]
      for (const sql of copies) {
        await refusal(sql)
        expect(existsSync(target), sql).toBe(false)
      }
    }
  })

  it('leaves the dataset as it was, and the connection in order', async () => {
    expect(await rowsOf(engine(), contents)).toEqual([
      [1, 2, 1, '1', 'x'],
      [1, 3, 1, '2', 'y'],
    ])
  })
})

describe('SQL that reads files', () => {
  it.each([
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM '/etc/*.csv'",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM sniff_csv('/etc/passwd')",
    "SELECT * FROM read_json_auto('/etc/passwd')",
    "SELECT * FROM read_parquet('/etc/passwd')",
    "SELECT * FROM parquet_metadata('/etc/passwd')",
    "SELECT * FROM query_table('/etc/passwd')",
    "SELECT * FROM read_text('https://example.com/')",
  ])('is refused: %s', async (sql) => {
    expect((await refusal(sql)).message).not.toContain('root:')
  })

  it('is refused beside and above the folder where the engine keeps its scratch', async () => {
    const workspace = folder.path('ws')
    writeFileSync(join(workspace, 'secret.txt'), 'secret')
    for (const path of [
      join(workspace, 'secret.txt'),
      `${workspace}/.scratch/../secret.txt`,
      `${workspace}/.scratch/./../secret.txt`,
      `${workspace}/.scratch/x/../../secret.txt`,
      `${workspace}/.scratch/../workspace.sqlite`,
      `${workspace}/.scratchy/secret.txt`,
    ]) {
      for (const reader of ['read_text', 'read_blob', 'read_csv']) {
        const error = await refusal(`SELECT * FROM ${reader}('${path}')`)
        expect(error.message, path).toMatch(/permission|not allowed|disabled|cannot|no files/i)
      }
    }
  })
})

describe('headgate query', () => {
  it('refuses what is wrong with exit code 2 and DuckDB its own words', async () => {
    const workspace = folder.path('by-cli')
    await importFile(workspace, folder.path('d.csv'), 'd')
    const wrong = await headgateError(['query', 'SELEC 1', '--workspace', workspace])
    expect(wrong).toMatchObject({ exit: 2, code: 'query-invalid', message: expect.stringContaining('SELEC') })
    const writes = await headgateError(['query', 'DROP VIEW d', '--workspace', workspace])
    expect(writes).toMatchObject({ exit: 2, code: 'query-invalid', hint: expect.stringMatching(/import/) })
    const fails = await headgateError(['query', 'SELECT CAST(name AS INTEGER) FROM d', '--workspace', workspace])
    expect(fails).toMatchObject({ exit: 1, code: 'query-failed', message: expect.stringContaining("'x'") })
  })
})
