import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import Database from 'better-sqlite3'
import Papa from 'papaparse'
import { beforeAll, describe, expect, it } from 'vitest'
import type { OrdersExpectation } from '../../scripts/orders-file.ts'
import { type Engine, openEngine, type StreamResult, type ValidationResult } from '../../src/main/engine/engine.ts'
import { folderForTests } from './workspace.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const orders = join(root, 'samples/orders.csv')
const folder = folderForTests()

interface Report {
  importSummary: StreamResult
  validationStats: ValidationResult['stats']
  analytics: Awaited<ReturnType<Engine['duckdbService']['executeQuery']>>
  timestamp: string
}

let report: Report
let expected: OrdersExpectation
let workspace = ''

beforeAll(async () => {
  workspace = join(folder.path, 'workspace')
  const script = join(root, 'examples/orders-pipeline.ts')
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [script, orders, workspace], {
    maxBuffer: 1 << 24,
  })
  expect(stderr).toBe('')
  report = JSON.parse(stdout)
  expected = JSON.parse(await readFile(join(root, 'samples/orders.expected.json'), 'utf8'))
}, 120_000)

/** The rows that the document's rules accept, found by PapaParse and plain expressions: all cells trimmed, an empty status filled. */
async function acceptedRows(): Promise<{ amount: number | null; month: string | null; status: string }[]> {
  const { data } = Papa.parse<string[]>(await readFile(orders, 'utf8'), { newline: '\r\n' })
  const rows = data.slice(1, -1).filter((cells) => cells.length === 9 && cells.some((cell) => cell !== ''))
  return rows.flatMap((cells) => {
    const [id = '', email = '', , , amount = '', date = '', state = ''] = cells.map((cell) => cell.trim())
    const status = state === '' ? 'pending' : state
    const sound =
      id !== '' &&
      (email === '' || /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) &&
      (amount === '' || /^\d+\.\d\d$/.test(amount)) &&
      (date === '' ||
        (!Number.isNaN(Date.parse(`${date}T00:00:00Z`)) &&
          new Date(`${date}T00:00:00Z`).toISOString().startsWith(date))) &&
      ['pending', 'completed', 'cancelled'].includes(status)
    return sound
      ? [
          {
            amount: amount === '' ? null : Number(amount),
            month: date === '' ? null : `${date.slice(0, 7)}-01`,
            status,
          },
        ]
      : []
  })
}

describe("the architecture document's complete pipeline", () => {
  it('reads, judges and reports every row', () => {
    const count = (code: string): number => expected.issues.find((issue) => issue.code === code)?.count ?? 0
    const ragged = count('too-few-cells') + count('too-many-cells')
    const { rows } = expected
    expect(report.importSummary).toMatchObject({
      filePath: orders,
      totalBytes: expected.bytes,
      rowsProcessed: rows.read - ragged,
      faults: ragged,
      blank: rows.blank,
    })
    expect(report.validationStats).toMatchObject({
      totalRows: rows.read - ragged,
      validRows: rows.accepted,
      invalidRows: rows.rejected - ragged,
    })
    for (const { field, code, count: found } of expected.issues) {
      if (field !== null) expect(report.validationStats.fields[field]?.failedBy[code]).toBe(found)
    }
    expect(Date.parse(report.timestamp)).toBeGreaterThan(Date.now() - 300_000)
  })

  it('analyses what an independent reading of the file finds', async () => {
    const months = new Map<string | null, (number | null)[]>()
    for (const { status, month, amount } of await acceptedRows()) {
      if (status === 'completed') months.set(month, [...(months.get(month) ?? []), amount])
    }
    const computed = [...months].map(([month, amounts]) => {
      const known = amounts.filter((amount) => amount !== null)
      const sum = known.reduce((total, amount) => total + amount, 0)
      return { month, orders: amounts.length, sum, average: sum / known.length }
    })
    // DuckDB's own order: newest first, the months that are not known last or first.
    const byMonth = new Map(computed.map((entry) => [entry.month, entry]))
    expect(report.analytics.columns.map((column) => column.name)).toEqual([
      'month',
      'total_orders',
      'total_revenue',
      'avg_order_value',
    ])
    expect(report.analytics.rows.length).toBe(computed.length)
    for (const [month, total, revenue, average] of report.analytics.rows) {
      const entry = byMonth.get((month as string | null)?.slice(0, 10) ?? null)
      expect(total).toBe(entry?.orders)
      expect(revenue).toBeCloseTo(entry?.sum ?? Number.NaN, 4)
      expect(average).toBeCloseTo(entry?.average ?? Number.NaN, 6)
    }
    const known = report.analytics.rows.flatMap(([month]) => (month === null ? [] : [month as string]))
    expect(known).toEqual(known.toSorted().toReversed())
  })

  it('stores the rows, the errors and the progress', async () => {
    const engine = await openEngine({ workspace })
    try {
      const value = async (sql: string): Promise<unknown> => (await engine.duckdbService.executeQuery(sql)).rows
      expect(
        await value('SELECT count(*), count(*) FILTER (status IS NULL), count(*) FILTER (NOT processed) FROM orders'),
      ).toEqual([[expected.rows.accepted, 0, expected.rows.accepted]])
      expect(
        await value(`SELECT code, field, count(*)::INTEGER FROM order_import_errors GROUP BY ALL ORDER BY field, code`),
      ).toEqual(
        expected.issues
          .filter(({ field }) => field !== null)
          .map(({ code, field, count }) => [code, field, count])
          .toSorted((one, other) => `${one[1]} ${one[0]}`.localeCompare(`${other[1]} ${other[0]}`)),
      )
      const rejected = (
        await engine.duckdbService.executeQuery('SELECT DISTINCT row_number FROM order_import_errors ORDER BY 1')
      ).rows.flat()
      expect(rejected).toEqual(expect.arrayContaining(expected.firstRejectedRowNumbers.slice(0, 5)))
    } finally {
      await engine.close()
    }
    const db = new Database(join(workspace, 'workspace.sqlite'), { readonly: true })
    try {
      const job = db
        .prepare(`SELECT kind, name, progress FROM _headgate_job WHERE kind = 'program' AND name = 'order-import'`)
        .get() as { progress: string }
      expect(JSON.parse(job.progress)).toMatchObject({
        percentComplete: 100,
        bytesProcessed: expected.bytes,
        estimatedTimeRemaining: 0,
      })
    } finally {
      db.close()
    }
  })
})
