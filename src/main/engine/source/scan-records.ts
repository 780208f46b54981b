/**
 * How a table is written, in bytes. The scan works on any encoding in which the bytes of quote, delimiter and line end mean
 * nothing else. Its rules are numbered in ../parse/SPEC.md, and the tokenizer must find the same records.
 */
export interface SplitDialect {
  /** At least one byte. */
  readonly delimiter: Uint8Array
  /** 0 for a file without quoting. */
  readonly quote: number
  readonly escape: number
  /** The byte that ends a record: LF (also for CRLF) or CR. */
  readonly lineEnd: number
  /** What a line begins with that is a comment; no bytes where there are none. */
  readonly comment: Uint8Array
  /** [C13] whether spaces and tabs behind a delimiter belong to it. */
  readonly trimAfter: boolean
}

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
  const { quote, lineEnd, delimiter, comment } = dialect
  if (scan.restOfLine) {
    scanRestOfLine(bytes, lineEnd, scan, limits)
    return
  }
  const noQuoteAhead = (): boolean =>
    // Whoever wants few records shall not have the whole buffer searched for quotes.
    limits.most === Number.POSITIVE_INFINITY &&
    limits.stopAt === Number.POSITIVE_INFINITY &&
    !scan.inQuotes &&
    delimiter.length === 1 &&
    bytes.indexOf(quote, scan.position) === -1
  if (lineEnd === lineFeed && (quote === 0 || noQuoteAhead())) {
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
    } else if (byte === lineEnd) {
      lines++
      recordEnd = index + 1
      recordStart = recordEnd
      recordLimit = recordStart + maxRecordBytes
      cellStart = recordEnd
      linesAtRecordEnd = lines
      index++
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

const marksByDialect = new WeakMap<SplitDialect, Uint8Array>()

/** By byte value, whether the scan has to look at it. */
function marksOf(dialect: SplitDialect): Uint8Array {
  const known = marksByDialect.get(dialect)
  if (known) return known
  const marks = new Uint8Array(256)
  for (const byte of [lineFeed, dialect.lineEnd, dialect.quote]) marks[byte] = 1
  if (dialect.delimiter.length > 1) marks[dialect.delimiter[0] as number] = 1
  marksByDialect.set(dialect, marks)
  return marks
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
function scanRestOfLine(bytes: Buffer, lineEnd: number, scan: Scan, { ended, maxRecordBytes }: ScanLimits): void {
  const start = Math.max(scan.recordEnd, 0)
  const from = scan.position
  const found = bytes.indexOf(lineEnd, from)
  scan.position = found === -1 ? bytes.length : found
  scan.scanned += scan.position - from
  const decided = found !== -1 || ended || bytes.length - start >= maxRecordBytes
  if (decided && bytes.length > start) scan.broken = 'length'
}

/**
 * Where the scan goes on in a record: from `from`, or, where the record is a comment, at its line end: quotes in it mean nothing
 * ([C11]).
 */
function behindComment(bytes: Buffer, start: number, from: number, { comment, lineEnd }: SplitDialect): number {
  if (comment.length === 0 || matchesAt(bytes, start, comment) < comment.length) return from
  const end = bytes.indexOf(lineEnd, from)
  return end === -1 ? bytes.length : end
}

/** Whether bytes to come decide whether a record is a comment. */
function isUndecidedComment(bytes: Buffer, start: number, comment: Uint8Array, ended: boolean): boolean {
  if (ended || bytes.length - start >= comment.length) return false
  return start + matchesAt(bytes, start, comment) === bytes.length
}

/** Line feeds in a comment that something else ends. */
function otherLineFeeds(bytes: Buffer, from: number, to: number, lineEnd: number): number {
  return lineEnd === lineFeed || from === to ? 0 : countLineFeeds(bytes, from, to)
}

/** Line feeds between two offsets. */
export function countLineFeeds(bytes: Buffer, from: number, to: number): number {
  const part = bytes.subarray(from, to)
  let count = 0
  for (let at = part.indexOf(lineFeed); at !== -1; at = part.indexOf(lineFeed, at + 1)) count++
  return count
}

/** Line feeds between an offset and the frontier; the offsets asked for only grow, so that each byte is counted once. */
export function linesToFrontier(bytes: Buffer, scan: Scan, from: number): number {
  scan.frontierLines -= countLineFeeds(bytes, scan.frontierFrom, from)
  scan.frontierFrom = from
  return scan.frontierLines
}

const carriageReturn = 13
const lineFeed = 10
const tab = 9
const space = 32

/** What a quote inside a quoted cell can be. */
const closing = 1
/** Text, as is the byte behind it: the second of two quotes, or whatever follows a stray one ([C8]). */
const passesOverNext = 2
const text = 3
const undecided = 4
const tooFar = 5

/** [C3] only a quote that begins a cell opens it; [C13] with `trimAfter` also behind a delimiter and spaces. */
function opensCell(
  bytes: Buffer,
  index: number,
  { delimiter, trimAfter }: SplitDialect,
  cellStart: number,
  recordStart: number,
): boolean {
  let start = index
  if (trimAfter) {
    const least = Math.max(cellStart, recordStart)
    while (start > least && isTrimmed(bytes[start - 1] as number, delimiter)) start--
    if (start === recordStart) return index === recordStart
  }
  if (start === recordStart) return true
  return cellStart === -1 ? bytes[start - 1] === delimiter[0] : start === cellStart
}

function isTrimmed(byte: number, delimiter: Uint8Array): boolean {
  return (byte === space || byte === tab) && byte !== delimiter[0]
}

/** [C4] to [C8]: a quote closes its cell where nothing but white space is left before the next delimiter or line end. */
function judgeQuote(bytes: Buffer, index: number, dialect: SplitDialect, ended: boolean, limit: number): number {
  const { delimiter, quote, escape, lineEnd } = dialect
  const atEnd = ended ? closing : undecided
  let at = index + 1
  if (escape !== quote) {
    if (bytes[index - 1] === escape) return text
  } else {
    if (at === bytes.length) return atEnd
    if (bytes[at] === quote) return at > limit ? tooFar : passesOverNext
  }
  for (; at < bytes.length; at++) {
    if (at > limit) return tooFar
    const byte = bytes[at] as number
    if (byte === lineEnd) return closing
    if (byte === delimiter[0]) {
      const matched = matchesAt(bytes, at, delimiter)
      if (matched === delimiter.length) return closing
      if (at + matched === bytes.length && !ended) return undecided
    }
    // The white space of ASCII but FS to US: tab to carriage return, and the space.
    if (byte !== space && (byte < tab || byte > carriageReturn)) return passesOverNext
  }
  return atEnd
}

/** How many bytes of `wanted` stand at `index`. */
function matchesAt(bytes: Buffer, index: number, wanted: Uint8Array): number {
  let matched = 0
  while (matched < wanted.length && bytes[index + matched] === wanted[matched]) matched++
  return matched
}
