import { describe, expect, it } from 'vitest'
import { judgeText, rowsOf, useEngine } from '../support/engine.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { sqliteRows } from '../support/workspace.ts'

const folder = useTempFolder()
const workspace = (): string => folder.path('ws')
const engine = useEngine(() => ({ workspace: workspace() }))

/** Each type: the field, a text as a file has it, DuckDB's type, and what a query gives. */
const columns: [field: object, text: string, duckdb: string, value: unknown][] = [
  [
    { type: 'amount', currency: 'EUR', format: '1.234,50', precision: 12, scale: 2 },
    '1.234,50 €',
    'DECIMAL(12,2)',
    '1234.50',
  ],
  [{ type: 'percent', precision: 9, scale: 6 }, '12.5%', 'DECIMAL(9,6)', '0.125000'],
  [{ type: 'date', format: 'DD/MM/YYYY' }, '03/04/2025', 'DATE', '2025-04-03'],
  [{ type: 'time' }, '23:59:59.123456', 'TIME', '23:59:59.123456'],
  [{ type: 'date-time' }, '0001-01-01 00:00:00.000001', 'TIMESTAMP', '0001-01-01T00:00:00.000001'],
  [
    { type: 'zoned-date-time' },
    '9999-12-31T23:59:59.999999+01:00',
    'TIMESTAMP WITH TIME ZONE',
    '9999-12-31T22:59:59.999999Z',
  ],
  [
    { type: 'zoned-date-time', zone: 'America/New_York' },
    '2025-03-04T12:00',
    'TIMESTAMP WITH TIME ZONE',
    '2025-03-04T17:00:00Z',
  ],
  [{ type: 'duration' }, '36:30:00', 'VARCHAR', 'PT36H30M'],
  [{ type: 'enum', values: ['Zürich', 'Bern'], ignoreCase: true }, 'ZÜRICH', 'VARCHAR', 'Zürich'],
  [{ type: 'uuid' }, 'F1234567-89AB-CDEF-0123-456789ABCDEF', 'UUID', 'f1234567-89ab-cdef-0123-456789abcdef'],
  [{ type: 'iban' }, 'DE89 3704 0044 0532 0130 00', 'VARCHAR', 'DE89370400440532013000'],
  [{ type: 'country', format: 'name', locale: 'de' }, 'Österreich', 'VARCHAR', 'AT'],
  [{ type: 'postal-code', region: 'GB' }, 'sw1a1aa', 'VARCHAR', 'SW1A 1AA'],
  [{ type: 'json' }, '{"n":12345678901234567890.10}', 'JSON', '{"n":12345678901234567890.10}'],
  [{ type: 'list', separator: '|' }, 'ä|b "c"|', 'VARCHAR[]', '["ä","b \\"c\\"",""]'],
  [{ type: 'boolean', format: 'ja/nein' }, 'Ja', 'BOOLEAN', true],
  [{ type: 'decimal', locale: 'de-DE' }, '1.234,5', 'DECIMAL(38,10)', '1234.5000000000'],
]

describe('columns of every type', () => {
  const fields = columns.map(([field], index) => ({ name: `c${index}`, ...field }))
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  const content = `${fields.map(({ name }) => name).join(',')}\n${columns.map(([, text]) => quoted(text)).join(',')}\n`

  it('[T-stored] keep their values exactly, in DuckDB and in SQLite, and their raw texts beside', async () => {
    const { rows, issues } = await judgeText(engine(), folder, 'typed', content, {
      schemaDocument: { name: 'typed', fields },
    })
    expect(issues).toEqual([])
    expect(rows).toEqual([columns.map(([, , , value]) => value)])
    const types = await rowsOf(engine(), `SELECT column_type FROM (DESCRIBE typed)`)
    expect(types.flat()).toEqual(columns.map(([, , duckdb]) => duckdb))
    const [stored = []] = sqliteRows(workspace(), 'SELECT * FROM typed')
    expect(stored[0]).toBe('1234.50')
    expect(stored[1]).toBe('0.125')
    expect(stored[13]).toBe('{"n":12345678901234567890.10}')
    const file = folder.path('typed-raw.csv')
    await engine().call('datasets.export', { dataset: 'typed', file, raw: true })
    expect((await engine().call('files.records', { path: file })).records).toEqual([columns.map(([, text]) => text)])
  })

  it('[T-not-in-future] all rows of an import are judged by the moment at which it began', async () => {
    const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
    const dayMs = 86_400_000
    const { issues, rows } = await judgeText(
      engine(),
      folder,
      'dated',
      `d\n${day(Date.now() - 2 * dayMs)}\n${day(Date.now() + 3 * dayMs)}\n`,
      {
        schemaDocument: { name: 'dated', fields: [{ name: 'd', type: 'date', checks: [{ check: 'not-in-future' }] }] },
      },
    )
    expect(rows).toHaveLength(1)
    expect(issues).toMatchObject([{ rowNumber: 3, code: 'in-future' }])
  })
})
