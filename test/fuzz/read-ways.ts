import type { ErrorCode } from '../../src/contract/errors.ts'
import type { ReadingOptions, RecordCursor, RecordPage } from '../../src/contract/reading.ts'
import { AppError } from '../../src/main/engine/lib/app-error.ts'
import { recordReader } from '../../src/main/engine/pipeline/read-records.ts'
import { createFileStreamService, type RecordFault } from '../../src/main/engine/services/file-stream-service.ts'
import { originOf } from '../../src/main/engine/services/row-origin.ts'

/** The code of the refusal that some work ends with, null where it is done. Any other error is a find. */
export async function refusalOf(work: () => Promise<unknown>): Promise<ErrorCode | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'unexpected') throw error
    if (error.message.trim() === '') throw new Error(`a refusal without words: ${error.code}`, { cause: error })
    return error.code
  }
}

/** A table, or as much of it as was read. */
export interface ReadTable {
  readonly header: readonly string[] | null
  readonly records: readonly (readonly string[])[]
  readonly faults: readonly string[]
  /** Where pages ended. */
  readonly cursors: readonly RecordCursor[]
  readonly code: ErrorCode | null
  /** Whether it was read to its end, or to its refusal. */
  readonly ended: boolean
}

/** Reads a table page by page, at most so many pages. */
export async function readPages(
  path: string,
  reading: ReadingOptions,
  limit: number,
  most: number,
  from?: RecordCursor,
): Promise<ReadTable> {
  const reader = recordReader()
  const pages: RecordPage[] = []
  const cursors: RecordCursor[] = []
  let cursor = from
  let ended = false
  const code = await refusalOf(async () => {
    try {
      while (!ended && pages.length < most) {
        const page = await reader.read(path, reading, cursor, limit)
        pages.push(page)
        ended = page.next === null
        if (page.next === null) break
        mustRise(cursor, page.next)
        cursor = page.next
        cursors.push(cursor)
      }
    } finally {
      await reader.close()
    }
  })
  return {
    header: pages[0]?.header ?? null,
    records: pages.flatMap((page) => page.records),
    faults: pages.flatMap((page) =>
      page.faults.map((fault) => `${fault.rowNumber} ${fault.lineNumber} ${fault.message}`),
    ),
    cursors,
    code,
    ended: ended || code !== null,
  }
}

function mustRise(before: RecordCursor | undefined, after: RecordCursor): void {
  if (before === undefined) return
  const rises =
    after.byteOffset > before.byteOffset && after.rowNumber > before.rowNumber && after.lineNumber > before.lineNumber
  if (!rises) throw new Error(`a page ends where it began: ${JSON.stringify([before, after])}`)
}

/** The same table by chunks: what is read as rows and what as faults, in one order. */
export interface ReadChunks {
  readonly columns: readonly string[] | null
  readonly rows: readonly { readonly rowNumber: number; readonly cells: readonly string[] }[]
  readonly faults: readonly string[]
  readonly code: ErrorCode | null
  readonly ended: boolean
}

/** Reads a table chunk by chunk, at most so many chunks. */
export async function readChunks(
  path: string,
  reading: ReadingOptions,
  chunkSize: number | undefined,
  most: number,
): Promise<ReadChunks> {
  const rows: { rowNumber: number; cells: readonly string[] }[] = []
  const faults: string[] = []
  let columns: readonly string[] | null = null
  let count = 0
  let ended = false
  const code = await refusalOf(async () => {
    for await (const chunk of createFileStreamService().getFileChunks(path, { reading, chunkSize })) {
      if (++count > most) return
      columns = chunk.columns
      const numbers = originOf(chunk.data).rowNumbers ?? []
      const read = chunk.data.map((row, index) => ({
        rowNumber: numbers[index]!,
        cells: chunk.columns.map((name) => row[name]!),
      }))
      for (const row of [...read, ...chunk.faults].sort((a, b) => a.rowNumber - b.rowNumber)) {
        const last = rows.at(-1)?.rowNumber ?? 0
        if (row.rowNumber <= last) throw new Error(`row ${row.rowNumber} comes after row ${last}`)
        rows.push({ rowNumber: row.rowNumber, cells: row.cells })
      }
      for (const fault of [...chunk.faults, ...chunk.warnings]) faults.push(described(fault))
    }
    ended = true
  })
  return { columns, rows, faults: faults.sort(), code, ended: ended || code !== null }
}

function described({ rowNumber, lineNumber, code }: RecordFault): string {
  return `${rowNumber} ${lineNumber} ${code}`
}
