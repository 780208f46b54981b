import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import * as fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { type Engine, openEngine } from '../../src/main/engine/engine.ts'
import {
  acceptedRows,
  foldModel,
  isBlankRow,
  type ModelField,
  modelFields,
  type ModelFile,
  type ModelImport,
  type ModelMode,
  modelSchema,
  modelText,
} from '../support/dataset-model.ts'
import { importWith, rowsOf } from '../support/engine.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { sqliteRows } from '../support/workspace.ts'

const folder = useTempFolder()

const cell: Record<ModelField, fc.Arbitrary<string>> = {
  k: fc.constantFrom('', 'x', 'y', 'z'),
  a: fc.constantFrom('', 'p', 'q,"\n'),
  n: fc.constantFrom('', '1', '01', '2'),
  d: fc.constantFrom('', 'e'),
}
const modes = fc.constantFrom<ModelMode[]>('append', 'append', 'replace', 'upsert', 'upsert', 'upsert')
const fileOf = (mode: ModelMode): fc.Arbitrary<ModelFile> =>
  fc
    .record({
      key: fc.constantFrom<ModelField[][]>(['k'], ['k'], ['n'], ['k', 'n']),
      some: fc.subarray([...modelFields]),
      withDefault: fc.boolean(),
    })
    .chain(({ key, some, withDefault }) => {
      const wanted = mode === 'upsert' ? [...some, ...key] : ['k', 'a', 'n', ...(withDefault ? ['d'] : [])]
      const columns = modelFields.filter((field) => wanted.includes(field))
      const row = fc.tuple(...columns.map((field) => cell[field])).map((cells) => [...cells])
      return fc.record({
        mode: fc.constant(mode),
        key: fc.constant(mode === 'upsert' ? key : []),
        columns: fc.constant(columns),
        rows: fc.array(row, { minLength: 1, maxLength: 5 }).filter((rows) => !rows.every(isBlankRow)),
      })
    })
const importOf = (made: ModelFile) => ({ kind: 'import' as const, made })
const step = fc.oneof(
  { weight: 3, arbitrary: modes.chain(fileOf).map(importOf) },
  { weight: 2, arbitrary: fc.nat(9).map((which) => ({ kind: 'turn' as const, which })) },
)

const columnList = modelFields.join(', ')
const sorted = (rows: unknown[][]): string[] => rows.map((row) => JSON.stringify(row)).toSorted()

/** The rows that the model has, as both stores give them. */
function expected(imports: readonly ModelImport[]): string[] {
  const { rows } = foldModel(imports)
  return sorted(rows.map(({ k, a, n, d }) => [k, a, n === null ? null : Number(n), d]))
}

/** Both stores, the export and the counts show the rows that the model has. */
async function expectRows(engine: Engine, workspace: string, dataset: string, imports: readonly ModelImport[]) {
  const rows = expected(imports)
  const select = `SELECT ${columnList} FROM ${dataset}`
  expect(sorted(sqliteRows(workspace, select)), 'SQLite').toEqual(rows)
  expect(sorted(await rowsOf(engine, select)), 'DuckDB').toEqual(rows)
  const details = await engine.call('datasets.show', { dataset })
  expect(details.rows).toBe(rows.length)
  expect(details.madeBy.map(({ seen }) => seen).reduce((sum, seen) => sum + seen, 0)).toBe(rows.length)
}

/** The rows of an export, of which an empty cell is null and what it has no column for as well. */
async function exported(engine: Engine, dataset: string, raw: boolean): Promise<string[]> {
  const path = folder.path(`${randomUUID()}.csv`)
  await engine.call('datasets.export', { dataset, file: path, raw })
  const { data } = Papa.parse<Record<string, string>>(readFileSync(path, 'utf8').trimEnd(), { header: true })
  return sorted(
    data.map((record) => {
      const [k, a, n, d] = modelFields.map((field) => record[field] || null)
      return [k, a, n == null ? null : Number(n), d]
    }),
  )
}

const withoutDefault = (rows: string[]): string[] =>
  sorted(rows.map((row) => (JSON.parse(row) as unknown[]).slice(0, 3)))

describe('a dataset under imports of every mode', () => {
  it('is its imports that stand, laid over each other in their order, whatever is rolled back and restored', async () => {
    const workspace = folder.path('ws')
    let engine = await openEngine({ workspace })
    let count = 0
    try {
      await fc.assert(
        fc.asyncProperty(fileOf('append'), fc.array(step, { minLength: 3, maxLength: 7 }), async (first, others) => {
          // The first file brings all columns, so that each store has all of them.
          const steps = [importOf(first), ...others]
          const dataset = `t${count++}`
          const imports: ModelImport[] = []
          await engine.call('schemas.add', { document: modelSchema(dataset) })
          for (const next of steps) {
            if (next.kind === 'import') {
              const path = folder.file(`${dataset}-${imports.length}.csv`, modelText(next.made))
              const { mode, key } = next.made
              const record = await importWith(engine, {
                ...{ path, dataset, mode, again: true, workers: 1, schema: dataset },
                ...(mode === 'upsert' ? { key: [...key] } : {}),
                reading: { headerRow: 1, delimiter: ',', quote: '"' },
              })
              expect(record, record.error?.message).toMatchObject({ state: 'completed', mode })
              const accepted = acceptedRows(next.made).length
              expect(record.rows.accepted).toBe(accepted)
              imports.push({ ...next.made, importId: record.importId, stands: true })
              const { counts } = foldModel(imports)
              expect(record.upserted).toEqual(counts === null ? null : { ...counts, skipped: record.rows.rejected })
            } else {
              const made = imports[next.which % imports.length] as ModelImport
              await engine.call(made.stands ? 'imports.rollback' : 'imports.restore', { importId: made.importId })
              made.stands = !made.stands
            }
            await expectRows(engine, workspace, dataset, imports)
          }
          if (expected(imports).length > 0) {
            expect(await exported(engine, dataset, false), 'export').toEqual(expected(imports))
            // A default is no text that was read.
            expect(withoutDefault(await exported(engine, dataset, true)), 'raw').toEqual(
              withoutDefault(expected(imports)),
            )
          }
          for (const [index, { importId }] of imports.entries()) {
            const query = { sql: `SELECT ${columnList} FROM ${dataset}`, asOf: importId }
            expect(sorted((await engine.call('analytics.query', query)).rows), `as of ${importId}`).toEqual(
              expected(imports.slice(0, index + 1)),
            )
          }
          await engine.close()
          rmSync(`${workspace}/analytics.duckdb`)
          engine = await openEngine({ workspace })
          await expectRows(engine, workspace, dataset, imports)
        }),
        { numRuns: 2 },
      )
      expect(readdirSync(`${workspace}/.scratch`)).toEqual([])
    } finally {
      await engine.close()
    }
  }, 600_000)
})
