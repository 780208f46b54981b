import type { FileProgress, Finding } from '../../../contract/reading.ts'
import { AppError } from '../lib/app-error.ts'
import type { Limits } from '../lib/limits.ts'
import type { FileSample } from '../infer/read-sample.ts'
import { isSeekable, openContent } from '../parse/content.ts'
import { splitDialect } from '../parse/dialect.ts'
import { encodingOf, parserOf, piecesOf } from '../parse/pieces.ts'
import { dataOf } from '../source/hold-footer.ts'
import type { InputFile } from '../source/input-file.ts'

/** Long work on a file as whoever asked for it follows and stops it. */
export interface FileTask {
  readonly name: string | null
  readonly limits: Limits
  readonly onProgress: (progress: FileProgress) => void
  readonly stopRequested: () => boolean
}

const chunkBytes = 1024 * 1024
/** Reports are at least this far apart. */
const reportMs = 100

/**
 * Hands every record of a table behind its header to `onRecord`, with its 1-based row number, as it reads: whatever is wrong with it. Gives
 * what there is in its sheet besides the values of cells.
 * @throws AppError `cancelled` when the task is stopped
 */
export async function readWhole(
  file: InputFile,
  sample: FileSample,
  task: FileTask,
  onRecord: (cells: readonly string[], rowNumber: number) => void,
): Promise<Finding[]> {
  const began = performance.now()
  const parse = parserOf(sample)
  const dialect = splitDialect(sample.dialect, encodingOf(sample.content))
  const stream = await openContent(file.path, sample.content, sample.dataStart.byteOffset)
  let { rowNumber } = sample.dataStart
  let reported = began
  try {
    for await (const piece of piecesOf(stream, sample, sample.dataStart.byteOffset, chunkBytes)) {
      if (task.stopRequested()) {
        throw new AppError('cancelled', `Reading ${file.path} was stopped.`, {
          hint: 'Nothing was changed; start it again.',
        })
      }
      const { records, skipped } = parse(dataOf(piece, dialect))
      for (const [index, cells] of records.entries()) {
        if (!skipped.has(index)) onRecord(cells, rowNumber)
        rowNumber++
      }
      const now = performance.now()
      if (now - reported < reportMs) continue
      reported = now
      const bytes = isSeekable(sample.content) ? piece.byteStart + piece.bytes.length : stream.fileBytes()
      const elapsedMs = Math.round(now - began)
      task.onProgress({
        task: task.name,
        path: file.path,
        bytesProcessed: bytes,
        totalBytes: file.bytes,
        percentComplete: Math.min(100, Math.round((bytes / file.bytes) * 1000) / 10),
        rows: rowNumber - sample.dataStart.rowNumber,
        elapsedMs,
        estimatedTimeRemaining: bytes === 0 ? null : Math.round((elapsedMs / bytes) * (file.bytes - bytes)),
      })
      // Whoever wants to stop it must be heard between two pieces.
      await new Promise((resolve) => setImmediate(resolve))
    }
    return stream.findings()
  } finally {
    await stream.close()
  }
}
