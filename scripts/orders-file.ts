/**
 * Makes orders files of any length: the same length, seed and share of faults always give the same bytes, and the
 * verdicts that an importer must reach are counted while writing, so that a file comes with its own answer.
 */
import { open } from 'node:fs/promises'
import {
  DATES,
  EMAIL_DOMAINS,
  EMAIL_LOCALS,
  ISSUE_CODES,
  JUDGED_FIELDS,
  type JudgedField,
  LATIN_NAMES,
  NOTES,
  OTHER_NAMES,
  type OrdersIssueCode,
  PHONE_SHAPES,
  POSTCODE_SHAPES,
  SHORT_LENGTHS,
  STATUSES,
  SURPLUS,
  WRONG_CELLS,
  type WrongCell,
  wrongEmails,
} from './orders-values.ts'

export const ORDERS_HEADER = 'order_id,customer_email,customer_name,phone,amount,order_date,status,postcode,notes'

/** `seed` picks the file; `faults` is the share of data rows that are wrong, 0 to 1. */
export type OrdersOptions = { seed?: number; faults?: number }

export const DEFAULT_ORDERS: Required<OrdersOptions> = { seed: 20_251_123, faults: 0.02 }

export type OrdersIssueCount = { field: JudgedField | null; code: OrdersIssueCode; count: number }

/** What an import of the file with the order schema must find. Row numbers are those of SEMANTICS 1 (the header is 1). */
export type OrdersExpectation = {
  bytes: number
  rows: { read: number; accepted: number; rejected: number; blank: number }
  issuesTotal: number
  issues: OrdersIssueCount[]
  firstRejectedRowNumbers: number[]
}

/** One blank record follows each of these many data rows; every second one has its commas. */
const BLANK_EVERY = 4001
const FIRST_REJECTED = 20
const FLUSH_CHARS = 1 << 18

/** A source of numbers: each call gives a whole number from 0 up to but without `limit` (at most 2^20). */
type Below = (limit: number) => number

/**
 * sfc32 by Chris Doty-Humphrey (PractRand 0.9x, public domain), seeded as there: two words of seed, a counter from 1,
 * twelve rounds thrown away. Only 32-bit integer operations, so every machine gives the same numbers.
 */
function sfc32(seed: number): Below {
  let a = 0
  let b = seed | 0
  let c = Math.floor(seed / 2 ** 32) | 0
  let counter = 1
  const below: Below = (limit) => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return Math.floor(((sum >>> 0) * limit) / 2 ** 32)
  }
  for (let round = 0; round < 12; round += 1) below(1)
  return below
}

function pick<T>(below: Below, list: readonly T[]): T {
  const item = list[below(list.length)]
  if (item === undefined) throw new RangeError('cannot pick from an empty list')
  return item
}

/** A shape split at its `#` signs once, since this happens for every row. */
function compileShape(shape: string): (below: Below) => string {
  const [head = '', ...parts] = shape.split('#')
  if (parts.length === 0) return () => head
  return (below) => {
    let text = head
    for (const part of parts) text += below(10) + part
    return text
  }
}

const phones = PHONE_SHAPES.map(compileShape)
const postcodes = POSTCODE_SHAPES.map(compileShape)
const notes = NOTES.map(compileShape)
const cents = Array.from({ length: 100 }, (_, cent) => `.${String(cent).padStart(2, '0')}`)

/** Money with two decimals: most small, some large, a few 0.00. */
function amount(below: Below): string {
  const kind = below(100)
  if (kind === 0) return '0.00'
  return below(kind < 80 ? 200 : kind < 98 ? 2_000 : 100_000) + pick(below, cents)
}

/** Fills `cells` with nine right cells; the optional ones are empty now and then. */
function fillRightRow(cells: string[], row: number, below: Below): void {
  cells.length = 9
  cells[0] = `ORD-${String(row).padStart(7, '0')}`
  cells[1] = below(100) < 3 ? '' : `${pick(below, EMAIL_LOCALS)}@${pick(below, EMAIL_DOMAINS)}`
  const name = below(100)
  cells[2] = name === 0 ? '' : pick(below, name < 82 ? LATIN_NAMES : OTHER_NAMES)
  cells[3] = below(100) < 20 ? '' : pick(below, phones)(below)
  cells[4] = below(100) < 2 ? '' : amount(below)
  cells[5] = below(100) < 2 ? '' : pick(below, DATES)
  cells[6] = below(100) < 2 ? '' : pick(below, STATUSES)
  cells[7] = below(100) < 5 ? '' : pick(below, postcodes)(below)
  cells[8] = below(100) < 70 ? '' : pick(below, notes)(below)
}

const COLUMN: Record<JudgedField, number> = { order_id: 0, customer_email: 1, amount: 4, order_date: 5, status: 6 }

function wrongCell(field: JudgedField, below: Below): WrongCell {
  if (field !== 'customer_email') return pick(below, WRONG_CELLS[field])
  return pick(below, wrongEmails(pick(below, EMAIL_LOCALS), pick(below, EMAIL_DOMAINS)))
}

/** Makes the right row in `cells` wrong and tells each issue; a ragged row gets its one issue and no other. */
function spoilRow(
  cells: string[],
  below: Below,
  tell: (field: JudgedField | null, code: OrdersIssueCode) => void,
): void {
  const kind = below(100)
  if (kind < 3) {
    cells.length = pick(below, SHORT_LENGTHS)
    return tell(null, 'too-few-cells')
  }
  if (kind < 5) {
    cells[8] += pick(below, SURPLUS)
    return tell(null, 'too-many-cells')
  }
  const fields: JudgedField[] = [...JUDGED_FIELDS]
  const faults = kind < 85 ? 1 : kind < 95 ? 2 : 3
  for (let fault = 0; fault < faults; fault += 1) {
    const [field] = fields.splice(below(fields.length), 1)
    if (field === undefined) return
    const [cell, code] = wrongCell(field, below)
    cells[COLUMN[field]] = cell
    tell(field, code)
  }
}

/**
 * Writes an orders file with `rows` data rows (blank records come on top) to `path`, replacing what is there, and
 * returns the counts that an import must reach. A quarter of a megabyte is held at a time, whatever the length.
 */
export async function writeOrdersFile(
  path: string,
  rows: number,
  options: OrdersOptions = {},
): Promise<OrdersExpectation> {
  const { seed, faults } = { ...DEFAULT_ORDERS, ...options }
  const below = sfc32(seed)
  const faultLimit = Math.round(faults * 1_000_000)
  const counts = new Map<string, OrdersIssueCount>()
  const firstRejectedRowNumbers: number[] = []
  const tell = (field: JudgedField | null, code: OrdersIssueCode): void => {
    const key = `${field}/${code}`
    const entry = counts.get(key) ?? { field, code, count: 0 }
    entry.count += 1
    counts.set(key, entry)
  }
  let rejected = 0
  let blank = 0
  let bytes = 0
  let text = `${ORDERS_HEADER}\r\n`
  const cells: string[] = []
  const file = await open(path, 'w')
  try {
    const flush = async (): Promise<void> => {
      const block = Buffer.from(text, 'utf8')
      await file.writeFile(block)
      bytes += block.length
      text = ''
    }
    for (let row = 1; row <= rows; row += 1) {
      fillRightRow(cells, row, below)
      if (below(1_000_000) < faultLimit) {
        spoilRow(cells, below, tell)
        rejected += 1
        if (firstRejectedRowNumbers.length < FIRST_REJECTED) firstRejectedRowNumbers.push(1 + row + blank)
      }
      text += `${cells.join(',')}\r\n`
      if (row % BLANK_EVERY === 0 && row < rows) {
        text += blank % 2 === 0 ? '\r\n' : ',,,,,,,,\r\n'
        blank += 1
      }
      if (text.length > FLUSH_CHARS) await flush()
    }
    await flush()
  } finally {
    await file.close()
  }
  const issues = [...counts.values()].sort(byColumnThenCode)
  return {
    bytes,
    rows: { read: rows, accepted: rows - rejected, rejected, blank },
    issuesTotal: issues.reduce((sum, issue) => sum + issue.count, 0),
    issues,
    firstRejectedRowNumbers,
  }
}

function byColumnThenCode(one: OrdersIssueCount, other: OrdersIssueCount): number {
  const column = (issue: OrdersIssueCount): number => (issue.field === null ? -1 : COLUMN[issue.field])
  return column(one) - column(other) || ISSUE_CODES.indexOf(one.code) - ISSUE_CODES.indexOf(other.code)
}
