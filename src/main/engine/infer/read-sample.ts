import { open } from 'node:fs/promises'
import type {
  DialectChoice,
  EncodingChoice,
  HeaderChoice,
  ReadingOptions,
  RecordCursor,
} from '../../../contract/reading.ts'
import { AppError } from '../lib/app-error.ts'
import { decoderOf } from '../parse/decode.ts'
import { type Dialect, splitDialect } from '../parse/dialect.ts'
import { pieceParser } from '../parse/parse-bytes.ts'
import { countLines } from '../parse/parse-text.ts'
import type { InputFile } from '../source/input-file.ts'
import { endOfRecords, type Piece, splitRecords } from '../source/record-splitter.ts'
import type { SplitDialect } from '../source/scan-bytes.ts'
import { sniffDialect } from './sniff-dialect.ts'
import { bomBytes, sniffEncoding } from './sniff-encoding.ts'
import { sniffHeader } from './sniff-header.ts'

/** The beginning of a file, read as it would be imported. */
export interface FileSample {
  readonly encoding: EncodingChoice
  readonly dialectChoice: DialectChoice
  readonly dialect: Dialect
  readonly header: HeaderChoice
  /** The header's cells as the file has them; null where it has none. */
  readonly headerCells: readonly string[] | null
  /** Records after the header, blank ones included. */
  readonly records: readonly (readonly string[])[]
  /** Where the first record after the header begins. */
  readonly dataStart: RecordCursor
  /** Records before the header, which are passed over. */
  readonly skipped: number
  readonly sampledBytes: number
}

/** How much of a file's beginning decides how it is read. */
const sampleBytes = 1024 * 1024
/** A sample grows up to this for a file whose header alone is larger. */
const longestSample = 64 * 1024 * 1024
const otherBlocks = 8
const blockBytes = 64 * 1024

/**
 * Reads the beginning of a file, and for its encoding blocks from all over it, and decides how to read it.
 * @throws AppError `file-empty`, `file-unsupported`, or `usage` for reading options that do not fit
 */
export async function readSample(file: InputFile, reading: ReadingOptions, bytes = sampleBytes): Promise<FileSample> {
  const blocks = await readBlocks(file, bytes)
  const head = blocks[0] as Buffer
  const encoding = sniffEncoding(blocks, reading.encoding)
  const start = bomBytes(head)
  const { lenient: decode } = decoderOf(encoding.name)

  const whole = head.length === file.bytes
  const lines = wholeLines(head.subarray(start), whole)
  const dialectChoice = sniffDialect([decode(lines)], reading)
  const dialect: Dialect = {
    ...dialectChoice,
    newline: dialectChoice.newline === 'mixed' ? 'lf' : dialectChoice.newline,
  }
  const split = splitDialect(dialect, encoding.name)
  const { pieces, records, sampledBytes } = await readPieces(lines, whole, encoding.name, dialect)

  const skip = reading.skipRows ?? 0
  if (whole && skip > 0 && skip >= records.length) {
    throw new AppError(
      'usage',
      `${skip} rows cannot be skipped: the file has ${records.length} rows at its beginning.`,
      {
        hint: 'Give the number of rows that stand before the header.',
      },
    )
  }
  const choice = sniffHeader(records.slice(skip), typeof reading.headerRow === 'number' ? undefined : reading.headerRow)
  const header = headerAt(choice, skip, reading.headerRow)
  const headerRow = header.rows[0]
  const before = headerRow ?? skip
  if (!whole && records.length <= before && bytes < longestSample) return readSample(file, reading, bytes * 4)
  const headerCells = headerRow === undefined ? null : records[headerRow - 1]
  if (headerCells === undefined) {
    throw new AppError(
      'usage',
      `Row ${headerRow} cannot be the header: the file has ${records.length} rows at its beginning.`,
      {
        hint: 'Give the number of the header row as a spreadsheet counts it, or `none`.',
      },
    )
  }
  return {
    encoding,
    dialectChoice,
    dialect,
    header,
    headerCells,
    records: records.slice(before),
    dataStart: {
      byteOffset: start + offsetBehind(pieces, before, split),
      rowNumber: before + 1,
      lineNumber: 1 + records.slice(0, before).reduce((sum, record) => sum + countLines(record), 0),
    },
    skipped: headerRow === undefined ? skip : headerRow - 1,
    sampledBytes: start + sampledBytes,
  }
}

/** Records enough to stop where a quote is open at the end of a sample: it may just be cut there. */
const enoughRecords = 20

/** Splits and parses a sample as an import would; of a sample that is not the whole file, the last record may be cut, and is left out. */
async function readPieces(
  lines: Buffer,
  whole: boolean,
  encoding: string,
  dialect: Dialect,
): Promise<{ pieces: Piece[]; records: string[][]; sampledBytes: number }> {
  const parse = pieceParser(encoding, dialect)
  const split = splitRecords((into, offset) => Promise.resolve(lines.copy(into, 0, offset)), {
    dialect: splitDialect(dialect, encoding),
    chunkBytes: lines.length,
    maxCellBytes: lines.length,
    byteStart: 0,
  })
  const pieces: Piece[] = []
  const records: string[][] = []
  let cut = false
  for await (const piece of split) {
    cut = !whole && piece.unclosedQuote && records.length >= enoughRecords
    if (cut) break
    pieces.push(piece)
    for (const record of parse(piece).records) records.push(record)
  }
  const last = pieces.at(-1)
  const sampledBytes = last === undefined ? 0 : last.byteStart + last.bytes.length
  if (!whole && !cut) records.pop()
  return { pieces, records, sampledBytes }
}

/** Offset of the first record behind `count` records. */
function offsetBehind(pieces: readonly Piece[], count: number, dialect: SplitDialect): number {
  let left = count
  let end = 0
  for (const piece of pieces) {
    if (left < piece.records) return piece.byteStart + (left === 0 ? 0 : endOfRecords(piece.bytes, left, dialect))
    left -= piece.records
    end = piece.byteStart + piece.bytes.length
  }
  return end
}

function headerAt(choice: HeaderChoice, skip: number, wanted: ReadingOptions['headerRow']): HeaderChoice {
  if (typeof wanted === 'number') return { rows: [wanted], confidence: 1, reason: 'Chosen by you.' }
  return { ...choice, rows: choice.rows.map((row) => row + skip) }
}

async function readBlocks(file: InputFile, bytes: number): Promise<Buffer[]> {
  const handle = await open(file.path, 'r')
  try {
    const at = async (offset: number, length: number): Promise<Buffer> => {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, file.bytes - offset)))
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset)
      return buffer.subarray(0, bytesRead)
    }
    const blocks = [await at(0, bytes)]
    const step = Math.floor((file.bytes - bytes) / otherBlocks)
    for (let block = 1; block <= otherBlocks && step > blockBytes; block++) {
      blocks.push(await at(bytes + (block - 1) * step, blockBytes))
    }
    return blocks
  } finally {
    await handle.close()
  }
}

/** The bytes up to the last line end, so that no record or character is cut; all of them where they are the whole file. */
function wholeLines(bytes: Buffer, whole: boolean): Buffer {
  if (whole) return bytes
  const end = Math.max(bytes.lastIndexOf(10), bytes.lastIndexOf(13))
  return end === -1 ? bytes : bytes.subarray(0, end + 1)
}
