import { newScan, scanRecords, type SplitDialect } from './scan-records.ts'

/**
 * Tells where records of a piece begin, by their 0-based index, asked in rising order: the piece is scanned once, and not at all where
 * nobody asks.
 */
export function recordOffsets(bytes: Buffer, dialect: SplitDialect): (index: number) => number {
  const scan = newScan()
  return (index) => {
    if (index > 0)
      scanRecords(bytes, dialect, scan, { ended: true, most: index, maxCellBytes: Number.POSITIVE_INFINITY })
    return index === 0 ? 0 : scan.recordEnd
  }
}
