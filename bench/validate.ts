/**
 * What judging a row costs beside splitting it: `npm run bench:validate`. The judge with the order schema over rows that are split
 * already, the same with one rule of the row more, PapaParse over the same text, and zod's safeParse of an equivalent object, turn by turn in one run. Only ratios hold.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import Papa from 'papaparse'
import { z } from 'zod'
import { type CompiledSchema, compileSchema } from '../src/main/engine/validate/compile-schema.ts'
import type { IssueList } from '../src/main/engine/validate/verdict.ts'
import { noExtensions } from '../src/main/engine/validate/extensions.ts'
import { fieldColumn } from '../src/main/engine/validate/layout.ts'
import { parseSchema } from '../src/main/engine/schema/read-schema.ts'
import { median } from './figures.ts'

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '15' }, copies: { type: 'string', default: '20' } },
})
const runs = Math.max(3, Number(values.runs))
const copies = Math.max(1, Number(values.copies))

const folder = fileURLToPath(new URL('../samples/', import.meta.url))
const [headerLine = '', ...lines] = readFileSync(`${folder}orders.csv`, 'utf8').split(/(?<=\r\n)(?=ORD-|,)/)
// About as much as a worker judges at a time; more would measure the memory instead.
const text = lines.slice(0, 10_000).join('')
const header = headerLine.trim().split(',')

const split = (): string[][] => Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' }).data
const records = split().filter((cells) => cells.length === header.length)
const document = parseSchema(JSON.parse(readFileSync(`${folder}order-import.schema.json`, 'utf8')))
const layout = header.map((name) => {
  const known = document.fields.some((field) => field.name === name)
  return known ? fieldColumn(document, name, name) : ({ source: name, field: name, type: 'text' } as const)
})
const plain = await compileSchema(document, layout, noExtensions)
const rules = [{ name: 'paid', expression: 'status != "completed" || amount > 0.0', severity: 'error' as const }]
const ruled = await compileSchema({ ...document, rules }, layout, noExtensions)

/** The same five rules as zod itself has them; NULL passes all but `required`. */
const orNothing = (rule: z.ZodType): z.ZodType => z.union([z.literal(''), rule])
const row = z.object({
  order_id: z.string().min(1),
  customer_email: orNothing(z.email()),
  amount: orNothing(
    z
      .string()
      .regex(/^[+-]?(?:\d+\.?\d*|\.\d+)$/)
      .refine((cell) => Number(cell) >= 0),
  ),
  order_date: orNothing(z.iso.date()),
  status: orNothing(z.enum(['pending', 'completed', 'cancelled'])),
})
const objects = records.map((cells) => Object.fromEntries(header.map((name, column) => [name, cells[column]])))

function judgeAll({ judge }: CompiledSchema, rows: readonly (readonly string[])[] = records): number {
  const clean: (string | null)[] = []
  const issues: IssueList = []
  let rejected = 0
  for (const record of rows) {
    issues.length = 0
    judge(record, clean, issues)
    if (issues.length > 0) rejected++
  }
  return rejected
}

function parseAll(): number {
  let rejected = 0
  for (const object of objects) if (!row.safeParse(object).success) rejected++
  return rejected
}

/** Rows of which every cell that has a rule breaks it. */
const wrong: Readonly<Record<string, string>> = {
  order_id: '',
  customer_email: 'nobody@nowhere',
  amount: '-12.50',
  order_date: '2025-02-30',
  status: 'unknown',
}
const failing = records.map((cells) => cells.map((cell, column) => wrong[header[column] as string] ?? cell))

const contenders = {
  judge: () => judgeAll(plain),
  'all failing': () => judgeAll(plain, failing),
  'with a rule': () => judgeAll(ruled),
  papaparse: () => split().length,
  zod: parseAll,
}
type Name = keyof typeof contenders
const names = Object.keys(contenders) as Name[]
const costs: Record<Name, number[]> = { judge: [], 'all failing': [], 'with a rule': [], papaparse: [], zod: [] }
const answers: Record<Name, number> = { judge: 0, 'all failing': 0, 'with a rule': 0, papaparse: 0, zod: 0 }
for (let run = 0; run < runs; run++) {
  for (let turn = 0; turn < names.length; turn++) {
    const name = names[(run + turn) % names.length] as Name
    const before = process.cpuUsage()
    for (let copy = 0; copy < copies; copy++) answers[name] = contenders[name]()
    const { user, system } = process.cpuUsage(before)
    // The first turns of each are spent on compiling.
    if (run > 1) costs[name].push((user + system) / records.length / copies)
  }
}

const ratio = (name: Name, yardstick: Name): number =>
  median(costs[name].map((cost, run) => cost / (costs[yardstick][run] as number)))
console.log(`${records.length} rows of ${header.length} cells, ${runs} runs in turn, medians; CPU a row`)
for (const name of names) {
  console.log(
    `  ${name.padEnd(11)} ${(median(costs[name]) * 1000).toFixed(0).padStart(6)} ns   ${ratio(name, 'papaparse').toFixed(2)} of PapaParse, ${ratio(name, 'zod').toFixed(2)} of zod, ${ratio(name, 'judge').toFixed(1)} of the judge`,
  )
}
console.log(`  the judge rejects ${answers.judge} rows, zod ${answers.zod}`)
