import { open } from 'node:fs/promises'
import type { ReadingOptions, RecordCursor, RecordPage } from '../../../contract/reading.ts'
import { columnNames } from '../infer/inspect.ts'
import { readSample } from '../infer/read-sample.ts'
import { pieceParser } from '../parse/parse-bytes.ts'
import { splitDialect } from '../parse/dialect.ts'
import { countLines, isBlank } from '../parse/parse-text.ts'
import { openInputFile } from '../source/input-file.ts'
import { cellLimitBytes, endOfRecords, type Piece, splitRecords } from '../source/record-splitter.ts'

const pageBytes = 1024 * 1024

const faultWords: Readonly<Record<string, string>> = {
  'unclosed-quote': 'a quote is opened and never closed; the line was read without quoting',
  'stray-quote': 'a quoted cell goes on after its closing quote',
  undecodable: 'it holds bytes that are not text in the encoding of the file',
}

/**
 * A page of a file's records as they read, blank ones left out, whatever is wrong with them: missing cells are empty, surplus
 * empty cells are dropped, surplus text is kept, faults are listed.
 */
export async function readRecords(
  path: string,
  reading: ReadingOptions,
  cursor: RecordCursor | undefined,
  limit: number,
): Promise<RecordPage> {
  const file = await openInputFile(path)
  const sample = await readSample(file, reading)
  const names = columnNames(sample)
  const parse = pieceParser(sample.encoding.name, sample.dialect)
  const split = splitDialect(sample.dialect, sample.encoding.name)
  const start = cursor ?? sample.dataStart
  const handle = await open(file.path, 'r')
  let piece: Piece | undefined
  try {
    const pieces = splitRecords(async (into, offset) => (await handle.read(into, 0, into.length, offset)).bytesRead, {
      dialect: split,
      chunkBytes: pageBytes,
      maxCellBytes: cellLimitBytes,
      byteStart: start.byteOffset,
    })
    for await (const first of pieces) {
      piece = first
      break
    }
  } finally {
    await handle.close()
  }
  const page = {
    header: sample.headerCells ? names : null,
    originalHeader: sample.headerCells ? [...sample.headerCells] : null,
  }
  if (!piece) return { ...page, records: [], faults: [], next: null }

  const end = piece.records <= limit ? piece.bytes.length : endOfRecords(piece.bytes, limit, split)
  const parsed = parse({ ...piece, bytes: piece.bytes.subarray(0, end), records: Math.min(piece.records, limit) })
  const records: string[][] = []
  const faults: RecordPage['faults'] = []
  let lineNumber = start.lineNumber
  for (const [index, record] of parsed.records.entries()) {
    const rowNumber = start.rowNumber + index
    const fault = parsed.faults.get(index)
    if (fault) faults.push({ rowNumber, lineNumber, message: faultWords[fault.code] ?? fault.code })
    if (!isBlank(record)) {
      const cells = asWide(record, names.length)
      if (record.length < names.length || cells.length > names.length) {
        faults.push({ rowNumber, lineNumber, message: `${record.length} cells where ${names.length} are expected` })
      }
      records.push(cells)
    }
    lineNumber += countLines(record)
  }
  const byteOffset = piece.byteStart + end
  const next =
    byteOffset >= file.bytes ? null : { byteOffset, rowNumber: start.rowNumber + parsed.records.length, lineNumber }
  return { ...page, records, faults, next }
}

function asWide(record: readonly string[], width: number): string[] {
  const cells = [...record]
  while (cells.length < width) cells.push('')
  while (cells.length > width && cells.at(-1) === '') cells.pop()
  return cells
}
