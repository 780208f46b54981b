import {
  behindComment,
  closing,
  countLineFeeds,
  isUndecidedComment,
  judgeQuote,
  lineFeed,
  marksOf,
  matchesAt,
  opensCell,
  otherLineFeeds,
  passesOverNext,
  type SplitDialect,
  tooFar,
  undecided,
  carriageReturn,
  lineEndBytes,
  lineEndFrom,
} from './scan-bytes.ts'

/** Where a scan stands in a buffer that begins with a record, and what it has passed. */
export interface Scan {
  position: number
  inQuotes: boolean
  /** Offset of the quote that opened the cell the scan is in, and the lines passed up to it. */
  openedAt: number
  linesAtOpening: number
  /** Offset of the first byte of the cell; kept up only for delimiters of several bytes. */
  cellStart: number
  /** Why the record that the scan is in cannot be read as one: the scan stands still. */
  broken: 'quote' | 'length' | null
  /** The record that the scan is in is what is left of a line that was cut ([S9]). */
  restOfLine: boolean
  /** Offset just behind the last record that ended; -1 where none did. */
  recordEnd: number
  /** Records that ended. */
  records: number
  /** Physical lines passed, and how many of them up to `recordEnd`. */
  lines: number
  linesAtRecordEnd: number
  /**
   * No quote before this offset closes a cell that was opened before ([S10]). Between `frontierFrom` and it stand
   * `frontierLines` line feeds.
   */
  frontier: number
  frontierFrom: number
  frontierLines: number
  /** Bytes that were looked at, those looked at twice counted twice. */
  scanned: number
}

export function newScan(): Scan {
  return {
    position: 0,
    inQuotes: false,
    openedAt: 0,
    linesAtOpening: 0,
    cellStart: 0,
    broken: null,
    restOfLine: false,
    recordEnd: -1,
    records: 0,
    lines: 0,
    linesAtRecordEnd: 0,
    frontier: 0,
    frontierFrom: 0,
    frontierLines: 0,
    scanned: 0,
  }
}

export interface ScanLimits {
  /** Whether nothing follows the buffer; else the scan stops where bytes to come decide what a byte means. */
  readonly ended: boolean
  /** The scan stops behind so many records. */
  readonly most: number
  /** The scan stops behind the first record that ends at this offset or later. */
  readonly stopAt: number
  readonly maxCellBytes: number
  readonly maxRecordBytes: number
}

/** The limits for a buffer that is all there is and was cut into records before. */
export const wholeBuffer: ScanLimits = {
  ended: true,
  most: Number.POSITIVE_INFINITY,
  stopAt: Number.POSITIVE_INFINITY,
  maxCellBytes: Number.POSITIVE_INFINITY,
  maxRecordBytes: Number.POSITIVE_INFINITY,
}

/**
 * Scans on as far as the buffer tells, whatever the buffer's end: the same bytes give the same records in any portions. Where a
 * record cannot be read as one, the scan stands still (`broken`) until `endBrokenRecord` has ended that record.
 */
export function scanRecords(bytes: Buffer, dialect: SplitDialect, scan: Scan, limits: ScanLimits): void {
  const { quote, lineEnd, delimiter, comment, endsAtReturn } = dialect
  if (scan.restOfLine) {
    scanRestOfLine(bytes, dialect, scan, limits)
    return
  }
  const noQuoteAhead = (): boolean =>
    // Whoever wants few records shall not have the whole buffer searched for quotes.
    limits.most === Number.POSITIVE_INFINITY &&
    limits.stopAt === Number.POSITIVE_INFINITY &&
    !scan.inQuotes &&
    delimiter.length === 1 &&
    bytes.indexOf(quote, scan.position) === -1
  if (lineEnd === lineFeed && !endsAtReturn && (quote === 0 || noQuoteAhead())) {
    scanUnquoted(bytes, scan, limits)
    return
  }
  const delimiterByte = delimiter.length === 1 ? (delimiter[0] as number) : -1
  const longDelimiter = delimiter.length === 1 ? -1 : (delimiter[0] as number)
  const { ended, most, stopAt, maxCellBytes, maxRecordBytes } = limits
  const length = bytes.length
  let { inQuotes, openedAt, linesAtOpening, cellStart, recordEnd, records, lines, linesAtRecordEnd } = scan
  let recordStart = Math.max(recordEnd, 0)
  let recordLimit = recordStart + maxRecordBytes
  if (isUndecidedComment(bytes, recordStart, comment, ended)) return
  let index = scan.position
  if (!inQuotes) {
    index = behindComment(bytes, recordStart, index, dialect)
    lines += otherLineFeeds(bytes, scan.position, index, lineEnd)
  }
  let scanned = -scan.position
  let broken: Scan['broken'] = null
  const marks = marksOf(dialect)
  while (index < length) {
    let limit = recordLimit
    if (inQuotes) {
      limit = Math.min(recordLimit, openedAt + maxCellBytes)
      if (index < scan.frontier && index > openedAt && bytes[index] !== quote) {
        // A scan that came by here, also inside quotes, saw that none closes.
        lines += linesToFrontier(bytes, scan, index)
        const end = Math.min(scan.frontier, limit)
        scanned -= end - index
        index = end
      }
    }
    // Most bytes mean nothing: they are passed over in a loop of their own.
    const stop = Math.min(length, limit)
    while (index < stop && marks[bytes[index] as number] === 0) index++
    if (index >= limit) {
      broken = inQuotes ? 'quote' : 'length'
      break
    }
    if (index === length) break
    const byte = bytes[index] as number
    if (inQuotes) {
      if (byte === quote) {
        const verdict = judgeQuote(bytes, index, dialect, ended, openedAt + maxCellBytes)
        if (verdict === undecided || verdict === tooFar) {
          if (verdict === tooFar) broken = 'quote'
          break
        }
        if (verdict === closing) {
          inQuotes = false
          cellStart = index + 1
        } else if (verdict === passesOverNext) {
          index++
          if (bytes[index] === lineFeed) lines++
        }
      } else if (byte === lineFeed) lines++
    } else if (byte === lineEnd || (endsAtReturn && byte === carriageReturn)) {
      const endBytes = lineEndBytes(bytes, index, dialect, ended)
      if (endBytes === -1) break
      lines++
      recordEnd = index + endBytes
      recordStart = recordEnd
      recordLimit = recordStart + maxRecordBytes
      cellStart = recordEnd
      linesAtRecordEnd = lines
      index = recordEnd
      if (++records === most || recordEnd >= stopAt) break
      if (comment.length > 0) {
        if (isUndecidedComment(bytes, recordStart, comment, ended)) break
        index = behindComment(bytes, recordStart, recordStart, dialect)
        lines += otherLineFeeds(bytes, recordStart, index, lineEnd)
      }
      continue
    } else if (byte === quote && quote !== 0) {
      if (opensCell(bytes, index, dialect, delimiterByte === -1 ? cellStart : -1, recordStart)) {
        inQuotes = true
        openedAt = index
        linesAtOpening = lines
      }
    } else if (byte === longDelimiter) {
      const matched = matchesAt(bytes, index, delimiter)
      if (matched === delimiter.length) {
        index += matched - 1
        cellStart = index + 1
      } else if (index + matched === length && !ended) break
    } else if (byte === lineFeed) lines++
    index++
  }
  if (inQuotes && ((ended && index >= length) || index - openedAt >= maxCellBytes)) broken = 'quote'
  if (broken === null && index >= recordLimit) broken = inQuotes ? 'quote' : 'length'
  if (broken === 'quote' && index > scan.frontier) {
    scan.frontier = index
    scan.frontierFrom = openedAt
    scan.frontierLines = lines - linesAtOpening
  }
  scan.scanned += scanned + index
  scan.broken = broken
  scan.position = index
  scan.inQuotes = inQuotes
  scan.openedAt = openedAt
  scan.linesAtOpening = linesAtOpening
  scan.cellStart = cellStart
  scan.recordEnd = recordEnd
  scan.records = records
  scan.lines = lines
  scan.linesAtRecordEnd = linesAtRecordEnd
}

/** The same where no quote is ahead: every line end ends a record. */
function scanUnquoted(bytes: Buffer, scan: Scan, { most, stopAt, maxRecordBytes }: ScanLimits): void {
  const from = scan.position
  let start = Math.max(scan.recordEnd, 0)
  let at = bytes.indexOf(lineFeed, from)
  while (at !== -1 && scan.records < most && start < stopAt && at - start < maxRecordBytes) {
    scan.records++
    scan.lines++
    start = at + 1
    scan.recordEnd = start
    scan.linesAtRecordEnd = scan.lines
    at = bytes.indexOf(lineFeed, start)
  }
  const stopped = at !== -1 && (scan.records >= most || start >= stopAt)
  scan.broken = !stopped && (at === -1 ? bytes.length : at) - start >= maxRecordBytes ? 'length' : null
  scan.position = at === -1 ? bytes.length : start
  scan.cellStart = start
  scan.scanned += scan.position - from
}

/** [S9] what is left of a line that was cut ends at the line's end, whatever is in it, or where a record may be no longer. */
function scanRestOfLine(bytes: Buffer, dialect: SplitDialect, scan: Scan, { ended, maxRecordBytes }: ScanLimits): void {
  const start = Math.max(scan.recordEnd, 0)
  const from = scan.position
  const found = lineEndFrom(bytes, from, dialect)
  scan.position = found === -1 ? bytes.length : found
  scan.scanned += scan.position - from
  const decided = found !== -1 || ended || bytes.length - start >= maxRecordBytes
  if (decided && bytes.length > start) scan.broken = 'length'
}

/** Line feeds between an offset and the frontier; the offsets asked for only grow, so that each byte is counted once. */
export function linesToFrontier(bytes: Buffer, scan: Scan, from: number): number {
  scan.frontierLines -= countLineFeeds(bytes, scan.frontierFrom, from)
  scan.frontierFrom = from
  return scan.frontierLines
}
