import { EventEmitter } from 'node:events'
import { open } from 'node:fs/promises'
import { freemem } from 'node:os'
import { AppError } from '../lib/app-error.ts'
import { columnNames } from '../infer/inspect.ts'
import { readSample } from '../infer/read-sample.ts'
import { splitDialect } from '../parse/dialect.ts'
import { pieceParser } from '../parse/parse-bytes.ts'
import { countLines, isBlank } from '../parse/parse-text.ts'
import { openInputFile } from '../source/input-file.ts'
import { cellLimitBytes, splitRecords } from '../source/record-splitter.ts'
import type { IssueCode } from '../../../contract/issues.ts'
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
  readonly lineNumber: number
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
  estimateMemoryUsage(filePath: string): Promise<MemoryEstimate>
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

export function createFileStreamService(): FileStreamService {
  const emitter = new EventEmitter<{ 'stream:progress': [StreamProgress] }>()

  async function* getFileChunks(
    filePath: string,
    options: StreamOptions = {},
  ): AsyncGenerator<FileChunk & { readonly progress: StreamProgress }> {
    const began = performance.now()
    const chunkBytes = options.chunkSize ?? defaultChunkBytes
    refuseChunkSize(chunkBytes)
    const file = await openInputFile(filePath)
    const sample = await readSample(file, {})
    const columns = columnNames(sample)
    const parse = pieceParser(sample.encoding.name, sample.dialect)
    const handle = await open(file.path, 'r')
    let { rowNumber, lineNumber } = sample.dataStart
    let index = 0
    let rowsProcessed = 0
    try {
      const pieces = splitRecords(async (into, offset) => (await handle.read(into, 0, into.length, offset)).bytesRead, {
        dialect: splitDialect(sample.dialect, sample.encoding.name),
        chunkBytes,
        maxCellBytes: cellLimitBytes,
        byteStart: sample.dataStart.byteOffset,
      })
      for await (const piece of pieces) {
        options.signal?.throwIfAborted()
        const { records, faults: found } = parse(piece)
        const firstRowNumber = rowNumber
        const data: Record<string, string>[] = []
        const faults: RecordFault[] = []
        const rowNumbers: number[] = []
        const lineNumbers: number[] = []
        for (const [offset, cells] of records.entries()) {
          const code = found.get(offset)?.code ?? (isBlank(cells) ? null : widthFault(cells, columns.length))
          if (code) faults.push({ rowNumber, lineNumber, code, cells })
          else if (!isBlank(cells)) {
            data.push(Object.fromEntries(columns.map((name, column) => [name, cells[column] ?? ''])))
            rowNumbers.push(rowNumber)
            lineNumbers.push(lineNumber)
          }
          rowNumber++
          lineNumber += countLines(cells)
        }
        rowsProcessed += data.length
        const bytesProcessed = piece.byteStart + piece.bytes.length
        const elapsedMs = performance.now() - began
        const progress: StreamProgress = {
          filePath: file.path,
          bytesProcessed,
          totalBytes: file.bytes,
          percentComplete: Math.floor((bytesProcessed / file.bytes) * 1000) / 10,
          rowsProcessed,
          elapsedMs,
          estimatedTimeRemaining: Math.round((elapsedMs / bytesProcessed) * (file.bytes - bytesProcessed)),
        }
        withOrigin(data as DataRow[], { rowNumbers, lineNumbers })
        const blank = records.length - data.length - faults.length
        yield { index: index++, data, faults, columns, firstRowNumber, blank, progress }
      }
    } finally {
      await handle.close()
    }
  }

  return Object.assign(emitter, {
    getFileChunks,
    streamProcessFile: async (filePath, { onChunk, onProgress, ...options }) => {
      const began = performance.now()
      const totals = { rowsProcessed: 0, faults: 0, blank: 0, chunks: 0 }
      // Opened once more below; here to name the file whole and tell its size although it may have no row.
      const file = await openInputFile(filePath)
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
    estimateMemoryUsage: async (filePath) => {
      const file = await openInputFile(filePath)
      const sample = await readSample(file, {})
      const free = freemem()
      const recommendedChunkBytes = Math.max(256 * 1024, Math.min(16 * 1024 * 1024, Math.floor(free / 64)))
      const dataBytes = Math.max(1, sample.sampledBytes - sample.dataStart.byteOffset)
      return {
        fileBytes: file.bytes,
        estimatedRows: Math.round((sample.records.length * (file.bytes - sample.dataStart.byteOffset)) / dataBytes),
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

function widthFault(cells: readonly string[], width: number): IssueCode | null {
  if (cells.length < width) return 'too-few-cells'
  return cells.slice(width).some((cell) => cell !== '') ? 'too-many-cells' : null
}
