import { DuckDBInstance } from '@duckdb/node-api'
import Database from 'better-sqlite3'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FieldType, fieldTypes } from '../../src/contract/schema/field-type.ts'
import type { SchemaDocument } from '../../src/contract/schema/schema-document.ts'
import { exportSchema } from '../../src/main/engine/schema/convert/export-schema.ts'
import { parseSchema } from '../../src/main/engine/schema/read-schema.ts'
import { compileSchema } from '../../src/main/engine/validate/compile-schema.ts'
import { noExtensions } from '../../src/main/engine/validate/extensions.ts'
import { fieldColumn } from '../../src/main/engine/validate/layout.ts'
import type { IssueList } from '../../src/main/engine/validate/verdict.ts'

interface Kind {
  readonly type: FieldType
  readonly rest?: object
  readonly cells: readonly string[]
  readonly limits?: readonly (string | number)[]
}

/** A field of each type, texts that it takes, and limits for them. */
const kinds: readonly Kind[] = [
  { type: 'text', cells: ['a', "it's"] },
  { type: 'integer', rest: { format: '1.234' }, cells: ['1.234', '-7', '12'], limits: [0, '+12'] },
  { type: 'decimal', rest: { precision: 9, scale: 3 }, cells: ['1.25', '-2', '12.500'], limits: ['1.25', 2] },
  { type: 'number', cells: ['0.5', '12', '-1e5', '3.25'], limits: [0, 3.25] },
  {
    type: 'amount',
    rest: { currency: 'EUR', format: '1.234,50', precision: 12, scale: 2 },
    cells: ['€ 1.234,50', '2,5', '-3,00 EUR'],
    limits: ['2.5', 0],
  },
  { type: 'percent', rest: { precision: 9, scale: 4 }, cells: ['12.5%', '100 %', '-3%'], limits: ['12.5%', 0.99] },
  { type: 'boolean', rest: { format: 'ja/nein' }, cells: ['Ja', 'nein'] },
  { type: 'date', rest: { format: 'DD.MM.YYYY' }, cells: ['4.3.2025', '29.02.2024'], limits: ['2025-03-04'] },
  {
    type: 'time',
    cells: ['11:00', '11:00:00.5', '11:00:00.050', '23:59:59', '00:00'],
    limits: ['11:00', '11:00:00.5', '11:00:00.06'],
  },
  {
    type: 'date-time',
    cells: ['2025-03-04 11:00', '2025-03-04T11:00:00.5', '2024-02-29T23:59:59.000001'],
    limits: ['2025-03-04T11:00', '2025-03-04 11:00:00.25'],
  },
  {
    type: 'zoned-date-time',
    rest: { zone: 'Europe/Berlin' },
    cells: ['2025-03-04T12:00+01:00', '2025-03-04T12:00:00.5', '2025-07-01 00:00Z'],
    limits: ['2025-03-04T11:00Z', '2025-03-04T12:00:00.25+01:00'],
  },
  { type: 'duration', cells: ['PT36H30M', '-P1D', '36:30:00', 'PT0.5S'] },
  { type: 'enum', rest: { values: ['open', "can't"], ignoreCase: true }, cells: ['OPEN', "can't"] },
  { type: 'email', cells: ['a@example.com'] },
  { type: 'url', cells: ['https://example.com'] },
  { type: 'phone', rest: { region: 'DE' }, cells: ['030 901820'] },
  { type: 'uuid', cells: ['123E4567-e89b-12d3-a456-426614174000', '00000000-0000-0000-0000-000000000000'] },
  { type: 'iban', cells: ['DE89 3704 0044 0532 0130 00'] },
  { type: 'country', rest: { format: ['alpha-2', 'name'] }, cells: ['DE', 'France'] },
  { type: 'postal-code', rest: { region: 'DE' }, cells: ['10115'] },
  { type: 'json', cells: ['{"a": [1, null]}', '"x"', '12'] },
  { type: 'list', rest: { separator: ';', items: 'date' }, cells: ['2025-03-04', '2025-03-04; 2024-02-29'] },
]

const documents = fc.constantFrom(...kinds).chain(({ type, rest, cells, limits = [] }) =>
  fc
    .record({
      required: fc.boolean(),
      low: limits.length === 0 ? fc.constant(undefined) : fc.constantFrom(undefined, ...limits),
      high: limits.length === 0 ? fc.constant(undefined) : fc.constantFrom(undefined, ...limits),
      isDefault: fc.boolean(),
      texts: fc.array(fc.constantFrom(...cells, ''), { minLength: 1, maxLength: 6 }),
    })
    .map(({ required, low, high, isDefault, texts }) => {
      const checks = [
        ...(low === undefined ? [] : [{ check: 'min', value: low }]),
        ...(high === undefined ? [] : [{ check: 'max', value: high }]),
      ]
      const field = { name: 'a', type, ...rest, required, checks, ...(isDefault ? { default: cells[0] } : {}) }
      return { value: { name: 's', fields: [field] }, texts }
    }),
)

/** A document that can be used, and undefined where its limits or its default cannot. */
function usable(value: object): SchemaDocument | undefined {
  try {
    return parseSchema(value)
  } catch {
    return undefined
  }
}

/** The stored texts, null for nothing, and whether our own judge takes them. */
async function judged(given: SchemaDocument, texts: readonly string[]) {
  const { judge } = await compileSchema(given, [fieldColumn(given, 'a', 'a')], noExtensions)
  return texts.map((text) => {
    const issues: IssueList = []
    const clean: (string | null)[] = []
    judge([text], clean, issues)
    expect(issues.every(([, code]) => !code.startsWith('invalid'))).toBe(true)
    return { stored: clean[0] ?? null, accepted: issues.length === 0 }
  })
}

async function rowsOf({ value, texts }: { readonly value: object; readonly texts: readonly string[] }) {
  const given = usable(value)
  fc.pre(given !== undefined)
  // A default that its own limits refuse makes no schema.
  const rows = await judged(given, texts).catch(() => undefined)
  fc.pre(rows !== undefined)
  return { given, field: given.fields[0]!, rows }
}

describe('a column of each type', () => {
  it('is tried', () => {
    expect(new Set(kinds.map(({ type }) => type))).toEqual(new Set(fieldTypes))
  })

  it('takes in SQLite exactly the stored values that our own judge takes, and gives them back', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (tried) => {
        const { given, field, rows } = await rowsOf(tried)
        const db = new Database(':memory:')
        db.exec((await exportSchema(given, 'sql-sqlite')).text)
        const insert = db.prepare('INSERT INTO s VALUES (?) RETURNING a').pluck()
        for (const { stored, accepted } of rows) {
          const value = sqliteValue(stored, field.type)
          if (accepted) expect(insert.get(value)).toEqual(typeof value === 'bigint' ? Number(value) : value)
          else expect(() => insert.get(value), `${field.type} ${stored}`).toThrow()
        }
        if (typeof field.default === 'string') {
          const [row] = await judged(given, [''])
          const found = db.prepare('INSERT INTO s DEFAULT VALUES RETURNING a').pluck().get()
          const value = sqliteValue(row!.stored, field.type)
          expect(found).toEqual(typeof value === 'bigint' ? Number(value) : value)
        }
        db.close()
      }),
      { numRuns: 600 },
    )
  })

  it('takes in DuckDB exactly the stored values that our own judge takes', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect()
    await connection.run(`SET TimeZone = 'UTC'`)
    await fc.assert(
      fc.asyncProperty(documents, async (tried) => {
        const { given, field, rows } = await rowsOf(tried)
        await connection.run((await exportSchema(given, 'sql-duckdb')).text)
        try {
          for (const { stored, accepted } of rows) {
            const inserted = connection.run(`INSERT INTO s VALUES (${duckdbLiteral(stored, field.type)})`)
            if (accepted) await inserted
            else await expect(inserted, `${field.type} ${stored}`).rejects.toThrow()
          }
          if (typeof field.default !== 'string') return
          const [row] = await judged(given, [''])
          await connection.run('DELETE FROM s')
          await connection.run('INSERT INTO s DEFAULT VALUES')
          const same = await connection.runAndReadAll(
            `SELECT a = ${duckdbLiteral(row!.stored, field.type)}::${typeOfColumn((await exportSchema(given, 'sql-duckdb')).text)} FROM s`,
          )
          expect(same.getRows(), field.type).toEqual([[true]])
        } finally {
          await connection.run('DROP TABLE s')
        }
      }),
      { numRuns: 300 },
    )
    connection.closeSync()
  })

  it.each<[Kind['type'], readonly string[]]>([
    ['date', ['2025-02-30', '04.03.2025']],
    ['time', ['24:00:00', '11:00', '11:00:00.50', '11:00:00.', '11:00:00.1234567', '11:00:00.x1', 'now', '']],
    ['date-time', ['2025-02-30T11:00:00', '2025-03-04 11:00:00', '2025-03-04', '2025-03-04T11:00:00Z']],
    ['zoned-date-time', ['2025-03-04T11:00:00', '2025-03-04T11:00:00ZZ', '2025-03-04T11:00:00+01:00']],
    ['enum', ['OPEN', 'x']],
    ['uuid', ['123E4567-e89b-12d3-a456-426614174000', '123e4567']],
    ['json', ['{', "{'a': 1}"]],
    ['list', ['{}', 'a;b', '"a"']],
  ])('of the type %s refuses in SQLite what the type would not have stored', async (type, texts) => {
    const { rest } = kinds.find((kind) => kind.type === type)!
    const db = new Database(':memory:')
    const field = { name: 'a', type, ...rest }
    db.exec((await exportSchema(parseSchema({ name: 's', fields: [field] }), 'sql-sqlite')).text)
    for (const text of texts) expect(() => db.prepare('INSERT INTO s VALUES (?)').run(text), text).toThrow()
    db.close()
  })

  it.each<[Kind['type'], string]>([
    ['amount', 'numeric(12, 2) CHECK ("a" >= 2.5)'],
    ['percent', 'numeric(9, 4) CHECK ("a" >= 0.125)'],
    ['time', `time CHECK ("a" >= '11:00:00')`],
    ['date-time', `timestamp CHECK ("a" >= '2025-03-04T11:00:00')`],
    ['zoned-date-time', `timestamp with time zone CHECK ("a" >= '2025-03-04T11:00:00Z')`],
    ['enum', `text CHECK ("a" IN ('open', 'can''t'))`],
    ['uuid', 'uuid'],
    ['json', 'json'],
    ['list', 'text[]'],
  ])('is of the type %s in PostgreSQL', async (type, expected) => {
    const { rest, limits = [] } = kinds.find((kind) => kind.type === type)!
    const checks = limits.slice(0, 1).map((value) => ({ check: 'min', value }))
    const document = parseSchema({ name: 's', fields: [{ name: 'a', type, ...rest, checks }] })
    expect((await exportSchema(document, 'sql-postgres')).text).toBe(`CREATE TABLE "s" (\n  "a" ${expected}\n);\n`)
  })

  it('that a database has no keys of has none, and it is told', async () => {
    const fields = [
      { name: 'a', type: 'list', separator: ';', unique: 'dataset' },
      { name: 'b', type: 'json', unique: 'dataset' },
    ]
    const document = parseSchema({ name: 's', fields, unique: [{ fields: ['a', 'b'] }] })
    for (const [format, told] of [
      ['sql-duckdb', 'DuckDB has no keys of lists'],
      ['sql-postgres', 'PostgreSQL compares no json'],
    ] as const) {
      const { text, notes } = await exportSchema(document, format)
      expect(text.match(/UNIQUE/g)).toHaveLength(1)
      expect(notes.filter(({ message }) => message.includes(told)).map(({ field }) => field)).toHaveLength(2)
    }
  })
})

function sqliteValue(stored: string | null, type: FieldType): string | number | bigint | null {
  if (stored === null) return null
  if (type === 'integer') return BigInt(stored)
  if (type === 'number') return Number(stored)
  return type === 'boolean' ? BigInt(stored === 'true') : stored
}

function duckdbLiteral(stored: string | null, type: FieldType): string {
  if (stored === null) return 'NULL'
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
  return type === 'list' ? `[${(JSON.parse(stored) as string[]).map(quoted).join(', ')}]` : quoted(stored)
}

function typeOfColumn(text: string): string {
  return /"a" ([A-Z]+(?: WITH TIME ZONE)?(?:\([\d, ]+\))?(?:\[\])?)/.exec(text)![1]!
}
