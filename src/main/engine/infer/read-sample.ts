import type {
  DialectChoice,
  EncodingChoice,
  Finding,
  HeaderChoice,
  ReadingOptions,
  RecordCursor,
  SheetSummary,
} from '../../../contract/reading.ts'
import { AppError } from '../lib/app-error.ts'
import { formatCount } from '../lib/numbers.ts'
import { isSeekable, openSample } from '../parse/content.ts'
import { decoderOf } from '../parse/decode.ts'
import { type Dialect, sheetDialect, splitDialect } from '../parse/dialect.ts'
import { countLines } from '../parse/parse-text.ts'
import { encodingOf, parserOf, type FileReading } from '../parse/pieces.ts'
import type { InputFile } from '../source/input-file.ts'
import { type Piece, splitRecords } from '../source/record-splitter.ts'
import { endOfRecords } from '../source/record-offsets.ts'
import type { SplitDialect } from '../source/scan-bytes.ts'
import { findContent, readBlocks, readHead } from './find-content.ts'
import { joinHeader } from './join-header.ts'
import { sniffDialect } from './sniff-dialect.ts'
import { bomBytes } from './sniff-encoding.ts'
import { rowsWanted, sniffHeader } from './sniff-header.ts'

/** The beginning of a table, read as it would be imported. */
export interface FileSample extends FileReading {
  /** Null for a sheet, as is `dialectChoice`. */
  readonly encoding: EncodingChoice | null
  readonly dialectChoice: DialectChoice | null
  readonly sheets: readonly SheetSummary[]
  readonly findings: readonly Finding[]
  readonly header: HeaderChoice
  /** The header's cells as the file has them, joined where it is stacked; null where it has none. */
  readonly headerCells: readonly string[] | null
  /** Records after the header, blank ones included. */
  readonly records: readonly (readonly string[])[]
  /** Where the first record after the header begins. */
  readonly dataStart: RecordCursor
  /** Records before the header, which are passed over. */
  readonly skipped: number
  /** Bytes of the file that were looked at. */
  readonly sampledBytes: number
  /** Whether the sample is the whole table. */
  readonly whole: boolean
}

/** How much of a table's beginning decides how it is read. */
const sampleBytes = 512 * 1024
/** A sample grows up to this for a file whose header alone is larger. */
const longestSample = 16 * 1024 * 1024

/**
 * Reads the beginning of a table, and blocks from all over the file, and decides how to read it.
 * @throws AppError `file-empty`, `file-unsupported`, `file-damaged`, `file-hostile`, or `usage` for reading options that do not fit
 */
export async function readSample(file: InputFile, reading: ReadingOptions, bytes = sampleBytes): Promise<FileSample> {
  const { plan: content, encoding, sheets, findings } = await findContent(file, reading)
  const stream = await openSample(file.path, content)
  const head = await readHead(stream, bytes)
  const whole = head.length < bytes && (content.kind === 'text' || stream.fileBytes() >= file.bytes)
  const start = content.kind === 'sheet' ? 0 : bomBytes(head)
  if (content.kind === 'text' && head.length === start) throw emptyFile(file.path)
  const lines = wholeLines(head.subarray(start), whole)
  if (content.kind === 'text') refuseEndlessRow(file, lines.subarray(0, sampleBytes))

  // However long a header is, its beginning tells the dialect.
  const beginning = wholeLines(lines.subarray(0, sampleBytes), lines.length <= sampleBytes)
  const dialectChoice =
    content.kind === 'sheet' ? null : sniffDialect(await textSamples(file, content, beginning), reading)
  const dialect: Dialect = dialectChoice === null ? sheetDialect : dialectOf(dialectChoice)
  const table: FileReading = { content, dialect, footerRows: reading.footerRows ?? 0 }
  const { pieces, records, comments, readBytes } = await readPieces(lines, whole, table)
  refuseWide(file, records)

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
  const header = chooseHeader(records, comments, skip, reading.headerRow)
  const before = header.rows.at(-1) ?? skip
  if (!whole && records.length <= before && bytes < longestSample) return readSample(file, reading, bytes * 4)
  if (records.length < before) {
    throw new AppError(
      'usage',
      `Row ${before} cannot be the header: the file has ${records.length} rows at its beginning.`,
      {
        hint: 'Give the number of the header row as a spreadsheet counts it, or `none`.',
      },
    )
  }
  const headerRecords = header.rows.map((row) => records[row - 1] as string[])
  const split = splitDialect(dialect, encodingOf(content))
  return {
    ...table,
    encoding,
    dialectChoice,
    sheets,
    findings,
    header,
    headerCells: headerRecords.length === 0 ? null : headerNames(headerRecords),
    records: records.filter((_, index) => index >= before && !comments.has(index)),
    dataStart: {
      byteOffset: start + offsetBehind(pieces, before, split),
      rowNumber: before + 1,
      lineNumber: 1 + records.slice(0, before).reduce((sum, record) => sum + countLines(record), 0),
    },
    skipped: (header.rows[0] ?? skip + 1) - 1,
    sampledBytes: whole
      ? file.bytes
      : Math.min(file.bytes, content.kind === 'text' ? start + readBytes : stream.fileBytes()),
    whole,
  }
}

function emptyFile(path: string): AppError {
  return new AppError('file-empty', `${path} is empty.`, {
    hint: 'Ask whoever sent it for the file with its content.',
  })
}

/** A file whose beginning has no line end and delimiters without number is not tokenized to find that out. */
function refuseEndlessRow(file: InputFile, beginning: Buffer): void {
  if (beginning.includes(10) || beginning.includes(13)) return
  for (const delimiter of ',;\t|') {
    let count = 0
    for (let at = beginning.indexOf(delimiter); at !== -1; at = beginning.indexOf(delimiter, at + 1)) count++
    if (count > file.limits.columns) throw tooWide(file, `more than ${formatCount(count)}`)
  }
}

function refuseWide(file: InputFile, records: readonly (readonly string[])[]): void {
  const widest = records.reduce((most, record) => Math.max(most, record.length), 0)
  if (widest > file.limits.columns) throw tooWide(file, formatCount(widest))
}

function tooWide({ path, limits }: InputFile, cells: string): AppError {
  return new AppError(
    'file-unsupported',
    `${path} has a record of ${cells} cells: too many columns for a table (at most ${formatCount(limits.columns)}).`,
    { hint: 'Check the delimiter and the line ends with --delimiter and --newline.' },
  )
}

function dialectOf({ delimiter, quote, escape, newline, spacing, comment }: DialectChoice): Dialect {
  return { delimiter, quote, escape, newline: newline === 'mixed' ? 'lf' : newline, spacing, comment }
}

/** The text of the beginning, and of blocks from elsewhere where any place can be reached at once. */
async function textSamples(file: InputFile, content: FileReading['content'], lines: Buffer): Promise<string[]> {
  const { lenient: decode } = decoderOf(encodingOf(content))
  const others = isSeekable(content) ? (await readBlocks(file, null)).slice(1) : []
  return [lines, ...others].map(decode)
}

function headerNames(rows: readonly (readonly string[])[]): readonly string[] {
  return rows.length === 1 ? (rows[0] as readonly string[]) : joinHeader(rows)
}

/** Records enough to stop where a quote is open at the end of a sample: it may just be cut there. */
const enoughRecords = 20

/** What parsing takes beside its records is short-lived in pieces, and not all held at once. */
const pieceBytes = 64 * 1024

/** Splits and parses a sample as an import would; of a sample that is not the whole file, the last record may be cut, and is left out. */
export async function readPieces(
  lines: Buffer,
  whole: boolean,
  table: FileReading,
): Promise<{ pieces: Piece[]; records: string[][]; comments: Set<number>; readBytes: number }> {
  const parse = parserOf(table)
  const split = splitRecords((into, offset) => Promise.resolve(lines.copy(into, 0, offset)), {
    dialect: splitDialect(table.dialect, encodingOf(table.content)),
    chunkBytes: pieceBytes,
    maxCellBytes: Math.max(1, lines.length),
    byteStart: 0,
  })
  const pieces: Piece[] = []
  const records: string[][] = []
  const comments = new Set<number>()
  let cut = false
  for await (const piece of split) {
    cut = !whole && piece.unclosedQuote && records.length >= enoughRecords
    if (cut) break
    pieces.push(piece)
    const parsed = parse(piece)
    for (const index of parsed.skipped) comments.add(records.length + index)
    for (const record of parsed.records) records.push(record)
  }
  const last = pieces.at(-1)
  // Lines are whole, but a quoted cell may go on behind them.
  const endsInside = last?.unclosedQuote === true || !(lines.at(-1) === 10 || lines.at(-1) === 13)
  if (!whole && !cut && endsInside) records.pop()
  return { pieces, records, comments, readBytes: last === undefined ? 0 : last.byteStart + last.bytes.length }
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

/** The header in the numbers of the file's rows. */
function chooseHeader(
  records: readonly (readonly string[])[],
  comments: ReadonlySet<number>,
  skip: number,
  wanted: ReadingOptions['headerRow'],
): HeaderChoice {
  if (wanted !== undefined && wanted !== 'none') {
    return { rows: rowsWanted(wanted), confidence: 1, reason: 'Chosen by you.' }
  }
  const { rows, ...why } = sniffHeader(records.slice(skip), wanted, new Set([...comments].map((index) => index - skip)))
  return { rows: rows.map((row) => row + skip), ...why }
}

/** The bytes up to the last line end, so that no record or character is cut; all of them where they are the whole file. */
function wholeLines(bytes: Buffer, whole: boolean): Buffer {
  if (whole) return bytes
  const end = Math.max(bytes.lastIndexOf(10), bytes.lastIndexOf(13))
  return end === -1 ? bytes : bytes.subarray(0, end + 1)
}
