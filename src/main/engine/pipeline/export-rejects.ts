import type { RejectsExport, RejectsRequest } from '../../../contract/rejects.ts'
import { AppError } from '../lib/app-error.ts'
import { writeRejects } from '../report/rejects/write-rejects.ts'
import type { ReadDb } from '../store/database.ts'
import type { FileTask } from './read-whole.ts'

/** Reports are at least this far apart. */
const reportMs = 100

/**
 * Writes the rejected rows of an import as a task: it tells how far it is, and can be stopped, when no file is left.
 * @throws AppError `cancelled`, and what `writeRejects` throws
 */
export function exportRejects(db: ReadDb, request: RejectsRequest, task: FileTask): Promise<RejectsExport> {
  const began = performance.now()
  let reported = began
  return writeRejects(db, request, async (rows, total) => {
    await new Promise((resolve) => setImmediate(resolve))
    if (task.stopRequested()) {
      throw new AppError('cancelled', `Writing ${request.file} was stopped.`, {
        hint: 'No file was made; start it again.',
      })
    }
    const now = performance.now()
    if (now - reported < reportMs) return
    reported = now
    const elapsedMs = Math.round(now - began)
    task.onProgress({
      task: task.name,
      path: request.file,
      bytesProcessed: rows,
      totalBytes: total,
      percentComplete: Math.min(100, Math.round((rows / Math.max(1, total)) * 1000) / 10),
      rows,
      elapsedMs,
      estimatedTimeRemaining: Math.round((elapsedMs / rows) * Math.max(0, total - rows)),
    })
  })
}
