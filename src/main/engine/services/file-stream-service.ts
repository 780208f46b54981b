import { EventEmitter } from 'node:events'
import { freemem } from 'node:os'
import { AppError } from '../lib/app-error.ts'
import { defaultLimits, type Limits } from '../lib/limits.ts'
import { columnNames } from '../infer/inspect.ts'
import { type FileSample, readSample } from '../infer/read-sample.ts'
import { type ContentStream, isSeekable, openContent } from '../parse/content.ts'
import { splitDialect } from '../parse/dialect.ts'
import { countLines, isBlank } from '../parse/parse-text.ts'
import { encodingOf, parserOf, piecesOf } from '../parse/pieces.ts'
import { dataOf, type HeldPiece } from '../source/hold-footer.ts'
import { openInputFile } from '../source/input-file.ts'
import type { IssueCode } from '../../../contract/issues.ts'
import { type ReadingOptions, readingOptions } from '../../../contract/reading.ts'
import { type DataRow, withOrigin } from './row-origin.ts'

/** How far a stream is; times in milliseconds. */
export interface StreamProgress {
  readonly filePath: string
  readonly bytesProcessed: number
  readonly totalBytes: number
  /** 0 to 100. */
  readonly percentComplete: number
  readonly rowsProcessed: number
  readonly elapsedMs: number
  /** Null until there is something to go by. */
  readonly estimatedTimeRemaining: number | null
}

/** A record that could not be read as the header says; its cells are as they were found. */
export interface RecordFault {
  readonly rowNumber: number
  /** Null in a workbook. */
  readonly lineNumber: number | null
  readonly code: IssueCode
  readonly cells: readonly string[]
}

/** Some thousand rows of a file. */
export interface FileChunk {
  /** 0-based. */
  readonly index: number
  /** Rows by the names of the header; every value is its exact text. */
  readonly data: Record<string, string>[]
  readonly faults: RecordFault[]
  /** What is noteworthy about cells of rows in `data`. */
  readonly warnings: RecordFault[]
  readonly columns: readonly string[]
  /** 1-based row number of the chunk's first record, as a spreadsheet counts. */
  readonly firstRowNumber: number
  /** Records whose cells are all empty; they are no rows. */
  readonly blank: number
}

export interface StreamOptions {
  /** Bytes of the file that make a chunk, 1 to 256 MB; 4 MB unless said. */
  readonly chunkSize?: number
  readonly signal?: AbortSignal
  /** How the file is to be read, and which sheet of a workbook; whatever is left out is found by looking at it. */
  readonly reading?: ReadingOptions
}

export interface StreamResult {
  readonly filePath: string
  readonly totalBytes: number
  readonly rowsProcessed: number
  readonly faults: number
  readonly blank: number
  readonly chunks: number
  readonly elapsedMs: number
}

/** Reads files of any size as a stream of rows. Emits `stream:progress`. */
export interface FileStreamService extends EventEmitter<{ 'stream:progress': [StreamProgress] }> {
  /** Hands chunk after chunk to `onChunk`, and reads on only when it is done with one. */
  streamProcessFile(
    filePath: string,
    options: StreamOptions & {
      readonly onChunk: (chunk: FileChunk) => void | Promise<void>
      readonly onProgress?: (progress: StreamProgress) => void | Promise<void>
    },
  ): Promise<StreamResult>
  /** The same chunks, for a program that takes them itself. */
  getFileChunks(
    filePath: string,
    options?: StreamOptions,
  ): AsyncGenerator<FileChunk & { readonly progress: StreamProgress }>
  /** What reading a file will take, judged from a sample of it, and the chunk size that suits the memory that is free. */
  estimateMemoryUsage(filePath: string, options?: Pick<StreamOptions, 'reading'>): Promise<MemoryEstimate>
}

export interface MemoryEstimate {
  readonly fileBytes: number
  readonly estimatedRows: number
  readonly estimatedPeakBytes: number
  readonly recommendedChunkBytes: number
  readonly sampledBytes: number
}

const defaultChunkBytes = 4 * 1024 * 1024
const longestChunk = 256 * 1024 * 1024
/** A chunk is held as bytes, as text, and as rows of texts: about this many times its size (measured with nine short columns). */
const memoryPerByte = 8

export function createFileStreamService(limits: Limits = defaultLimits): FileStreamService {
  const emitter = new EventEmitter<{ 'stream:progress': [StreamProgress] }>()

  async function* getFileChunks(
    filePath: string,
    options: StreamOptions = {},
  ): AsyncGenerator<FileChunk & { readonly progress: StreamProgress }> {
    const began = performance.now()
    const chunkBytes = options.chunkSize ?? defaultChunkBytes
    refuseChunkSize(chunkBytes)
    const file = await openInputFile(filePath, limits)
    const sample = await readSample(file, readingOf(options))
    const toChunk = chunkMaker(sample)
    const stream = await openContent(file.path, sample.content, sample.dataStart.byteOffset)
    let index = 0
    let rowsProcessed = 0
    try {
      for await (const piece of piecesOf(stream, sample, sample.dataStart.byteOffset, chunkBytes)) {
        options.signal?.throwIfAborted()
        const chunk = toChunk(piece, stream)
        rowsProcessed += chunk.data.length
        // What is read ahead is not processed yet.
        const bytesProcessed = isSeekable(sample.content) ? piece.byteStart + piece.bytes.length : stream.fileBytes()
        const elapsedMs = performance.now() - began
        const progress: StreamProgress = {
          filePath: file.path,
          bytesProcessed,
          totalBytes: file.bytes,
          percentComplete: Math.floor((bytesProcessed / file.bytes) * 1000) / 10,
          rowsProcessed,
          elapsedMs,
          estimatedTimeRemaining:
            bytesProcessed === 0 ? null : Math.round((elapsedMs / bytesProcessed) * (file.bytes - bytesProcessed)),
        }
        yield { index: index++, ...chunk, progress }
      }
    } finally {
      await stream.close()
    }
  }

  return Object.assign(emitter, {
    getFileChunks,
    streamProcessFile: async (filePath, { onChunk, onProgress, ...options }) => {
      const began = performance.now()
      const totals = { rowsProcessed: 0, faults: 0, blank: 0, chunks: 0 }
      // Opened once more below; here to name the file whole and tell its size although it may have no row.
      const file = await openInputFile(filePath, limits)
      for await (const { progress, ...chunk } of getFileChunks(filePath, options)) {
        await onChunk(chunk)
        totals.rowsProcessed += chunk.data.length
        totals.faults += chunk.faults.length
        totals.blank += chunk.blank
        totals.chunks++
        emitter.emit('stream:progress', progress)
        await onProgress?.(progress)
      }
      return {
        filePath: file.path,
        totalBytes: file.bytes,
        ...totals,
        elapsedMs: performance.now() - began,
      }
    },
    estimateMemoryUsage: async (filePath, options = {}) => {
      const file = await openInputFile(filePath, limits)
      const sample = await readSample(file, readingOf(options))
      const free = freemem()
      const recommendedChunkBytes = Math.max(256 * 1024, Math.min(16 * 1024 * 1024, Math.floor(free / 64)))
      const dataStart = isSeekable(sample.content) ? sample.dataStart.byteOffset : 0
      const dataBytes = Math.max(1, sample.sampledBytes - dataStart)
      return {
        fileBytes: file.bytes,
        estimatedRows: Math.round((sample.records.length * (file.bytes - dataStart)) / dataBytes),
        estimatedPeakBytes: Math.min(file.bytes, recommendedChunkBytes) * memoryPerByte,
        recommendedChunkBytes,
        sampledBytes: sample.sampledBytes,
      }
    },
  } satisfies Omit<FileStreamService, keyof EventEmitter>)
}

function refuseChunkSize(bytes: number): void {
  if (Number.isInteger(bytes) && bytes >= 1 && bytes <= longestChunk) return
  throw new AppError('usage', `A chunk cannot be ${bytes} bytes long.`, {
    hint: `Give chunkSize as a whole number from 1 to ${longestChunk}, or leave it out.`,
  })
}

function readingOf({ reading }: Pick<StreamOptions, 'reading'>): ReadingOptions {
  const parsed = readingOptions.safeParse(reading ?? {})
  if (parsed.success) return parsed.data
  throw new AppError('usage', `The reading options do not fit: ${parsed.error.issues[0]?.message ?? 'unknown'}.`, {
    hint: 'See `readingOptions` of the contract.',
  })
}

/** Makes chunks of pieces, one after the other, counting rows and lines. */
function chunkMaker(sample: FileSample): (piece: HeldPiece, stream: ContentStream) => Omit<FileChunk, 'index'> {
  const columns = columnNames(sample)
  const parse = parserOf(sample)
  const dialect = splitDialect(sample.dialect, encodingOf(sample.content))
  const isText = sample.content.kind === 'text'
  let { rowNumber, lineNumber } = sample.dataStart

  return (piece, stream) => {
    const text = dataOf(piece, dialect)
    const { records, faults: found, skipped } = parse(text)
    const firstRowNumber = rowNumber
    const ofCells = Map.groupBy(stream.takeFaults(rowNumber + text.records - 1), (fault) => fault.rowNumber)
    const data: Record<string, string>[] = []
    const faults: RecordFault[] = []
    const warnings: RecordFault[] = []
    const origin = { rowNumbers: [] as number[], lineNumbers: [] as number[] }
    for (const [offset, cells] of records.entries()) {
      if (skipped.has(offset)) {
        rowNumber++
        lineNumber++
        continue
      }
      const place = { rowNumber, lineNumber: isText ? lineNumber : null, cells }
      const cellFaults = ofCells.get(rowNumber) ?? []
      const code =
        found.get(offset)?.code ??
        cellFaults.find((fault) => fault.severity === 'error')?.code ??
        (isBlank(cells) ? null : widthFault(cells, columns.length, isText))
      if (code) faults.push({ ...place, code })
      else if (!isBlank(cells)) {
        data.push(Object.fromEntries(columns.map((name, column) => [name, cells[column] ?? ''])))
        origin.rowNumbers.push(rowNumber)
        origin.lineNumbers.push(lineNumber)
        for (const fault of cellFaults) warnings.push({ ...place, code: fault.code })
      }
      rowNumber++
      lineNumber += countLines(cells)
    }
    rowNumber += piece.footer
    withOrigin(data as DataRow[], isText ? origin : { rowNumbers: origin.rowNumbers })
    return {
      data,
      faults,
      warnings,
      columns,
      firstRowNumber,
      blank: records.length - skipped.size - data.length - faults.length,
    }
  }
}

/** Cells at the end of a workbook's row that are empty are not written: there, few cells are no fault. */
function widthFault(cells: readonly string[], width: number, isText: boolean): IssueCode | null {
  if (isText && cells.length < width) return 'too-few-cells'
  return cells.slice(width).some((cell) => cell !== '') ? 'too-many-cells' : null
}
