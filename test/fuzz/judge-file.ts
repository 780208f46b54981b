import { isDeepStrictEqual } from 'node:util'
import type { ErrorCode } from '../../src/contract/errors.ts'
import type { ReadingOptions } from '../../src/contract/reading.ts'
import { inspectFile } from '../../src/main/engine/infer/inspect.ts'
import type { Random } from './random.ts'
import { type ReadChunks, readChunks, readPages, type ReadTable, refusalOf } from './read-ways.ts'

/** Enough for any small file; a sheet of a million empty rows is not read row by row. */
const mostPages = 300
const onePage = 2_000_000

const readings: readonly ReadingOptions[] = [
  ...[{ delimiter: ';' }, { delimiter: '::' }, { delimiter: ' ', spacing: 'runs' } as const, { quote: '' }],
  ...[{ quote: "'", escape: '\\' }, { newline: 'cr' } as const, { newline: 'crlf' } as const, { comment: '#' }],
  ...[{ headerRow: 'none' } as const, { headerRow: 2 }, { headerRow: [1, 2] as [number, number] }, { skipRows: 1 }],
  ...[{ footerRows: 1 }, { footerRows: 3 }, { sheet: 2 }, { asShown: true }, { fillMerged: true }],
  ...['utf-8', 'utf-16le', 'windows-1252', 'shift_jis', 'iso-2022-jp', 'gb18030', 'hz'].map((encoding) => ({
    encoding,
  })),
]

/**
 * Reads a file in every public way and in parts of any size, and compares: it gives the same records each time, or the same refusal.
 * Returns the code of the refusal, null for a table.
 * @throws Error what is wrong, where the readers do not keep that
 */
export async function judgeFile(path: string, random: Random): Promise<ErrorCode | null> {
  const reading = random.percent(35) ? random.pick(readings) : {}
  try {
    return await judgeReading(path, reading, random)
  } catch (error) {
    if (error instanceof Error) error.message = `${error.message} (reading ${JSON.stringify(reading)})`
    throw error
  }
}

async function judgeReading(path: string, reading: ReadingOptions, random: Random): Promise<ErrorCode | null> {
  const inspected = await refusalOf(() => inspectFile(path, reading))
  const whole = await readPages(path, reading, onePage, mostPages)
  if (inspected !== null) mustEqual('inspecting and reading end', inspected, whole.code)

  const pages = await readPages(path, reading, 1 + random.below(random.percent(50) ? 3 : 50), mostPages)
  mustAgree('pages', whole, pages)
  if (whole.code === null && pages.cursors.length > 0)
    await judgeCursor(path, reading, whole, random.pick(pages.cursors))

  const chunks = await readChunks(path, reading, undefined, mostPages)
  const small = await readChunks(path, reading, 1 + random.below(random.percent(50) ? 10 : 300), mostPages)
  mustEqual('chunks and pages end', whole.code, chunks.code)
  mustAgreeInChunks(chunks, small)
  if (whole.code === null && whole.ended && chunks.ended)
    mustEqual('pages and chunks', whole.records, recordsOf(chunks))
  return whole.code
}

/** A page can be asked for by somebody who did not read those before. */
async function judgeCursor(
  path: string,
  reading: ReadingOptions,
  whole: ReadTable,
  cursor: ReadTable['cursors'][number],
): Promise<void> {
  const rest = await readPages(path, reading, onePage, mostPages, cursor)
  mustEqual('reading from a cursor ends', null, rest.code)
  const wanted = rest.records.length === 0 ? [] : whole.records.slice(-rest.records.length)
  mustEqual('records from a cursor', wanted, rest.records)
  const behind = whole.faults.filter((fault) => Number.parseInt(fault, 10) >= cursor.rowNumber)
  mustEqual('faults from a cursor', behind, rest.faults)
}

function mustAgree(what: string, whole: ReadTable, parts: ReadTable): void {
  if (parts.ended) mustEqual(`${what} end`, whole.code, parts.code)
  // Of a file that is refused on the way, small pages come before the refusal, and a large one does not.
  if (whole.code !== null) return
  mustEqual(`headers of ${what}`, whole.header, parts.header)
  mustEqual(
    `records of ${what}`,
    parts.ended ? whole.records : whole.records.slice(0, parts.records.length),
    parts.records,
  )
  mustEqual(`faults of ${what}`, parts.ended ? whole.faults : whole.faults.slice(0, parts.faults.length), parts.faults)
}

function mustAgreeInChunks(whole: ReadChunks, parts: ReadChunks): void {
  if (parts.ended) mustEqual('chunks end', whole.code, parts.code)
  if (whole.code !== null) return
  mustEqual('rows of chunks', parts.ended ? whole.rows : whole.rows.slice(0, parts.rows.length), parts.rows)
  if (parts.ended) mustEqual('faults of chunks', whole.faults, parts.faults)
}

/** The records of chunks as pages show them. */
function recordsOf({ rows, columns }: ReadChunks): string[][] {
  return rows.flatMap(({ cells }) => {
    if (cells.every((cell) => cell === '')) return []
    const record = [...cells]
    while (record.length < (columns?.length ?? 0)) record.push('')
    while (record.length > (columns?.length ?? 0) && record.at(-1) === '') record.pop()
    return [record]
  })
}

function mustEqual(what: string, expected: unknown, found: unknown): void {
  if (isDeepStrictEqual(expected, found)) return
  const [first, second] = firstDifference(expected, found)
  throw new Error(`${what} differ: ${shown(first)} and ${shown(second)}`)
}

function firstDifference(one: unknown, other: unknown): [unknown, unknown] {
  if (!Array.isArray(one) || !Array.isArray(other)) return [one, other]
  const length = Math.max(one.length, other.length)
  const at =
    Array.from({ length }, (_, index) => index).find((index) => !isDeepStrictEqual(one[index], other[index])) ?? 0
  return [one[at], other[at]]
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 300)
}
