import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ImportRecord } from '../../src/contract/imports.ts'
import { issue as issueShape } from '../../src/contract/issues.ts'
import type { OrdersExpectation } from '../../scripts/orders-file.ts'
import { inProject } from '../../scripts/shared/project.ts'
import { headgate, headgateJson } from '../support/headgate.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { importFile, issuesOf, ordersCsv, ordersSchema, queryRows, sqliteRows } from '../support/workspace.ts'

const folder = useTempFolder()
const expected = JSON.parse(readFileSync(inProject('samples', 'orders.expected.json'), 'utf8')) as OrdersExpectation
const fields = ['order_id', 'customer_email', 'customer_name', 'phone', 'amount', 'order_date', 'status']
const allFields = [...fields, 'postcode', 'notes']

describe('import of samples/orders.csv', () => {
  let workspace = ''
  let record: ImportRecord

  beforeAll(async () => {
    workspace = folder.path('orders')
    record = await importFile(workspace, ordersCsv, 'orders', '--schema', ordersSchema)
  })

  it('tells the counts that the sample comes with', async () => {
    expect(record.rows).toEqual({ ...expected.rows, skipped: 0 })
    expect(record.rows.read).toBe(record.rows.accepted + record.rows.rejected)
    expect(record.issues).toBe(expected.issuesTotal)
    expect(record.file.bytes).toBe(expected.bytes)
    expect(record.state).toBe('completed')
    expect(record.error).toBeNull()
  })

  it('has the issues that the sample comes with, in row order', async () => {
    const issues = await issuesOf(workspace)
    const counts = new Map<string, number>()
    for (const { field, code } of issues) counts.set(`${field}/${code}`, (counts.get(`${field}/${code}`) ?? 0) + 1)
    expect(Object.fromEntries(counts)).toEqual(
      Object.fromEntries(expected.issues.map(({ field, code, count }) => [`${field}/${code}`, count])),
    )
    const rows = issues.map(({ rowNumber }) => rowNumber ?? 0)
    expect(rows).toEqual([...rows].sort((one, other) => one - other))
    expect([...new Set(rows)].slice(0, 20)).toEqual(expected.firstRejectedRowNumbers)
    expect(new Set(rows).size).toBe(expected.rows.rejected)
  })

  it('explains every issue with value, message and the line where the record begins', async () => {
    const lines = readFileSync(ordersCsv, 'utf8').split('\n')
    const issues = await issuesOf(workspace)
    for (const issue of issues) {
      expect(Object.keys(issue)).toEqual([
        ...[
          'rowNumber',
          'lineNumber',
          'sheet',
          'field',
          'sourceColumn',
          'code',
          'severity',
          'value',
          'message',
          'hint',
        ],
      ])
      expect(() => issueShape.parse(issue)).not.toThrow()
      expect(issue.message).toContain(`Row ${issue.rowNumber?.toLocaleString('en-US')}`)
      expect(issue.hint).not.toBe('')
      // The value stands in the very line that the issue names.
      expect(lines[(issue.lineNumber ?? 0) - 1]).toContain(issue.value?.replaceAll('"', '""').split('\n')[0])
    }
  })

  it('prints exactly the keys and types that the command line promises', async () => {
    const document = await headgateJson<{ imports: ImportRecord[] }>(['imports', 'show', '1', '--workspace', workspace])
    expect(Object.keys(document)).toEqual(['imports'])
    const [shown] = document.imports
    expect(shown).toMatchObject({
      importId: 1,
      dataset: 'orders',
      state: 'completed',
      file: { path: ordersCsv, bytes: expected.bytes, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      schema: { name: 'order-import', version: 1 },
      rows: {
        read: expect.any(Number),
        accepted: expect.any(Number),
        rejected: expect.any(Number),
        blank: expect.any(Number),
        skipped: expect.any(Number),
      },
      issues: expect.any(Number),
      elapsedMs: expect.any(Number),
      rowsPerSecond: expect.any(Number),
      peakRssBytes: expect.any(Number),
    })
    expect(shown).toEqual(record)
    expect(Object.keys(record.rows)).toEqual(['read', 'accepted', 'rejected', 'blank', 'skipped'])
    expect(record.elapsedMs).toBeGreaterThan(0)
    expect(record.rowsPerSecond).toBeGreaterThan(0)
    expect(record.peakRssBytes).toBeGreaterThan(10_000_000)
  })

  it('answers queries as SQLite answers them through the view of the same name', async () => {
    const same = async (sql: string): Promise<unknown[][]> => {
      const rows = await queryRows(workspace, sql)
      expect(rows, sql).toEqual(sqliteRows(workspace, sql))
      return rows
    }
    const [[count]] = (await same('SELECT count(*) FROM orders')) as [[number]]
    expect(count).toBe(expected.rows.accepted)
    const statuses = await same('SELECT status, count(*) FROM orders GROUP BY 1 ORDER BY 1 NULLS FIRST')
    expect(statuses.map(([status]) => status)).toEqual([null, 'cancelled', 'completed', 'pending'])
    await same(
      'SELECT min(order_date), max(order_date) FROM orders'.replaceAll(/\((order_date)\)/g, '(CAST($1 AS TEXT))'),
    )
    const ids = await same('SELECT order_id FROM orders ORDER BY 1')
    expect(new Set(ids.map(([id]) => id)).size).toBe(expected.rows.accepted)
    await same("SELECT count(*) FROM orders WHERE postcode LIKE '0%'")

    const [[sum]] = (await queryRows(workspace, 'SELECT sum(amount) FROM orders')) as [[number]]
    const [[sqliteSum]] = sqliteRows(workspace, 'SELECT sum(amount) FROM orders') as [[number]]
    expect(sum).toBeGreaterThan(0)
    // The two add up doubles in another order.
    expect(Math.abs(sum - sqliteSum)).toBeLessThan(sum * 1e-12)
  })

  it('shows the fields and nothing else under the name of the dataset', async () => {
    const { columns } = await headgateJson<{ columns: { name: string; type: string }[] }>([
      ...['query', 'SELECT * FROM orders LIMIT 1', '--workspace', workspace],
    ])
    expect(columns.map(({ name }) => name)).toEqual(allFields)
    expect(Object.fromEntries(columns.map(({ name, type }) => [name, type]))).toMatchObject({
      order_id: 'VARCHAR',
      postcode: 'VARCHAR',
      amount: 'DOUBLE',
      order_date: 'DATE',
    })
  })

  it('adds where each row came from under _headgate', async () => {
    const sql = 'SELECT * FROM _headgate.orders ORDER BY _row_number LIMIT 24'
    const { columns, rows } = await headgateJson<{ columns: { name: string }[]; rows: unknown[][] }>([
      ...['query', sql, '--workspace', workspace],
    ])
    expect(columns.map(({ name }) => name)).toEqual(['_import_id', '_row_number', '_schema_version', ...allFields])
    // Row 1 is the header, row 25 the first that is rejected.
    expect(rows.map(([importId, rowNumber, version]) => [importId, rowNumber, version])).toEqual([
      ...Array.from({ length: 23 }, (_, index) => [1, index + 2, 1]),
      [1, 26, 1],
    ])
  })

  it('exports every accepted row under the names of the fields', async () => {
    const file = folder.path('orders-out.csv')
    const result = await headgateJson(['export', 'orders', '-o', file, '--workspace', workspace])
    const exported = readFileSync(file)
    expect(result).toEqual({ file, rows: expected.rows.accepted, bytes: exported.length })
    // Nothing of the sample is cleaned, so the export is the source without its rejected and blank records.
    const rejected = new Set((await issuesOf(workspace)).map(({ rowNumber }) => rowNumber))
    const source = await headgate(['cat', ordersCsv, '--format', 'ndjson'])
    const again = await headgate(['cat', file, '--format', 'ndjson'])
    const blankRows = new Set<number>()
    for (let index = 1; index <= expected.rows.blank; index++) blankRows.add(1 + index * 4001 + index)
    const rowNumbers: number[] = []
    for (let row = 2; rowNumbers.length < expected.rows.read; row++) if (!blankRows.has(row)) rowNumbers.push(row)
    const kept = source.stdout.split('\n').filter((_, index) => !rejected.has(rowNumbers[index] ?? -1))
    expect(again.stdout.split('\n')).toEqual(kept)
  })

  it('gives the same results in a new workspace, whatever the number of workers', async () => {
    const first = await headgate(['issues', '1', '--workspace', workspace])
    const rows = 'SELECT * FROM _headgate.orders ORDER BY _row_number'
    const firstRows = await queryRows(workspace, rows)
    for (const workers of ['1', '3']) {
      const other = folder.path(`orders-${workers}`)
      const again = await importFile(other, ordersCsv, 'orders', '--schema', ordersSchema, '--workers', workers)
      expect(again.rows).toEqual(record.rows)
      expect((await headgate(['issues', '1', '--workspace', other])).stdout).toBe(first.stdout)
      expect(await queryRows(other, rows)).toEqual(firstRows)
    }
  })
})

describe('what was written in a cell', () => {
  const cells = [
    ['00420', 'O"Brien', 'two\nlines', 'Ærøskøbing', '1e5'],
    ['007', 'a,b', 'three\r\nlines\r\nhere', '日本語 🦀', '123456789012345678901234567890'],
    ['0', "it's; DROP TABLE x", ' spaces ', 'e\u0301', '03/04/2025'],
    ['-0', '""', '=1+1', 'Ω\u00a0Ω', '+49 30 1234'],
    ['1.10', "'", '\ttab', 'NULL', 'null'],
  ]
  const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const text = ['id,name,note,place,other', ...cells.map((row) => row.map(quoted).join(','))]
    .map((line) => `${line}\r\n`)
    .join('')
  let workspace = ''

  beforeAll(async () => {
    workspace = folder.path('exact')
    await importFile(workspace, folder.file('exact.csv', text), 'exact')
  })

  it('comes back from a query, character for character', async () => {
    const sql = 'SELECT * EXCLUDE (_import_id, _row_number, _schema_version) FROM _headgate.exact ORDER BY _row_number'
    expect(await queryRows(workspace, sql)).toEqual(cells)
  })

  it('comes back through SQLite', () => {
    expect(sqliteRows(workspace, 'SELECT * FROM exact')).toEqual(cells)
  })

  it('comes back from both exports and from cat, byte for byte', async () => {
    const [clean, raw] = [folder.path('exact-clean.csv'), folder.path('exact-raw.csv')]
    await headgateJson(['export', 'exact', '-o', clean, '--workspace', workspace])
    await headgateJson(['export', 'exact', '-o', raw, '--raw', '--workspace', workspace])
    expect(readFileSync(clean, 'utf8')).toBe(text)
    expect(readFileSync(raw, 'utf8')).toBe(text)
    expect((await headgate(['cat', folder.path('exact.csv')])).stdout).toBe(text)
  })
})

describe('export --raw of an import without a schema', () => {
  const equalsCat = async (name: string, path: string, ...reading: string[]): Promise<Buffer> => {
    const workspace = folder.path(`raw-${name}`)
    const record = await importFile(workspace, path, 'd', ...reading)
    expect(record.rows.rejected).toBe(0)
    const file = folder.path(`raw-${name}.csv`)
    await headgateJson(['export', 'd', '-o', file, '--raw', '--workspace', workspace])
    const exported = readFileSync(file)
    expect(exported.toString('utf8')).toBe((await headgate(['cat', path, ...reading])).stdout)
    return exported
  }

  it('is byte-identical to cat of a file with repeated, empty and padded headers', async () => {
    const path = folder.file('headers.csv', 'a,,A, b ,a\n1,2,3,4,5\n\n6,"7 ""x""",8,,\n')
    expect((await equalsCat('headers', path)).toString('utf8')).toBe('a,,A, b ,a\r\n1,2,3,4,5\r\n6,"7 ""x""",8,,\r\n')
  })

  it('is byte-identical to cat of a semicolon file in Windows-1252', async () => {
    const path = folder.file(
      'cp1252.csv',
      Buffer.from('name;preis\r\nM\u00fcller;12,50\r\n\u00c4rger;0012\r\n', 'latin1'),
    )
    expect((await equalsCat('cp1252', path)).toString('utf8')).toBe('name,preis\r\nMüller,"12,50"\r\nÄrger,0012\r\n')
  })

  it('is byte-identical to cat of a file with a byte order mark', async () => {
    const path = folder.file('bom.csv', '\uFEFFa,b\n1,é\n')
    expect((await equalsCat('bom', path)).toString('utf8')).toBe('a,b\r\n1,é\r\n')
  })

  it('is byte-identical to cat of a file without a header: none is invented', async () => {
    const path = folder.file('headerless.csv', '1,x\n2,y\n')
    expect((await equalsCat('headerless', path, '--header-row', 'none')).toString('utf8')).toBe('1,x\r\n2,y\r\n')
  })
})

describe('several files and several imports', () => {
  it('imports files one after the other and tells each', async () => {
    const workspace = folder.path('several')
    const paths = ['one', 'two'].map((name) => folder.file(`${name}.csv`, `id,name\n${name}-1,x\n${name}-2,y\n`))
    const { imports } = await headgateJson<{ imports: ImportRecord[] }>([
      ...['import', ...paths, '--into', 'd', '--workspace', workspace],
    ])
    expect(imports.map(({ importId, file, rows }) => [importId, file.path, rows.accepted])).toEqual([
      [1, paths[0], 2],
      [2, paths[1], 2],
    ])
    const listed = await headgateJson<{ imports: ImportRecord[] }>(['imports', 'list', '--workspace', workspace])
    expect(listed.imports.map(({ importId }) => importId)).toEqual([2, 1])
    expect(await queryRows(workspace, 'SELECT id FROM d ORDER BY 1')).toEqual([
      ['one-1'],
      ['one-2'],
      ['two-1'],
      ['two-2'],
    ])
  })

  it('joins files of different columns: the dataset has the union', async () => {
    const workspace = folder.path('union')
    await importFile(workspace, folder.file('u1.csv', 'id,name\n1,x\n'), 'd')
    await importFile(workspace, folder.file('u2.csv', 'NAME,extra,id\ny,e,2\n'), 'd')
    const rows = [
      ['1', 'x', null],
      ['2', 'y', 'e'],
    ]
    expect(await queryRows(workspace, 'SELECT * FROM d ORDER BY id')).toEqual(rows)
    expect(sqliteRows(workspace, 'SELECT * FROM d ORDER BY id')).toEqual(rows)
    const file = folder.path('union.csv')
    await headgateJson(['export', 'd', '-o', file, '--workspace', workspace])
    expect(readFileSync(file, 'utf8')).toBe('id,name,extra\r\n1,x,\r\n2,y,e\r\n')
  })
})
