import { linesToFrontier, type Scan, type ScanLimits } from './scan-records.ts'
import { countLineFeeds, lineEndBytes, lineEndFrom, type SplitDialect } from './scan-bytes.ts'

/**
 * Ends the record at which a scan stands still, so that the scan can go on behind it ([S5], [S6], [S9]). Returns whether it was
 * cut: whether it has no line end although the file goes on.
 */
export function endBrokenRecord(
  bytes: Buffer,
  dialect: SplitDialect,
  scan: Scan,
  { ended, maxCellBytes, maxRecordBytes }: ScanLimits,
): boolean {
  const start = Math.max(scan.recordEnd, 0)
  // A quote that nothing closes gives its record up at the next line end; a line without one is given up at the limit.
  const from = scan.broken === 'quote' ? scan.openedAt : start
  const most = scan.broken === 'quote' ? scan.openedAt + maxCellBytes : Number.POSITIVE_INFINITY
  const limit = Math.min(bytes.length, most, start + maxRecordBytes)
  const within = bytes.subarray(0, limit)
  const found = scan.broken === 'quote' || scan.restOfLine ? lineEndFrom(within, from, dialect) : -1
  const end = found === -1 ? limit : found + lineEndBytes(within, found, dialect, true)
  scan.restOfLine = found === -1 && !(ended && end === bytes.length)
  scan.broken = null
  scan.inQuotes = false
  scan.recordEnd = end
  scan.position = end
  scan.cellStart = end
  scan.records++
  scan.lines = scan.linesAtRecordEnd + linesOfRecord(bytes, start, end)
  scan.linesAtRecordEnd = scan.lines
  return scan.restOfLine
}

/** [S4] physical lines of one record. */
function linesOfRecord(bytes: Buffer, start: number, end: number): number {
  return 1 + countLineFeeds(bytes, start, end - 1)
}

/** The scan as it stands in the bytes from `offset` on, which is where a record ends. */
export function scanFrom(bytes: Buffer, scan: Scan, offset: number, records: number, lines: number): Scan {
  if (scan.frontier > offset) linesToFrontier(bytes, scan, Math.max(offset, scan.frontierFrom))
  return {
    ...scan,
    position: scan.position - offset,
    openedAt: scan.openedAt - offset,
    linesAtOpening: scan.linesAtOpening - lines,
    cellStart: scan.cellStart - offset,
    recordEnd: scan.recordEnd > offset ? scan.recordEnd - offset : -1,
    records: scan.records - records,
    lines: scan.lines - lines,
    linesAtRecordEnd: scan.linesAtRecordEnd - lines,
    frontier: Math.max(0, scan.frontier - offset),
    frontierFrom: Math.max(0, scan.frontierFrom - offset),
  }
}
