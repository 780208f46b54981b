import type { Limits } from '../../../lib/limits.ts'
import { AppError } from '../../../lib/app-error.ts'
import type { ZipArchive } from '../../../source/zip-archive.ts'
import type { ZipEntry } from '../../../source/zip-directory.ts'
import { appendBytes, type ByteBuffer, byteBuffer, utf8 } from './byte-buffer.ts'
import { appendCsvCell } from './csv-bytes.ts'
import { hostilePart } from './part-faults.ts'
import { passPlainStrings } from './plain-strings.ts'
import { scanPart } from './scan-part.ts'
import type { XmlHandler } from './xml-handler.ts'
import { appendXmlText, resolveEscapes } from './xml-text.ts'

/**
 * The texts that the cells of a workbook share, each as the CSV cell that it becomes. They lie one behind the other in large pieces
 * of memory: millions of them cost their bytes and eight more each, and nothing to the garbage collector.
 */
export interface SharedStrings {
  readonly count: number
  /** Whether there are more than were read. */
  readonly isPartial: boolean
  /** How many bytes a text has. */
  lengthOf(index: number): number
  append(index: number, out: ByteBuffer): void
  /** The text itself. */
  textOf(index: number): string
}

/** Thrown where a sample needs a text that was not read. */
export const textsEnd = new Error('a sample ends where it needs a text that was not read')

const noSharedStrings: SharedStrings = {
  count: 0,
  isPartial: false,
  lengthOf: () => 0,
  append: () => {},
  textOf: () => '',
}

/** Large enough that few are needed. A text that is larger has a segment of its own. */
const segmentBytes = 1 << 20
/** What a text costs besides its bytes: its place, its length, and the room that lists keep to grow. */
const bytesPerString = 16

/**
 * Reads the part of the shared texts, up to about `most` of its bytes.
 * @throws AppError `file-unsupported`, `file-hostile` (more than `limits.sharedBytes`)
 */
export async function readSharedStrings(
  zip: ZipArchive,
  entry: ZipEntry | null,
  limits: Limits,
  most = Number.POSITIVE_INFINITY,
): Promise<SharedStrings> {
  if (entry === null) return noSharedStrings
  const name = { path: zip.path, part: entry.name }
  const { add, finish } = createStore(() => tooMuch(zip.path, limits), limits)
  const value = byteBuffer(1024)
  let runStart = 0
  let inRun = false
  let collects = false
  const handler: XmlHandler = {
    elements: ['si', 't', 'r'],
    attributes: [],
    open: (element, depth) => {
      if (depth === 1) value.length = 0
      else if (depth === 2) inRun = element === run
      // A text of the item itself or of a run in it; those of `rPh` tell how it is spoken.
      if (element === text && (depth === 2 || (depth === 3 && inRun))) {
        collects = true
        runStart = value.length
      }
    },
    text: (data, from, to, literal) => {
      if (!collects) return
      if (literal) appendBytes(value, data, from, to)
      else appendXmlText(value, data, from, to, name)
      if (value.length > limits.cellBytes) throw hostilePart(name, 'a text in it is longer than any cell may be')
    },
    close: (element, depth) => {
      if (collects && element === text) {
        resolveEscapes(value, runStart)
        collects = false
      }
      if (depth === 1 && element === item) add(value.data, 0, value.length)
      return false
    },
    shortcut: { depth: 1, pass: (data, from, end) => passPlainStrings(data, from, end, add) },
  }
  for await (const share of scanPart(zip, entry, handler)) {
    if (share < 1 && share * entry.inflatedBytes >= most) return finish(true)
  }
  return finish(false)
}

const [item, text, run] = [0, 1, 2]

interface Store {
  readonly add: (data: Buffer, from: number, to: number) => void
  readonly finish: (isPartial: boolean) => SharedStrings
}

function createStore(tooMuchError: () => AppError, { sharedBytes }: Limits): Store {
  const segments: Buffer[] = []
  const cell = byteBuffer(1024)
  let segment = byteBuffer(0)
  let starts = new Uint32Array(1024)
  let lengths = new Uint32Array(1024)
  let count = 0
  let total = 0
  const add = (data: Buffer, from: number, to: number): void => {
    cell.length = 0
    appendCsvCell(cell, data, from, to)
    total += cell.length + bytesPerString
    if (total > sharedBytes) throw tooMuchError()
    if (count === starts.length) {
      starts = grown(starts)
      lengths = grown(lengths)
    }
    if (segment.length + cell.length > segment.data.length || count === 0) {
      segment = byteBuffer(Math.max(segmentBytes, cell.length))
      segments.push(segment.data)
    }
    // The number of the segment, and the place in it in the lower bits.
    starts[count] = (segments.length - 1) * segmentBytes + segment.length
    lengths[count] = cell.length
    count++
    appendBytes(segment, cell.data, 0, cell.length)
  }
  const append = (index: number, out: ByteBuffer): void => {
    const start = starts[index] as number
    const from = start % segmentBytes
    appendBytes(out, segments[(start - from) / segmentBytes] as Buffer, from, from + (lengths[index] as number))
  }
  const textOf = (index: number): string => {
    cell.length = 0
    append(index, cell)
    const written = utf8(cell.data, 0, cell.length)
    return written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written
  }
  return {
    add,
    finish: (isPartial) => ({ count, isPartial, append, textOf, lengthOf: (index) => lengths[index] as number }),
  }
}

function grown(list: Uint32Array): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(list.length * 2)
  longer.set(list)
  return longer
}

function tooMuch(path: string, { sharedBytes }: Limits): AppError {
  return new AppError('file-hostile', `${path} holds more than ${sharedBytes} bytes of texts that its cells share.`, {
    hint: 'Ask for the table as CSV, or raise the limit in the settings.',
  })
}
