/** The three programs that take in the same file, each as one command whose whole cost is measured. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ImportRecord } from '../src/contract/imports.ts'
import type { OrdersFile } from './bench-files.ts'
import { measure, type Outcome } from './measure.ts'

export const CONTENDER_NAMES = ['sqlite3', 'duckdb', 'headgate'] as const
export type ContenderName = (typeof CONTENDER_NAMES)[number]

export interface Contender {
  name: ContenderName
  /** What exactly it does, for the reader of the figures. */
  note: string
  /** Whether it can run here; when not, why, and what to do about it. */
  unavailable(): string | null
  /** Takes `file` into a fresh store inside the empty `folder`. */
  run(file: OrdersFile, folder: string): Promise<Outcome>
  /** What came of it, read from the outcome after the clock has stopped; a failure says so here. */
  verdict(outcome: Outcome, file: OrdersFile, folder: string): string
}

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const HEADGATE = join(ROOT, 'bin/headgate.mjs')
const SCHEMA = join(ROOT, 'samples/order-import.schema.json')
const DUCKDB_READ = fileURLToPath(new URL('./duckdb-read.ts', import.meta.url))

function count(n: number): string {
  return n.toLocaleString('en-US')
}

const sqlite3: Contender = {
  name: 'sqlite3',
  note: '.import --csv into a fresh file, every column text, no checks, pragma synchronous=off, pragma journal_mode=off',
  unavailable: () =>
    spawnSync('sqlite3', ['--version']).error === undefined
      ? null
      : 'the sqlite3 command line is missing: on Debian it is in the package sqlite3 (apt-get install sqlite3). No ratios without it',
  run: (file, folder) =>
    measure('sqlite3', [
      join(folder, 'orders.sqlite'),
      'pragma synchronous=off',
      'pragma journal_mode=off',
      `.import --csv "${file.path}" orders`,
    ]),
  verdict: (_outcome, _file, folder) => {
    const query = spawnSync('sqlite3', [join(folder, 'orders.sqlite'), 'select count(*) from orders'], {
      encoding: 'utf8',
    })
    return `${count(Number(query.stdout))} rows kept (blank and ragged ones as well)`
  },
}

const duckdb: Contender = {
  name: 'duckdb',
  note: 'read_csv with the dialect and types given (amount double, order_date date, rest text) into a native table; rows it cannot cast are dropped by ignore_errors, no other checks',
  unavailable: () => null,
  run: (file, folder) => measure(process.execPath, [DUCKDB_READ, file.path, join(folder, 'orders.duckdb')]),
  verdict: (outcome) =>
    `${count(Number(JSON.parse(outcome.stdout).rows))} rows kept (ragged and uncastable ones dropped unseen)`,
}

const headgate: Contender = {
  name: 'headgate',
  note: './bin/headgate.mjs import: every row judged by the order schema, rejected rows and issues stored, SQLite and DuckDB written',
  // The first call may build the command; that is no part of an import.
  unavailable: () => {
    const version = spawnSync(HEADGATE, ['--version'], { encoding: 'utf8' })
    if (version.status === 0) return null
    return `not there yet: bin/headgate.mjs --version ${version.error?.message ?? `ended with ${version.status}`}\n${version.stderr ?? ''}`
  },
  run: (file, folder) => {
    const options = [
      '--schema',
      SCHEMA,
      '--into',
      'orders',
      '--workspace',
      join(folder, 'workspace'),
      '--json',
      '--quiet',
    ]
    return measure(HEADGATE, ['import', file.path, ...options])
  },
  verdict: (outcome, file) => {
    const answer: { imports: ImportRecord[] } = JSON.parse(outcome.stdout)
    const record = answer.imports[0]
    if (record === undefined) return 'WRONG ANSWER: no import in it'
    const { rows, issuesTotal } = file.expected
    const wrong = (['read', 'accepted', 'rejected', 'blank'] as const)
      .filter((key) => record.rows[key] !== rows[key])
      .map((key) => `${key} ${record.rows[key]} instead of ${rows[key]}`)
    if (record.issues !== issuesTotal) wrong.push(`issues ${record.issues} instead of ${issuesTotal}`)
    const counts = `${count(record.rows.accepted)} accepted, ${count(record.rows.rejected)} rejected, ${count(record.issues)} issues`
    return wrong.length === 0 ? `${counts}: exactly the expected ones` : `WRONG COUNTS: ${wrong.join(', ')}`
  },
}

export const contenders: readonly Contender[] = [sqlite3, duckdb, headgate]
