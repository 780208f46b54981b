import type { ImportProgress, RowCounts } from '../../../contract/imports.ts'
import type { Chunk } from '../store/chunks.ts'
import type { ImportTotals } from '../store/imports.ts'

interface MeterStart {
  readonly importId: number
  readonly dataset: string
  readonly fileName: string
  readonly totalBytes: number
  /** Time that earlier runs of the same import took. */
  readonly elapsedBefore: number
  /** Where in the file this run begins. */
  readonly start: number
}

/** Reports are at least this far apart. */
const reportMs = 100

/** Adds up committed chunks and reports how far an import is. */
export function progressMeter(
  start: MeterStart,
  before: Omit<RowCounts, 'read'> & { issues: number },
  report: (progress: ImportProgress) => void,
) {
  const began = performance.now()
  const sums = { ...before }
  let bytes = start.start
  let reported = Number.NEGATIVE_INFINITY

  const progress = (): ImportProgress => {
    const ranMs = performance.now() - began
    const elapsedMs = start.elapsedBefore + ranMs
    const read = sums.accepted + sums.rejected
    const rate = ranMs === 0 ? 0 : (bytes - start.start) / ranMs
    return {
      importId: start.importId,
      dataset: start.dataset,
      fileName: start.fileName,
      stage: 'reading',
      bytesProcessed: bytes,
      totalBytes: start.totalBytes,
      percentComplete: start.totalBytes === 0 ? 100 : Math.min(100, Math.round((bytes / start.totalBytes) * 1000) / 10),
      rows: { read, accepted: sums.accepted, rejected: sums.rejected, blank: sums.blank, skipped: sums.skipped },
      issues: sums.issues,
      rowsPerSecond: elapsedMs === 0 ? 0 : Math.round((read * 1000) / elapsedMs),
      elapsedMs: Math.round(elapsedMs),
      estimatedTimeRemaining: rate === 0 ? null : Math.round((start.totalBytes - bytes) / rate),
    }
  }
  report(progress())

  return {
    /** `fileBytes`: how much of the file had been read when the chunk was cut. */
    add: (chunk: Chunk, fileBytes: number): void => {
      sums.accepted += chunk.accepted
      sums.rejected += chunk.rejected
      sums.blank += chunk.blank
      sums.skipped += chunk.skipped
      sums.issues += chunk.issues
      bytes = fileBytes
      const now = performance.now()
      if (now - reported < reportMs && bytes < start.totalBytes) return
      reported = now
      report(progress())
    },
    totals: (): Omit<ImportTotals, 'sha256'> => {
      const { rows, issues, elapsedMs } = progress()
      return { rows, issues, elapsedMs, peakRssBytes: process.resourceUsage().maxRSS * 1024 }
    },
  }
}
