/**
 * Cuts a stream of bytes into pieces that end where a record ends, so that each piece can be parsed on its own.
 * Works on any encoding in which the bytes of quote, delimiter and line end mean nothing else. The rules are in ../parse/SPEC.md.
 */
export interface SplitDialect {
  /** First byte of the delimiter. */
  readonly delimiter: number
  /** 0 for a file without quoting. */
  readonly quote: number
  readonly escape: number
  /** The byte that ends a record: LF (also for CRLF) or CR. */
  readonly lineEnd: number
}

/** Where a scan stands in a buffer. */
export interface Scan {
  position: number
  inQuotes: boolean
  /** Offset of the quote that opened the cell the scan is in. */
  openedAt: number
}

/**
 * Scans on to `to` (looking a little beyond it) and returns the offset just behind the last record that ends on the way,
 * or -1 where none does. Moves `scan` on. Stops behind the `most`-th record.
 */
export function scanRecords(
  bytes: Buffer,
  to: number,
  dialect: SplitDialect,
  scan: Scan,
  most = Number.POSITIVE_INFINITY,
): number {
  const { delimiter, quote, escape, lineEnd } = dialect
  let left = most
  if (
    left === Number.POSITIVE_INFINITY &&
    (quote === 0 || (!scan.inQuotes && bytes.indexOf(quote, scan.position) === -1))
  ) {
    const found = bytes.lastIndexOf(lineEnd)
    const from = scan.position
    scan.position = bytes.length
    return found >= from ? found + 1 : -1
  }
  let { inQuotes, openedAt } = scan
  let recordEnd = -1
  let index = scan.position
  for (; index < to; index++) {
    const byte = bytes[index] as number
    if (inQuotes) {
      if (byte === escape && escape !== quote) index++
      else if (byte === quote) {
        if (bytes[index + 1] === quote && escape === quote) index++
        else if (closes(bytes, index + 1, delimiter)) inQuotes = false
        // A stray quote is text, and so is whatever follows it: the tokenizer passes over it as well.
        else index++
      }
    } else if (byte === lineEnd) {
      recordEnd = index + 1
      if (--left === 0) break
    } else if (byte === quote && opens(bytes, index, delimiter)) {
      inQuotes = true
      openedAt = index
    }
  }
  scan.position = index
  scan.inQuotes = inQuotes
  scan.openedAt = openedAt
  return recordEnd
}

/** The offset just behind the first `count` records; the length where there are fewer. */
export function endOfRecords(bytes: Buffer, count: number, dialect: SplitDialect): number {
  if (count === 0) return 0
  const scan: Scan = { position: 0, inQuotes: false, openedAt: 0 }
  const end = scanRecords(bytes, bytes.length, dialect, scan, count)
  return scan.position === bytes.length || end === -1 ? bytes.length : end
}

const carriageReturn = 13
const lineFeed = 10
const space = 32
/** How far a closing quote may be from its delimiter; the scan keeps that distance from the end of a block. */
const lookAhead = 64

function opens(bytes: Buffer, index: number, delimiter: number): boolean {
  if (index === 0) return true
  const before = bytes[index - 1] as number
  return before === delimiter || before === lineFeed || before === carriageReturn
}

function closes(bytes: Buffer, from: number, delimiter: number): boolean {
  let index = from
  const limit = Math.min(bytes.length, from + lookAhead)
  while (index < limit && bytes[index] === space && delimiter !== space) index++
  if (index >= bytes.length) return true
  const byte = bytes[index] as number
  return byte === delimiter || byte === lineFeed || byte === carriageReturn
}

/** A run of whole records, with its place in the file. */
export interface Piece {
  /** Alone in its memory, so that it can be handed to another thread. */
  readonly bytes: Buffer
  /** Offset of the piece in the file. */
  readonly byteStart: number
  /** One record that opens a quote which nothing closes: to be read without quoting, and rejected. */
  readonly unclosedQuote: boolean
}

/** Fills a buffer from an offset of the file on; returns how many bytes there were, 0 at the end. */
export type ReadAt = (into: Buffer, fileOffset: number) => Promise<number>

export interface SplitOptions {
  readonly dialect: SplitDialect
  readonly chunkBytes: number
  /** A quoted cell longer than this is taken for a quote that was never closed. */
  readonly maxCellBytes: number
  readonly byteStart: number
}

/**
 * The pieces of a file from an offset on, each about `chunkBytes` long. Where a quoted cell is never closed, or grows past
 * `maxCellBytes`, the line that opens it is a piece of its own and the scan goes on behind that line.
 */
export async function* splitRecords(read: ReadAt, options: SplitOptions): AsyncGenerator<Piece> {
  const { dialect, chunkBytes, maxCellBytes } = options
  let held: Buffer = Buffer.alloc(0)
  let heldStart = options.byteStart
  let scan: Scan = { position: 0, inQuotes: false, openedAt: 0 }
  let recordEnd = -1
  let ended = false

  const keepFrom = (offset: number): void => {
    held = ownCopy(held.subarray(offset))
    heldStart += offset
    recordEnd = -1
    scan = { position: Math.max(0, scan.position - offset), inQuotes: scan.inQuotes, openedAt: scan.openedAt - offset }
  }

  for (;;) {
    const to = ended ? held.length : held.length - lookAhead
    if (scan.position < to) {
      const found = scanRecords(held, to, dialect, scan)
      if (found !== -1) recordEnd = found
    }
    if (scan.inQuotes && (ended || scan.position - scan.openedAt > maxCellBytes)) {
      // What comes before the record with the open quote is sound; that record ends at its first line end.
      const before: Scan = { position: 0, inQuotes: false, openedAt: 0 }
      const start = Math.max(scanRecords(held.subarray(0, scan.openedAt), scan.openedAt, dialect, before), 0)
      const lineEnd = held.indexOf(dialect.lineEnd, scan.openedAt)
      const end = lineEnd === -1 ? held.length : lineEnd + 1
      if (start > 0) yield { bytes: ownCopy(held.subarray(0, start)), byteStart: heldStart, unclosedQuote: false }
      yield { bytes: ownCopy(held.subarray(start, end)), byteStart: heldStart + start, unclosedQuote: true }
      scan = { position: end, inQuotes: false, openedAt: end }
      keepFrom(end)
      continue
    }
    if (ended) {
      if (held.length > 0) yield { bytes: held, byteStart: heldStart, unclosedQuote: false }
      return
    }
    if (recordEnd > 0) {
      const piece = { bytes: held.subarray(0, recordEnd), byteStart: heldStart, unclosedQuote: false }
      keepFrom(recordEnd)
      yield piece
    }
    const grown = Buffer.allocUnsafeSlow(held.length + chunkBytes)
    held.copy(grown)
    const count = await read(grown.subarray(held.length), heldStart + held.length)
    ended = count === 0
    held = grown.subarray(0, held.length + count)
  }
}

function ownCopy(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(copy)
  return copy
}
