import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { DatasetDetails } from '../../src/contract/datasets.ts'
import type { OperationOutput } from '../../src/contract/operations.ts'
import { headgate, headgateError, headgateJson } from '../support/headgate.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { importFile } from '../support/workspace.ts'

const folder = useTempFolder()
const workspace = (): string => folder.path('ws')
const inWorkspace = (...args: string[]): string[] => [...args, '--workspace', workspace()]

async function written(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await headgate(inWorkspace(...args))
  expect({ code, stderr }, args.join(' ')).toEqual({ code: 0, stderr: '' })
  return stdout
}

describe('datasets on the command line', () => {
  it('take upserts, and are shown as they were and as they are', async () => {
    const first = await importFile(workspace(), folder.file('one.csv', 'id,name,points\n1,Ann,5\n2,Bob,6\n'), 'people')
    const next = folder.file('two.csv', 'id,points\n1,7\n2,6\n3,8\n,9\n')
    const upsert = ['--mode', 'upsert', '--key', 'id']
    const second = await importFile(workspace(), next, 'people', ...upsert)
    expect(second).toMatchObject({ mode: 'upsert', key: ['id'] })
    expect(second.upserted).toEqual({ matched: 2, inserted: 1, updated: 1, unchanged: 1, skipped: 1 })
    expect(await written('imports', 'show', String(second.importId))).toContain(
      '2 matched rows by id: 1 updated, 1 unchanged; 1 inserted, 1 skipped',
    )

    const asOf = ['--as-of', String(first.importId)]
    const sql = 'SELECT * FROM people ORDER BY id'
    expect(await written('query', sql, '--format', 'csv')).toBe('id,name,points\r\n1,Ann,7\r\n2,Bob,6\r\n3,,8\r\n')
    expect(await written('query', sql, '--format', 'csv', ...asOf)).toBe('id,name,points\r\n1,Ann,5\r\n2,Bob,6\r\n')
    const file = folder.path('then.csv')
    await written('export', 'people', '-o', file, ...asOf)
    expect(readFileSync(file, 'utf8')).toBe('id,name,points\r\n1,Ann,5\r\n2,Bob,6\r\n')

    const shown = await headgateJson<DatasetDetails>(inWorkspace('datasets', 'show', 'People'))
    expect(shown).toMatchObject({ name: 'people', rows: 3, rowsUnseen: 2 })
    expect(shown.madeBy.map(({ importId, accepted, seen }) => [importId, accepted, seen])).toEqual([
      [second.importId, 3, 2],
      [first.importId, 2, 1],
    ])
    const { dataset, profile } = await headgateJson<OperationOutput<'datasets.profile'>>(
      inWorkspace('profile', 'people'),
    )
    expect([dataset, profile.rows, profile.columns.length]).toEqual(['people', 3, 3])
  })

  it('are renamed, dropped and brought back', async () => {
    await importFile(workspace(), folder.file('cities.csv', 'city\nGhent\n'), 'towns')
    expect(await written('datasets', 'rename', 'towns', 'cities')).toMatch(/^cities: 1 rows; schema towns\n/)
    expect(await written('datasets', 'drop', 'cities')).toBe(
      "cities is dropped; bring it back with: headgate datasets restore 'cities'\n",
    )
    expect(await headgateError(inWorkspace('datasets', 'show', 'cities'))).toMatchObject({
      exit: 2,
      code: 'dataset-unknown',
    })
    expect(await written('datasets', 'restore', 'cities')).toMatch(/^cities: 1 rows/)
  })
})
