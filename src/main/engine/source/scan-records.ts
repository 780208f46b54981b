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
}

/** Where a scan stands in a buffer that begins with a record, and what it has passed. */
export interface Scan {
  position: number
  inQuotes: boolean
  /** Offset of the quote that opened the cell the scan is in. */
  openedAt: number
  /** Offset of the first byte of the cell; kept up only for delimiters of several bytes. */
  cellStart: number
  /** A quoted cell goes on for longer than allowed: the scan stands still. */
  overlong: boolean
  /** Offset just behind the last record that ended; -1 where none did. */
  recordEnd: number
  /** Records that ended. */
  records: number
  /** Physical lines passed, and how many of them up to `recordEnd`. */
  lines: number
  linesAtRecordEnd: number
}

export function newScan(): Scan {
  return {
    position: 0,
    inQuotes: false,
    openedAt: 0,
    cellStart: 0,
    overlong: false,
    recordEnd: -1,
    records: 0,
    lines: 0,
    linesAtRecordEnd: 0,
  }
}

export interface ScanLimits {
  /** Whether nothing follows the buffer; else the scan stops where bytes to come decide what a byte means. */
  readonly ended: boolean
  /** The scan stops behind so many records. */
  readonly most: number
  readonly maxCellBytes: number
}

/** Scans on as far as the buffer tells, whatever the buffer's end: the same bytes give the same records in any portions. */
export function scanRecords(bytes: Buffer, dialect: SplitDialect, scan: Scan, limits: ScanLimits): void {
  const { quote, lineEnd, delimiter } = dialect
  const noQuoteAhead = (): boolean =>
    // Whoever wants few records shall not have the whole buffer searched for quotes.
    limits.most === Number.POSITIVE_INFINITY &&
    !scan.inQuotes &&
    delimiter.length === 1 &&
    bytes.indexOf(quote, scan.position) === -1
  if (lineEnd === lineFeed && (quote === 0 || noQuoteAhead())) {
    scanUnquoted(bytes, scan, limits.most)
    return
  }
  const delimiterByte = delimiter.length === 1 ? (delimiter[0] as number) : -1
  const longDelimiter = delimiter.length === 1 ? -1 : (delimiter[0] as number)
  const { ended, most, maxCellBytes } = limits
  const length = bytes.length
  let { inQuotes, openedAt, cellStart, recordEnd, records, lines, linesAtRecordEnd } = scan
  let index = scan.position
  let overlong = false
  const marks = marksOf(dialect)
  while (index < length) {
    // Most bytes mean nothing: they are passed over in a loop of their own.
    const stop = inQuotes ? Math.min(length, openedAt + maxCellBytes) : length
    while (index < stop && marks[bytes[index] as number] === 0) index++
    if (index === length) break
    const byte = bytes[index] as number
    if (inQuotes) {
      if (byte === quote) {
        const verdict = judgeQuote(bytes, index, dialect, ended, openedAt + maxCellBytes)
        if (verdict === undecided || verdict === tooFar) {
          overlong = verdict === tooFar
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
      if (inQuotes && index - openedAt >= maxCellBytes) {
        overlong = true
        break
      }
    } else if (byte === lineEnd) {
      lines++
      recordEnd = index + 1
      cellStart = recordEnd
      linesAtRecordEnd = lines
      if (++records === most) {
        index++
        break
      }
    } else if (byte === quote && quote !== 0) {
      if (delimiterByte === -1 ? index === cellStart : startsCell(bytes, index, delimiterByte, lineEnd)) {
        inQuotes = true
        openedAt = index
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
  scan.overlong = overlong
  scan.position = index
  scan.inQuotes = inQuotes
  scan.openedAt = openedAt
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
function scanUnquoted(bytes: Buffer, scan: Scan, most: number): void {
  let at = bytes.indexOf(lineFeed, scan.position)
  while (at !== -1 && scan.records < most) {
    scan.records++
    scan.lines++
    scan.recordEnd = at + 1
    scan.linesAtRecordEnd = scan.lines
    at = bytes.indexOf(lineFeed, at + 1)
  }
  scan.position = at === -1 ? bytes.length : scan.recordEnd
  scan.cellStart = Math.max(scan.recordEnd, 0)
}

const carriageReturn = 13
const lineFeed = 10

/** What a quote inside a quoted cell can be. */
const closing = 1
/** Text, as is the byte behind it: the second of two quotes, or whatever follows a stray one ([C8]). */
const passesOverNext = 2
const text = 3
const undecided = 4
const tooFar = 5

/** [C3] only a quote that begins a cell opens it. */
function startsCell(bytes: Buffer, index: number, delimiter: number, lineEnd: number): boolean {
  if (index === 0) return true
  const before = bytes[index - 1] as number
  return before === delimiter || before === lineEnd
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
    if (byte !== 32 && (byte < 9 || byte > carriageReturn)) return passesOverNext
  }
  return atEnd
}

/** How many bytes of `wanted` stand at `index`. */
function matchesAt(bytes: Buffer, index: number, wanted: Uint8Array): number {
  let matched = 0
  while (matched < wanted.length && bytes[index + matched] === wanted[matched]) matched++
  return matched
}
