import { isUtf8 } from 'node:buffer'
import type { EncodingChoice, Finding, ReadingOptions, SheetSummary } from '../../../contract/reading.ts'
import { AppError } from '../lib/app-error.ts'
import { nameKey } from '../lib/names.ts'
import type { ContentPlan } from '../parse/content.ts'
import { transcodingOf } from '../parse/transcode.ts'
import { openWorkbook } from '../parse/workbook/open-workbook.ts'
import { type ByteStream, type Compression, openCompressed, openPlain } from '../source/byte-stream.ts'
import type { WorkbookFormat } from '../source/file-kind.ts'
import type { InputFile } from '../source/input-file.ts'
import { sniffEncoding } from './sniff-encoding.ts'

/** What in a file is the table, and how its text is encoded. */
export interface FoundContent {
  readonly plan: ContentPlan
  /** Null for a sheet. */
  readonly encoding: EncodingChoice | null
  readonly sheets: readonly SheetSummary[]
  readonly findings: readonly Finding[]
}

/**
 * Finds the content of a file that reading options ask for.
 * @throws AppError `usage` for an encoding or a sheet that there is not; `file-unsupported`, `file-damaged`, `file-hostile`
 */
export async function findContent(file: InputFile, reading: ReadingOptions): Promise<FoundContent> {
  const { limits } = file
  if (file.kind.kind === 'workbook') return findSheet(file, file.kind.format, reading)
  if (reading.sheet !== undefined) {
    throw new AppError('usage', `${file.path} is a text and has no sheets.`, { hint: 'Leave --sheet out.' })
  }
  const compression = file.kind.kind === 'compressed' ? file.kind.by : null
  const blocks = await readBlocks(file, compression)
  const encoding = sniffEncoding(blocks, reading.encoding)
  if (transcodingOf(encoding.name) === null) refuseBinary(file.path, blocks[0] as Buffer)
  return { plan: { kind: 'text', limits, compression, encoding: encoding.name }, encoding, sheets: [], findings: [] }
}

async function findSheet(
  { path, limits }: InputFile,
  format: WorkbookFormat,
  reading: ReadingOptions,
): Promise<FoundContent> {
  const workbook = await openWorkbook(path, format, limits)
  try {
    const { sheets, findings } = workbook
    const index = sheetIndex(path, sheets, reading.sheet)
    const name = (sheets[index] as SheetSummary).name
    const asShown = reading.asShown ?? false
    const fillMerged = reading.fillMerged ?? false
    return {
      plan: { kind: 'sheet', limits, format, sheet: { index, name }, asShown, fillMerged },
      encoding: null,
      sheets,
      findings,
    }
  } finally {
    await workbook.close()
  }
}

/** The sheet that was asked for; else the first that is not hidden. */
function sheetIndex(path: string, sheets: readonly SheetSummary[], wanted: ReadingOptions['sheet']): number {
  if (wanted === undefined)
    return Math.max(
      0,
      sheets.findIndex((sheet) => !sheet.hidden),
    )
  const exact = sheets.findIndex((sheet) => sheet.name === wanted)
  if (exact !== -1) return exact
  const alike = sheets.findIndex((sheet) => nameKey(sheet.name) === nameKey(String(wanted)))
  if (alike !== -1) return alike
  const number = Number(wanted)
  if (Number.isInteger(number) && number >= 1 && number <= sheets.length) return number - 1
  throw new AppError('usage', `${path} has no sheet "${wanted}".`, {
    hint: `Its sheets are: ${sheets.map((sheet) => sheet.name).join(', ')}. A number counts from 1.`,
    details: { sheets: sheets.map((sheet) => sheet.name) },
  })
}

function refuseBinary(path: string, head: Buffer): void {
  const controls = countControlBytes(head)
  const share = controls / head.length
  // A table with some NULs in it is a table with some odd cells, and a short one has no share to go by.
  if ((share > 0.05 && controls >= fewControls) || (share > 0.005 && !isUtf8(head))) {
    throw new AppError('file-unsupported', `${path} holds binary data, not text.`, {
      hint: 'Check that it is the right file; a table is read as delimited text or as a workbook.',
    })
  }
}

const fewControls = 32

/** Bytes that no text has, except as separators: everything below a space but tab, line ends, form feed, escape, FS to US. */
function countControlBytes(head: Buffer): number {
  let count = 0
  for (const byte of head) {
    if (byte < 9 || (byte > 13 && byte < 27)) count++
  }
  return count
}

const headBytes = 1024 * 1024
const otherBlocks = 8
const blockBytes = 64 * 1024

/** The beginning of a file's text, and blocks from all over it where any place can be reached at once. */
export async function readBlocks(
  file: InputFile,
  compression: Compression | null,
  bytes = headBytes,
): Promise<Buffer[]> {
  const at = (offset: number, length: number): Promise<Buffer> =>
    openPlain(file.path, offset).then((stream) => readHead(stream, length))
  if (compression !== null) return [await readHead(openCompressed(file.path, compression, file.limits), bytes)]
  const blocks = [await at(0, bytes)]
  const step = Math.floor((file.bytes - bytes) / otherBlocks)
  for (let block = 1; block <= otherBlocks && step > blockBytes; block++) {
    blocks.push(await at(bytes + (block - 1) * step, blockBytes))
  }
  return blocks
}

/** At most so many of the bytes that come next; closes the stream. */
export async function readHead(stream: ByteStream, bytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  try {
    while (length < bytes) {
      const block = Buffer.allocUnsafe(Math.min(bytes - length, headBytes))
      const count = await stream.read(block)
      if (count === 0) break
      parts.push(block.subarray(0, count))
      length += count
    }
  } finally {
    await stream.close()
  }
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)
}
