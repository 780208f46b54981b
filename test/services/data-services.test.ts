import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { engineForTests } from './workspace.ts'

const engine = engineForTests()

async function query(sql: string): Promise<unknown[][]> {
  return (await engine().duckdbService.executeQuery(sql)).rows
}

async function types(dataset: string): Promise<Record<string, unknown>> {
  return Object.fromEntries(
    await query(`SELECT column_name, data_type FROM (DESCRIBE ${dataset}) AS d(column_name, data_type, n, k, de, e)`),
  )
}

describe('DataService', () => {
  it('bulkInsert gives columns the types of the values of the program', async () => {
    const rows = [
      {
        id: 'ORD-1',
        amount: 12.5,
        big: 12345678901234567890n,
        paid: true,
        day: new Date('2025-03-04'),
        at: new Date('2025-03-04T05:06:07Z'),
        code: '007',
        more: null,
      },
      { id: 'ORD-2', amount: null, extra: { a: 1 } },
    ]
    expect(await engine().dataService.bulkInsert('by_value', rows)).toEqual({ inserted: 2 })
    expect(await types('by_value')).toEqual({
      id: 'VARCHAR',
      amount: 'DOUBLE',
      big: 'HUGEINT',
      paid: 'BOOLEAN',
      day: 'DATE',
      at: 'VARCHAR',
      code: 'VARCHAR',
      more: 'VARCHAR',
      extra: 'VARCHAR',
    })
    expect(await query('SELECT * FROM by_value ORDER BY id')).toEqual([
      ['ORD-1', 12.5, '12345678901234567890', true, '2025-03-04', '2025-03-04T05:06:07.000Z', '007', null, null],
      ['ORD-2', null, null, null, null, null, null, null, '{"a":1}'],
    ])
  })

  it('bulkInsert gives columns the types of the schema that judged the rows', async () => {
    const { validationService, dataService } = engine()
    validationService.registerSchema({
      name: 'typed',
      rules: [
        { field: 'amount', type: 'number' },
        { field: 'day', type: 'date' },
        { field: 'mail', type: 'email' },
      ],
    })
    const { transformedData } = await validationService.validateData(
      [{ amount: '1.50', day: '2025-03-04', mail: 'a@example.com', other: '5' }],
      'typed',
    )
    await dataService.bulkInsert('by_schema', transformedData ?? [])
    expect(await types('by_schema')).toEqual({ amount: 'DOUBLE', day: 'DATE', mail: 'VARCHAR', other: 'VARCHAR' })
    expect(await query('SELECT * FROM by_schema')).toEqual([[1.5, '2025-03-04', 'a@example.com', '5']])
  })

  it('two calls append, whatever columns they bring', async () => {
    const { dataService } = engine()
    await dataService.bulkInsert('appended', [{ a: 1, b: 'x' }])
    await dataService.bulkInsert('appended', [{ a: 2, b: 'y' }])
    await dataService.bulkInsert('appended', [{ a: null, b: 'z' }])
    await dataService.bulkInsert('appended', [{ a: 4, c: true }])
    expect(await query('SELECT a, b, c FROM appended ORDER BY a NULLS FIRST')).toEqual([
      [null, 'z', null],
      [1, 'x', null],
      [2, 'y', null],
      [4, null, true],
    ])
    expect(await types('appended')).toEqual({ a: 'DOUBLE', b: 'VARCHAR', c: 'BOOLEAN' })
    expect(await dataService.bulkInsert('appended', [])).toEqual({ inserted: 0 })
  })

  it('calls at the same time lose nothing', async () => {
    const { dataService } = engine()
    await Promise.all(
      Array.from({ length: 8 }, (_, call) =>
        dataService.bulkInsert(
          'together',
          Array.from({ length: 50 }, (_row, n) => ({ n: call * 50 + n })),
        ),
      ),
    )
    expect(await query('SELECT count(*), count(DISTINCT n), max(n) FROM together')).toEqual([[400, 400, 399]])
  })

  it('calls at the same time for several datasets lose nothing', async () => {
    const { dataService } = engine()
    const names = Array.from({ length: 8 }, (_, place) => `beside ${place}`)
    await Promise.all(names.flatMap((name) => [1, 2, 3].map((n) => dataService.bulkInsert(name, [{ n }]))))
    for (const name of names) expect(await query(`SELECT count(*), sum(n)::int FROM "${name}"`), name).toEqual([[3, 6]])
  })

  it('values keep every character', async () => {
    const texts = [
      '',
      ' ',
      '"',
      '""',
      'a"b',
      ',',
      '\n',
      '\r\n',
      '\\',
      '\\n',
      'null',
      'NULL',
      '\t',
      'é',
      '💧',
      '\u0000',
      '\u2028',
      "'",
      "'; drop table x",
      '[1]',
      '{"a":1}',
    ]
    await engine().dataService.bulkInsert(
      'characters',
      texts.map((text, n) => ({ n, text })),
    )
    const stored = (await query('SELECT text FROM characters ORDER BY n')).flat()
    expect(stored).toEqual(texts)
  })

  it('all rows are stored or none', async () => {
    const { dataService } = engine()
    await dataService.bulkInsert('whole', [{ a: 1 }])
    await expect(dataService.bulkInsert('whole', [{ a: 2 }, { A: 3 }])).rejects.toMatchObject({ code: 'usage' })
    await expect(dataService.bulkInsert('whole', [{ a: 4 }, { _row_number: 5 }])).rejects.toMatchObject({
      code: 'schema-invalid',
    })
    expect(await query('SELECT a FROM whole')).toEqual([[1]])
  })

  it('refuses a name that no dataset can have', async () => {
    await expect(engine().dataService.bulkInsert('', [{ a: 1 }])).rejects.toMatchObject({
      code: 'dataset-name-invalid',
    })
  })

  it('names of any characters work', async () => {
    await engine().dataService.bulkInsert('Größe "1"; x', [{ 'a "b"': 1, select: 2, constructor: 3, ' ': 4 }])
    expect(await query('SELECT * FROM "Größe ""1""; x"')).toEqual([[1, 2, 3, 4]])
  })

  it('logErrors makes a dataset of errors', async () => {
    const { validationService, dataService } = engine()
    validationService.registerSchema({ name: 'strict', rules: [{ field: 'n', type: 'number', options: { min: 0 } }] })
    const { errors } = await validationService.validateData([{ n: 'x' }, { n: '1' }, { n: '-1' }], 'strict')
    expect(await dataService.logErrors('n_errors', errors)).toEqual({ inserted: 2 })
    await dataService.logErrors('n_errors', errors.slice(0, 1))
    expect(
      await query('SELECT row_number, field, code, severity, value, message FROM n_errors ORDER BY row_number'),
    ).toEqual([
      [1, 'n', 'invalid-number', 'error', 'x', 'Row 1, column "n": "x" is not a number.'],
      [1, 'n', 'invalid-number', 'error', 'x', 'Row 1, column "n": "x" is not a number.'],
      [3, 'n', 'too-small', 'error', '-1', 'Row 3, column "n": "-1" is less than 0.'],
    ])
  })

  it('tells whoever listens', async () => {
    const heard: unknown[] = []
    const stop = engine().on('workspace:changed', ({ topics }) => heard.push(topics))
    await engine().dataService.bulkInsert('heard', [{ a: 1 }])
    stop()
    expect(heard).toContainEqual(['imports', 'datasets'])
  })
})

describe('DuckDBService', () => {
  it('gives values that JSON can hold, none of them rounded', async () => {
    const { columns, rows, truncated } = await engine().duckdbService.executeQuery(
      `SELECT 9007199254740993 AS big, 1.10::DECIMAL(4, 2) AS exact, DATE '2025-03-04' AS day, NULL AS nothing, [1, 2] AS list, true AS yes, 0.1::DOUBLE AS d`,
    )
    expect(rows).toEqual([['9007199254740993', '1.10', '2025-03-04', null, '[1,2]', true, 0.1]])
    expect(columns.map((column) => column.name)).toEqual(['big', 'exact', 'day', 'nothing', 'list', 'yes', 'd'])
    expect(truncated).toBe(false)
  })
  it('stops at the limit, and says so', async () => {
    expect(await engine().duckdbService.executeQuery('SELECT * FROM range(5000)', { limit: 3 })).toMatchObject({
      rows: [[0], [1], [2]],
      truncated: true,
    })
    expect(await engine().duckdbService.executeQuery('SELECT * FROM range(3)', { limit: 3 })).toMatchObject({
      truncated: false,
    })
  })
  it.each([
    ['selec 1', 'query-invalid'],
    ['SELECT * FROM no_such_dataset', 'query-invalid'],
    ['SELECT 1; SELECT 2', 'query-invalid'],
    ['', 'query-invalid'],
    ['CREATE TABLE t (a INTEGER)', 'query-invalid'],
    ["COPY (SELECT 1) TO '/tmp/headgate-never.csv'", 'query-invalid'],
    ["SELECT * FROM read_csv('/etc/passwd')", /query-/],
    ["SELECT 'x'::INTEGER", /query-/],
  ])('refuses %j', async (sql, code) => {
    await expect(engine().duckdbService.executeQuery(sql)).rejects.toMatchObject({
      code: typeof code === 'string' ? code : expect.stringMatching(code),
    })
  })
})

describe('JobService', () => {
  it('keeps the latest progress of a job', async () => {
    const { jobService, workspace } = engine()
    const [one, other] = [await jobService.createJob('one'), await jobService.createJob('other')]
    expect(other).not.toBe(one)
    await jobService.updateProgress(one, { percentComplete: 10 })
    await jobService.updateProgress(one, { percentComplete: 20, note: 'é' })
    const db = new Database(join(workspace, 'workspace.sqlite'), { readonly: true })
    const stored = db.prepare('SELECT name, progress FROM _headgate_job WHERE id IN (?, ?) ORDER BY id').all(one, other)
    db.close()
    expect(stored).toEqual([
      { name: 'one', progress: '{"percentComplete":20,"note":"é"}' },
      { name: 'other', progress: null },
    ])
  })
  it('refuses a job that is not there', async () => {
    await expect(engine().jobService.updateProgress(99_999, {})).rejects.toMatchObject({ code: 'job-unknown' })
  })
})
