import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SAMPLE_FILES, SAMPLE_ROWS, SAMPLES_FOLDER, writeSamples } from '../scripts/make-samples.ts'
import { ORDERS_HEADER, type OrdersExpectation, writeOrdersFile } from '../scripts/orders-file.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'headgate-samples-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

/** Every record's cells, read by PapaParse, which shares nothing with the generator. */
function readRecords(text: string): string[][] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ',', newline: '\r\n' })
  expect(errors).toEqual([])
  expect(data.pop(), 'the file ends with a line end').toEqual([''])
  return data
}

/** The order schema's verdict by plain expressions of this test's own: `field/code` of each issue, null for a blank record. */
function judge(cells: readonly string[]): string[] | null {
  if (cells.every((cell) => cell === '')) return null
  if (cells.length < 9) return ['null/too-few-cells']
  if (cells.length > 9) return ['null/too-many-cells']
  const [id = '', email = '', , , amount = '', date = '', status = ''] = cells
  const issues: string[] = []
  if (id === '') issues.push('order_id/required')
  if (email !== '' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) issues.push('customer_email/invalid-email')
  if (amount !== '' && !/^-?\d+\.\d\d$/.test(amount)) issues.push('amount/invalid-number')
  else if (amount.startsWith('-')) issues.push('amount/too-small')
  if (date !== '' && !isIsoDay(date)) issues.push('order_date/invalid-date')
  if (status !== '' && !['pending', 'completed', 'cancelled'].includes(status)) issues.push('status/pattern-mismatch')
  return issues
}

function isIsoDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

describe('the committed samples', () => {
  it.each(SAMPLE_FILES)('%s is what the generator makes, byte for byte', async (name) => {
    await writeSamples(folder)
    const [committed, fresh] = await Promise.all([readFile(join(SAMPLES_FOLDER, name)), readFile(join(folder, name))])
    expect(committed.equals(fresh), `run \`npm run samples\` and look at what changed in ${name}`).toBe(true)
  })

  it('orders.csv holds exactly the rows and the faults that orders.expected.json tells', async () => {
    const bytes = await readFile(join(SAMPLES_FOLDER, 'orders.csv'))
    const expected: OrdersExpectation = JSON.parse(await readFile(join(SAMPLES_FOLDER, 'orders.expected.json'), 'utf8'))
    const [header, ...records] = readRecords(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
    const found: Record<string, number> = {}
    const rejected: number[] = []
    let blank = 0
    for (const [index, cells] of records.entries()) {
      const issues = judge(cells)
      if (issues === null) blank += 1
      else if (issues.length > 0) rejected.push(index + 2)
      for (const issue of issues ?? []) found[issue] = (found[issue] ?? 0) + 1
    }

    expect(header?.join(',')).toBe(ORDERS_HEADER)
    expect(expected.bytes).toBe(bytes.length)
    expect(expected.rows.read).toBe(SAMPLE_ROWS)
    expect(expected.rows.read).toBe(expected.rows.accepted + expected.rows.rejected)
    expect(expected.rows).toEqual({
      read: records.length - blank,
      accepted: records.length - blank - rejected.length,
      rejected: rejected.length,
      blank,
    })
    expect(Object.fromEntries(expected.issues.map(({ field, code, count }) => [`${field}/${code}`, count]))).toEqual(
      found,
    )
    expect(expected.issuesTotal).toBe(Object.values(found).reduce((sum, count) => sum + count, 0))
    expect(expected.firstRejectedRowNumbers).toEqual(rejected.slice(0, 20))
  })
})

describe('writeOrdersFile', () => {
  it('makes no wrong row when none is asked for', async () => {
    const path = join(folder, 'right.csv')
    const { rows, issues } = await writeOrdersFile(path, 500, { faults: 0 })
    expect(rows).toEqual({ read: 500, accepted: 500, rejected: 0, blank: 0 })
    expect(issues).toEqual([])
    const [, ...records] = readRecords(await readFile(path, 'utf8'))
    expect(records.map(judge)).toEqual(records.map(() => []))
  })

  it('makes another file from another seed', async () => {
    await writeOrdersFile(join(folder, 'one.csv'), 100, { seed: 1 })
    await writeOrdersFile(join(folder, 'two.csv'), 100, { seed: 2 })
    expect(await readFile(join(folder, 'one.csv'), 'utf8')).not.toBe(await readFile(join(folder, 'two.csv'), 'utf8'))
  })
})
