import { mkdirSync, readdirSync } from 'node:fs'
import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Issue, Severity } from '../../src/contract/issues.ts'
import { allIssues, importWith, rowsOf, useEngine } from '../support/engine.ts'
import { type Held, judgeByModel, knownNames, type ModelRow, modelSchema, modelText } from '../support/table-model.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { sqliteRows } from '../support/workspace.ts'

const folder = useTempFolder()
const workspace = (): string => folder.path('ws')
const engine = useEngine(() => ({ workspace: workspace() }))

beforeAll(async () => {
  mkdirSync(folder.path('ws', 'lookups'), { recursive: true })
  const text = ['name,age', ...knownNames.map((name, age) => `${name},${age}`), ''].join('\n')
  folder.file('ws/lookups/names.csv', text)
  await importWith(engine(), { path: folder.file('people.csv', text), dataset: 'people' })
})

const cell = {
  a: fc.constantFrom('', 'x', 'y', 'z', 'X', 'x\ny'),
  b: fc.constantFrom('', '1', '+1', '01', '2', '3', '10', '-4', '-0', '0', 'no'),
  r: fc.constantFrom('', 'p', ' q', 'other', 'P'),
}
const row: fc.Arbitrary<ModelRow> = fc.oneof(
  // A record of nothing is blank.
  { weight: 12, arbitrary: fc.record(cell).map((cells) => (Object.values(cells).join('') === '' ? 'blank' : cells)) },
  { weight: 1, arbitrary: fc.constantFrom('blank' as const, 'ragged' as const) },
)
const severity = fc.constantFrom<Severity[]>('error', 'error', 'warning', 'information')
const within = fc.constantFrom('file' as const, 'dataset' as const)
const rules = fc.record({
  a: fc.option(fc.record({ within, severity })),
  b: fc.option(
    fc.record({
      check: fc.constantFrom('increasing' as const, 'decreasing' as const),
      strictly: fc.boolean(),
      severity,
    }),
  ),
  r: fc.option(fc.record({ target: fc.constantFrom('dataset' as const, 'lookup' as const), severity })),
  ab: fc.option(fc.record({ within, severity })),
})
const files = fc.array(fc.array(row, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 2 })
const running = fc.record({ workers: fc.integer({ min: 1, max: 3 }), chunkBytes: fc.integer({ min: 64, max: 400 }) })

/** An issue as the model has it. */
const told = ({ rowNumber, lineNumber, field, code, severity: how, message }: Issue) => [
  ...[rowNumber, lineNumber, field, code, how],
  code === 'too-few-cells' || code.startsWith('invalid-') ? null : message.slice(message.indexOf(': ') + 2),
]

describe('rules beyond the row', () => {
  it('[U1] to [U9] say what they say row after row, whatever the chunks and workers; all numbers and stores agree', async () => {
    let count = 0
    await fc.assert(
      fc.asyncProperty(rules, files, running, async (said, tables, options) => {
        const dataset = `t${count++}`
        const visible: Held[] = []
        for (const [index, rows] of tables.entries()) {
          if (rows.every((record) => record === 'blank')) continue
          const fileName = `${dataset}-${index}.csv`
          const path = folder.file(fileName, modelText(rows))
          const record = await importWith(engine(), {
            ...{ path, dataset, again: true, schemaDocument: modelSchema(dataset, said) },
            reading: { headerRow: 1, delimiter: ',', quote: '"' },
            ...options,
          })
          expect(record, record.error?.message).toMatchObject({ state: 'completed', error: null })
          const { importId } = record
          const { accepted, issues } = judgeByModel(rows, said, visible, { importId, fileName })
          const found = await allIssues(engine(), importId)
          expect(found.map(told)).toEqual(issues)
          await expectAgreement(dataset, importId, rows, accepted, found)
          expect(record.issues).toBe(issues.length)
          const rejected = new Set(issues.filter(([, , , , how]) => how === 'error').map(([rowNumber]) => rowNumber))
            .size
          const blank = rows.filter((each) => each === 'blank').length
          expect(record.rows).toMatchObject({ accepted: accepted.length, rejected, blank, read: rows.length - blank })
          visible.push(...accepted)
        }
      }),
      { numRuns: 15 },
    )
    expect(readdirSync(folder.path('ws', '.scratch'))).toEqual([])
  }, 240_000)
})

/** Both stores show the accepted rows, issues their raw cells, and facets, chunks and statistics add up to the issues. */
async function expectAgreement(
  dataset: string,
  importId: number,
  rows: readonly ModelRow[],
  accepted: readonly Held[],
  issues: readonly Issue[],
): Promise<void> {
  const own = `SELECT _row_number, a, b, r FROM _headgate.${dataset} WHERE _import_id = ${importId} ORDER BY 1`
  expect(await rowsOf(engine(), own)).toEqual(accepted.map(({ rowNumber, values }) => [rowNumber, ...values]))
  const inSqlite = sqliteRows(workspace(), `SELECT coalesce(a, ''), coalesce(b, ''), coalesce(r, '') FROM ${dataset}`)
  const inDuckDb = await rowsOf(engine(), `SELECT coalesce(a, ''), b, coalesce(r, '') FROM ${dataset}`)
  const sorted = (list: unknown[][]): string[] =>
    list.map((values) => JSON.stringify(values.map((value) => value ?? ''))).toSorted()
  expect(sorted(inSqlite)).toEqual(sorted(inDuckDb))

  for (const { rowNumber, field, value } of issues) {
    const raw = rows[(rowNumber ?? 0) - 2] as ModelRow
    if (typeof raw === 'string') continue
    const { a, b, r } = raw
    expect(value).toBe(field === null ? [a, b, r].join(',') : raw[field as 'a' | 'b' | 'r'])
  }
  const facets = await engine().call('issues.facets', { importId })
  const counts = Map.groupBy(issues, ({ field, code, severity: how }) => `${field} ${code} ${how}`)
  expect(new Map(facets.map((facet) => [`${facet.field} ${facet.code} ${facet.severity}`, facet.count]))).toEqual(
    new Map([...counts].map(([key, list]) => [key, list.length])),
  )
  const [chunks] = sqliteRows(
    workspace(),
    `SELECT sum(accepted), sum(issues), (SELECT sum(row_count) FROM _headgate_row_block WHERE id / 8589934592 = ${importId})
     FROM _headgate_chunk WHERE import_id = ${importId}`,
  )
  expect(chunks).toEqual([accepted.length, issues.length, accepted.length === 0 ? null : accepted.length])
  const { fields } = await engine().call('imports.statistics', { importId })
  for (const { field, failed } of fields) {
    expect(failed).toBe(new Set(issues.filter((issue) => issue.field === field).map((issue) => issue.rowNumber)).size)
  }
}
