import type { ReadingOptions, RecordCursor, RecordPage } from '../../../contract/reading.ts'
import { columnNames } from '../infer/inspect.ts'
import { defaultLimits, type Limits } from '../lib/limits.ts'
import { type FileSample, readSample } from '../infer/read-sample.ts'
import { type ContentStream, openContent } from '../parse/content.ts'
import { splitDialect } from '../parse/dialect.ts'
import { countLines, isBlank, type ParsedText } from '../parse/parse-text.ts'
import { encodingOf, parserOf, piecesOf } from '../parse/pieces.ts'
import { type InputFile, openInputFile } from '../source/input-file.ts'
import { dataOf, type HeldPiece } from '../source/hold-footer.ts'
import { recordOffsets } from '../source/record-offsets.ts'

const pageBytes = 256 * 1024

const faultWords: Readonly<Record<string, string>> = {
  'unclosed-quote': 'a quote is opened and never closed; the line was read without quoting',
  'stray-quote': 'a quoted cell goes on after its closing quote',
  undecodable: 'it holds bytes that are not text in the encoding of the file',
  'cell-error': 'a cell holds an error',
  'cell-unreadable': 'a cell has no readable value',
  'formula-without-value': 'a formula has no stored result',
  'digits-beyond-excel': 'a number has more digits in the file than a spreadsheet keeps',
  'fictitious-date': 'a date is 29 February 1900, which the calendar has not',
}

/** A table that is read page by page. */
interface OpenTable {
  readonly key: string
  readonly sample: FileSample
  readonly names: readonly string[]
  readonly stream: ContentStream
  readonly pieces: AsyncGenerator<HeldPiece>
  /** The piece that a page took the first records of, or that is the next one. */
  piece: ParsedPiece | null
  next: RecordCursor
}

/** A piece is parsed as a whole: what is wrong with one record of it can be seen by those behind it ([S5]). */
interface ParsedPiece {
  readonly parsed: ParsedText
  /** Records that are data. */
  readonly records: number
  /** How many of them pages have taken. */
  taken: number
  /** The offset behind so many of them; asked in rising order. */
  readonly offsetBehind: (records: number) => number
}

/** How long a table stays open for the page that may come next: an open file cannot be moved or deleted everywhere. */
const keepOpenMs = 10_000

/** Reads tables page by page. A table stays open between its pages, so that the next one costs no second reading of those before. */
export function recordReader(limits: Limits = defaultLimits): {
  read(path: string, reading: ReadingOptions, cursor: RecordCursor | undefined, limit: number): Promise<RecordPage>
  close(): Promise<void>
} {
  let kept: OpenTable | null = null
  let timer: NodeJS.Timeout | undefined

  const close = async (): Promise<void> => {
    clearTimeout(timer)
    const table = kept
    kept = null
    await table?.stream.close()
  }
  const tableAt = async (path: string, reading: ReadingOptions, cursor?: RecordCursor): Promise<OpenTable> => {
    const key = JSON.stringify([path, reading])
    clearTimeout(timer)
    if (kept !== null && cursor && kept.key === key && kept.next.byteOffset === cursor.byteOffset) {
      const table = kept
      kept = null
      return table
    }
    await close()
    return openTable(key, await openInputFile(path, limits), reading, cursor)
  }

  return {
    read: async (path, reading, cursor, limit) => {
      const table = await tableAt(path, reading, cursor)
      try {
        const page = await readPage(table, limit)
        if (page.next === null) await table.stream.close()
        else {
          kept = table
          timer = setTimeout(() => void close(), keepOpenMs).unref()
        }
        return page
      } catch (error) {
        await table.stream.close()
        throw error
      }
    },
    close,
  }
}

async function openTable(
  key: string,
  file: InputFile,
  reading: ReadingOptions,
  cursor: RecordCursor | undefined,
): Promise<OpenTable> {
  const sample = await readSample(file, reading)
  const next = cursor ?? sample.dataStart
  const stream = await openContent(file.path, sample.content, next.byteOffset)
  // What cells before the page are at fault for was told with theirs.
  stream.takeFaults(next.rowNumber - 1)
  return {
    key,
    sample,
    names: columnNames(sample),
    stream,
    pieces: piecesOf(stream, sample, next.byteOffset, pageBytes),
    piece: null,
    next,
  }
}

/**
 * The next records as they read, blank ones left out, whatever is wrong with them: missing cells are empty, surplus empty cells
 * are dropped, surplus text is kept, faults are listed.
 */
async function readPage(table: OpenTable, limit: number): Promise<RecordPage> {
  const { sample, names, stream } = table
  const head = {
    header: sample.headerCells ? [...names] : null,
    originalHeader: sample.headerCells ? [...sample.headerCells] : null,
  }
  const piece = table.piece ?? (await nextPiece(table))
  if (piece === null) return { ...head, records: [], faults: [], next: null }

  const { parsed, taken: from } = piece
  piece.taken = Math.min(piece.records, from + limit)
  const lastRow = table.next.rowNumber + piece.taken - from - 1
  const faultsOfCells = Map.groupBy(stream.takeFaults(lastRow), (fault) => fault.rowNumber)
  const records: string[][] = []
  const faults: RecordPage['faults'] = []
  let { rowNumber, lineNumber } = table.next
  for (let index = from; index < piece.taken; index++) {
    const record = parsed.records[index] as string[]
    const say = (code: string): void => {
      faults.push({ rowNumber, lineNumber, message: faultWords[code] ?? code })
    }
    const fault = parsed.faults.get(index)
    if (fault) say(fault.code)
    for (const cellFault of faultsOfCells.get(rowNumber) ?? []) say(cellFault.code)
    if (!isBlank(record) && !parsed.skipped.has(index)) {
      const cells = asWide(record, names.length)
      const isShort = record.length < names.length && sample.content.kind === 'text'
      if (isShort || cells.length > names.length) {
        faults.push({ rowNumber, lineNumber, message: `${record.length} cells where ${names.length} are expected` })
      }
      records.push(cells)
    }
    rowNumber++
    lineNumber += countLines(record)
  }
  table.next = { byteOffset: piece.offsetBehind(piece.taken), rowNumber, lineNumber }
  table.piece = piece.taken < piece.records ? piece : await nextPiece(table)
  return { ...head, records, faults, next: table.piece === null ? null : table.next }
}

async function nextPiece({ pieces, sample }: OpenTable): Promise<ParsedPiece | null> {
  const next = await pieces.next()
  if (next.done === true) return null
  const dialect = splitDialect(sample.dialect, encodingOf(sample.content))
  const text = dataOf(next.value, dialect)
  const { bytes, records } = text
  // A piece that is all footer has no data, nor has any behind it.
  if (records === 0) return null
  const { byteStart } = next.value
  const offsetOf = recordOffsets(bytes, dialect)
  return {
    parsed: parserOf(sample)(text),
    records,
    taken: 0,
    offsetBehind: (count) => byteStart + (count === records ? bytes.length : offsetOf(count)),
  }
}

function asWide(record: readonly string[], width: number): string[] {
  const cells = [...record]
  while (cells.length < width) cells.push('')
  while (cells.length > width && cells.at(-1) === '') cells.pop()
  return cells
}
