import { DuckDBInstance } from '@duckdb/node-api'
import Database from 'better-sqlite3'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SchemaDocument } from '../../src/contract/schema/schema-document.ts'
import { exportSchema } from '../../src/main/engine/schema/convert/export-schema.ts'
import { parseSchema } from '../../src/main/engine/schema/read-schema.ts'
import { compileSchema } from '../../src/main/engine/validate/compile-schema.ts'
import { noExtensions } from '../../src/main/engine/validate/extensions.ts'
import { fieldColumn } from '../../src/main/engine/validate/layout.ts'
import type { IssueList } from '../../src/main/engine/validate/verdict.ts'

const orders = parseSchema({
  name: 'My "orders"',
  fields: [
    { name: 'order id', type: 'integer', required: true, checks: [{ check: 'min', value: 1 }] },
    { name: 'shop', required: true, default: "it's", checks: [{ check: 'max-length', value: 20 }] },
    { name: 'select', type: 'decimal', precision: 12, scale: 2, checks: [{ check: 'max', value: 1000.5 }] },
    { name: 'rate', type: 'number', checks: [{ check: 'min', value: 0 }] },
    { name: 'paid', type: 'boolean', default: 'true' },
    { name: 'day', type: 'date' },
    { name: 'state', unique: 'dataset', checks: [{ check: 'one-of', values: ['open', "can't"] }] },
    { name: 'mail', type: 'email', checks: [{ check: 'pattern', pattern: '@' }] },
  ],
  unique: [{ fields: ['order id', 'shop'] }, { fields: ['day', 'rate'] }],
})

const row = [7, 'x', '12.50', 0.5, true, '2025-03-04', 'open', 'a@example.com'] as const
/** What each column refuses, by its place. */
const refused: readonly (readonly [place: number, value: string | number | null])[] = [
  [0, 0],
  [0, null],
  [1, 'x'.repeat(21)],
  [2, '1000.51'],
  [3, -0.5],
  [5, '2025-02-30'],
  [6, 'closed'],
]

describe('a document as SQL', () => {
  it('is a table of PostgreSQL, with notes on what it cannot say', async () => {
    const { text, notes } = await exportSchema(orders, 'sql-postgres')
    expect(text).toBe(`CREATE TABLE "My ""orders""" (
  "order id" numeric(38, 0) NOT NULL CHECK ("order id" >= 1),
  "shop" text NOT NULL DEFAULT 'it''s' CHECK (length("shop") <= 20),
  "select" numeric(12, 2) CHECK ("select" <= 1000.5),
  "rate" double precision CHECK ("rate" >= 0),
  "paid" boolean DEFAULT true,
  "day" date,
  "state" text UNIQUE CHECK ("state" IN ('open', 'can''t')),
  "mail" text,
  PRIMARY KEY ("order id", "shop"),
  UNIQUE ("day", "rate")
);
`)
    expect(notes).toEqual([
      { field: 'mail', message: 'the form of email is not checked.' },
      { field: 'mail', message: 'the check {"check":"pattern","pattern":"@"} is left out.' },
      { field: null, message: 'columns that the schema does not name are not kept.' },
    ])
  })

  it('is a table of SQLite that takes what is sound and refuses what is not', async () => {
    const { text, notes } = await exportSchema(orders, 'sql-sqlite')
    const db = new Database(':memory:')
    try {
      db.exec(text)
      const insert = db.prepare(`INSERT INTO "My ""orders""" VALUES (${row.map(() => '?').join(', ')})`)
      const values = row.map((value) => (typeof value === 'boolean' ? Number(value) : value))
      for (const [place, value] of refused) expect(() => insert.run(values.with(place, value as never))).toThrow()
      expect(() => insert.run(values.with(4, 2))).toThrow('CHECK')
      insert.run(values)
      expect(() => insert.run(values)).toThrow('UNIQUE')
      db.exec(`INSERT INTO "My ""orders""" ("order id") VALUES (8)`)
      const found = db.prepare(`SELECT * FROM "My ""orders""" ORDER BY 1`).raw().all()
      expect(found).toEqual([values, [8, "it's", null, null, 1, null, null, null]])
    } finally {
      db.close()
    }
    expect(notes.map(({ field }) => field)).toEqual(['order id', 'select', 'paid', 'mail', 'mail', null])
  })

  it('is a table of DuckDB that takes what is sound and refuses what is not', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect()
    try {
      await connection.run((await exportSchema(orders, 'sql-duckdb')).text)
      const literals = row.map((value) => (typeof value === 'string' ? `'${value}'` : String(value)))
      const insert = (texts: readonly string[]) =>
        connection.run(`INSERT INTO "My ""orders""" VALUES (${texts.join(', ')})`)
      for (const [place, value] of refused) {
        const literal = typeof value === 'string' ? `'${value}'` : String(value)
        await expect(insert(literals.with(place, literal)), literal).rejects.toThrow()
      }
      await insert(literals)
      await expect(insert(literals)).rejects.toThrow(/[Dd]uplicate/)
      await connection.run(`INSERT INTO "My ""orders""" ("order id") VALUES (8)`)
      const found = await connection.runAndReadAll(`SELECT * FROM "My ""orders""" ORDER BY 1`)
      expect(found.getRowsJson()).toEqual([
        ['7', 'x', '12.50', 0.5, true, '2025-03-04', 'open', 'a@example.com'],
        ['8', "it's", null, null, true, null, null, null],
      ])
    } finally {
      connection.closeSync()
    }
  })

  it.each(['sql-sqlite', 'sql-duckdb', 'sql-postgres'] as const)('tells in %s what it cannot say', async (format) => {
    const document = parseSchema({
      name: 'sqlite_orders',
      title: 'T',
      nullWords: ['NA'],
      fields: [
        { name: 'x'.repeat(64), type: 'phone', region: 'DE', aliases: ['y'], transforms: ['trim'] },
        { name: 'n', type: 'integer', checks: [{ check: 'one-of', values: ['01'] }], severity: 'warning' },
        { name: 'm', type: 'integer', checks: [{ check: 'one-of', values: ['01'] }] },
        { name: 'f', unique: 'file' },
        { name: 'd', type: 'date', format: 'DD.MM.YYYY', checks: [{ check: 'not-in-future' }] },
        { name: 'l', type: 'list', separator: ';', items: 'integer', default: { expression: "'1;2'" } },
        { name: 't', type: 'duration', checks: [{ check: 'min', value: 'PT1H' }] },
        { name: 'e', checks: [{ check: 'expression', expression: "value != 'x'" }] },
      ],
      rules: [{ name: 'r', expression: "e != 'y'" }],
      unique: [{ fields: ['n', 'm'], severity: 'warning' }],
    })
    const told = (await exportSchema(document, format)).notes.map(({ message }) => message)
    for (const words of [
      ...['nullWords', 'title', 'form of phone', 'region', 'aliases', 'transforms', 'severity', 'rules'],
      ...['format', 'not-in-future', 'separator', 'form of integer', 'computed default', '"check":"min"', 'expression'],
    ]) {
      expect(told.join('\n')).toContain(words)
    }
    expect(told.filter((message) => message.includes('one-of'))).toHaveLength(2)
    expect(told.some((message) => message.includes('within each file'))).toBe(true)
    expect(told.some((message) => message.includes('the key'))).toBe(true)
    expect(told.some((message) => message.includes('sqlite_'))).toBe(format === 'sql-sqlite')
    expect(told.some((message) => message.includes('63 bytes'))).toBe(format === 'sql-postgres')
  })
})

const textCheck = fc.constantFrom<object>(
  { check: 'min-length', value: 1 },
  { check: 'max-length', value: 3 },
  { check: 'one-of', values: ['abc', "a'b", '12'] },
  { check: 'not-one-of', values: ['abc', '👩'] },
)
const limit = fc.constantFrom<object>(
  { check: 'min', value: -1.5 },
  { check: 'max', value: 12 },
  { check: 'one-of', values: ['2', '12'] },
)
const unique = (checks: fc.Arbitrary<object>) =>
  fc.uniqueArray(checks, { maxLength: 2, selector: (one) => (one as { check: string }).check })
const anyName = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((name) => !name.includes('\0'))
const document = fc
  .tuple(
    anyName,
    fc.uniqueArray(
      fc.oneof(
        fc.record({ name: anyName, type: fc.constant('text'), required: fc.boolean(), checks: unique(textCheck) }),
        fc.record({
          name: anyName,
          type: fc.constantFrom('integer', 'number'),
          required: fc.boolean(),
          checks: unique(limit),
        }),
      ),
      { minLength: 1, maxLength: 3, selector: ({ name }) => name.normalize('NFC').toLowerCase() },
    ),
  )
  .map(([name, fields]) => parseSchema({ name, fields }))
const rows = fc.array(
  fc.array(fc.constantFrom('', 'abc', "a'b", '👩👩👩', 'abcd', '12', '2', '-1', '-2', '13'), {
    minLength: 3,
    maxLength: 3,
  }),
  { maxLength: 12 },
)

/** The rows whose cells are of their types, with the values that they are, and whether our own judge takes them. */
async function judged(given: SchemaDocument, texts: readonly string[][]) {
  const layout = given.fields.map((field) => fieldColumn(given, field.name, field.name))
  const { judge } = await compileSchema(given, layout, noExtensions)
  return texts.flatMap((cells) => {
    const issues: IssueList = []
    const clean: (string | null)[] = []
    judge(cells.slice(0, given.fields.length), clean, issues)
    if (issues.some(([, code]) => code.startsWith('invalid'))) return []
    const values = given.fields.map(({ type }, index) => {
      const text = clean[index] ?? null
      return text === null || type === 'text' ? text : Number(text)
    })
    return [{ values, accepted: issues.length === 0 }]
  })
}

describe('a table takes exactly the rows that our own judge takes', () => {
  it('in SQLite', async () => {
    await fc.assert(
      fc.asyncProperty(document, rows, async (given, texts) => {
        const db = new Database(':memory:')
        db.exec((await exportSchema(given, 'sql-sqlite')).text)
        const table = `"${given.name.replaceAll('"', '""')}"`
        const insert = db.prepare(`INSERT INTO ${table} VALUES (${given.fields.map(() => '?').join(', ')})`)
        for (const { values, accepted } of await judged(given, texts)) {
          const bound = values.map((value) =>
            typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value,
          )
          if (accepted) insert.run(bound)
          else expect(() => insert.run(bound), JSON.stringify(values)).toThrow()
        }
        db.close()
      }),
      { numRuns: 200 },
    )
  })

  it('in DuckDB', async () => {
    const connection = await (await DuckDBInstance.create(':memory:')).connect()
    await fc.assert(
      fc.asyncProperty(document, rows, async (given, texts) => {
        const table = `"${given.name.replaceAll('"', '""')}"`
        await connection.run((await exportSchema(given, 'sql-duckdb')).text)
        try {
          for (const { values, accepted } of await judged(given, texts)) {
            const literals = values.map((value) =>
              typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value),
            )
            const inserted = connection.run(`INSERT INTO ${table} VALUES (${literals.join(', ')})`)
            if (accepted) await inserted
            else await expect(inserted, JSON.stringify(values)).rejects.toThrow()
          }
        } finally {
          await connection.run(`DROP TABLE ${table}`)
        }
      }),
      { numRuns: 100 },
    )
    connection.closeSync()
  })
})
