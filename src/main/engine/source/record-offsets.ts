import { endBrokenRecord } from './scan-broken.ts'
import type { SplitDialect } from './scan-bytes.ts'
import { newScan, scanRecords, wholeBuffer } from './scan-records.ts'

/**
 * [S8] tells the offset just behind the first `count` records of a piece, its length where there are fewer: where the record at that
 * 0-based index begins. Asked in rising order, the piece is scanned once, and not at all where nobody asks.
 */
export function recordOffsets(bytes: Buffer, dialect: SplitDialect): (count: number) => number {
  const scan = newScan()
  return (count) => {
    if (count === 0) return 0
    const limits = { ...wholeBuffer, most: count }
    do {
      if (scan.broken !== null) endBrokenRecord(bytes, dialect, scan, limits)
      if (scan.records < count) scanRecords(bytes, dialect, scan, limits)
    } while (scan.broken !== null)
    return scan.records === count ? scan.recordEnd : bytes.length
  }
}

/** [S8] the offset just behind the first `count` records of a piece; its length where there are fewer. */
export function endOfRecords(bytes: Buffer, count: number, dialect: SplitDialect): number {
  return recordOffsets(bytes, dialect)(count)
}
