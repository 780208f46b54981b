import type { Finding } from '../../../contract/reading.ts'
import { AppError } from '../lib/app-error.ts'
import type { Limits } from '../lib/limits.ts'
import { blockReader, type ByteStream, type Compression, openCompressed, openPlain } from '../source/byte-stream.ts'
import type { WorkbookFormat } from '../source/file-kind.ts'
import { sheetStream } from './sheet-stream.ts'
import { transcodingOf } from './transcode.ts'
import type { CellFault } from './workbook/workbook.ts'

/** Where the text of a table is in a file, once decided; stored with an import, so it is data only. */
export type ContentPlan =
  | {
      readonly kind: 'text'
      readonly limits: Limits
      readonly compression: Compression | null
      readonly encoding: string
    }
  | {
      readonly kind: 'sheet'
      readonly limits: Limits
      readonly format: WorkbookFormat
      readonly sheet: { readonly index: number; readonly name: string }
      readonly asShown: boolean
      readonly fillMerged: boolean
    }

/**
 * The text of a table as it is split into records, whatever the file is: its own bytes, what was compressed in it, text that cannot be
 * cut in bytes as one that can, or a sheet as CSV. Offsets are those of this text.
 */
export interface ContentStream extends ByteStream {
  /** What is wrong with cells of a sheet in records that were read, up to a 1-based row number; each is given once. */
  takeFaults(lastRowNumber: number): CellFault[]
  /** What is in the sheet besides the values of its cells, as far as it was read. */
  findings(): Finding[]
}

/** Whether a content can be read from any offset on without reading what comes before. */
export function isSeekable(plan: ContentPlan): boolean {
  return plan.kind === 'text' && plan.compression === null && transcodingOf(plan.encoding) === null
}

/** Opens the content of a file at an offset; what comes before is read and passed over where there is no other way. */
export function openContent(path: string, plan: ContentPlan, from = 0): Promise<ContentStream> {
  return openAt(path, plan, from, false)
}

/** The same from the beginning for a look at it, which may end early: then not all bytes of the file count as read. */
export function openSample(path: string, plan: ContentPlan): Promise<ContentStream> {
  return openAt(path, plan, 0, true)
}

async function openAt(path: string, plan: ContentPlan, from: number, sample: boolean): Promise<ContentStream> {
  if (isSeekable(plan)) return withoutFaults(await openPlain(path, from))
  const stream =
    plan.kind === 'sheet' ? await sheetStream(path, plan, sample) : withoutFaults(await openText(path, plan))
  try {
    await passOver(stream, from)
    return stream
  } catch (error) {
    await stream.close()
    throw error
  }
}

async function openText(path: string, plan: ContentPlan & { kind: 'text' }): Promise<ByteStream> {
  const bytes =
    plan.compression === null ? await openPlain(path, 0) : openCompressed(path, plan.compression, plan.limits)
  const transcoding = transcodingOf(plan.encoding)
  return transcoding === null ? bytes : transcoded(bytes, transcoding.start())
}

const blockBytes = 256 * 1024

function transcoded(bytes: ByteStream, transcoder: { push(bytes: Buffer): Buffer; end(): Buffer }): ByteStream {
  const block = Buffer.allocUnsafe(blockBytes)
  let ended = false
  const next = async (): Promise<Buffer | null> => {
    if (ended) return null
    const count = await bytes.read(block)
    ended = count === 0
    return ended ? transcoder.end() : transcoder.push(block.subarray(0, count))
  }
  return { ...bytes, ...blockReader(next) }
}

function withoutFaults(bytes: ByteStream): ContentStream {
  return { ...bytes, takeFaults: () => [], findings: () => [] }
}

/**
 * Reads on up to an offset; `onBytes` gets what is passed over.
 * @throws AppError `file-changed` where the content ends before
 */
export async function passOver(stream: ByteStream, bytes: number, onBytes?: (passed: Buffer) => void): Promise<void> {
  const block = Buffer.allocUnsafe(Math.min(bytes, blockBytes))
  let left = bytes
  while (left > 0) {
    const count = await stream.read(block.subarray(0, Math.min(block.length, left)))
    if (count === 0) {
      throw new AppError('file-changed', 'The file is shorter than it was.', {
        hint: 'Put it back as it was, or begin anew.',
        details: { resumable: true },
      })
    }
    onBytes?.(block.subarray(0, count))
    left -= count
  }
}
