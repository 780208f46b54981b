import { newScan, type Scan, scanRecords, type SplitDialect } from './scan-records.ts'

/** A run of whole records, with its place in the file. */
export interface Piece {
  /** Alone in its memory, so that it can be handed to another thread. */
  readonly bytes: Buffer
  /** Offset of the piece in the file. */
  readonly byteStart: number
  /** One record that opens a quote which nothing closes: to be read without quoting, and rejected. */
  readonly unclosedQuote: boolean
  /** How many records it holds; whoever parses it finds as many. */
  readonly records: number
  /** Physical lines that they take. */
  readonly lines: number
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

/** The longest cell that is read as one, in the file's bytes. */
export const cellLimitBytes = 64 * 1024 * 1024

/**
 * The pieces of a file from an offset on, each about `chunkBytes` long, each ending where a record ends. Where a quoted cell is never
 * closed, or grows past `maxCellBytes`, the line that opens it is a piece of its own and the scan goes on behind that line ([S5]).
 */
export async function* splitRecords(read: ReadAt, options: SplitOptions): AsyncGenerator<Piece> {
  const { dialect, chunkBytes, maxCellBytes } = options
  let held: Buffer = Buffer.alloc(0)
  let heldStart = options.byteStart
  let scan = newScan()
  let ended = false

  for (;;) {
    scanRecords(held, dialect, scan, { ended, most: Number.POSITIVE_INFINITY, maxCellBytes })
    if (scan.overlong || (scan.inQuotes && ended)) {
      const end = endOfBrokenRecord(held, scan.openedAt, dialect.lineEnd, maxCellBytes)
      for (const piece of aroundOpenQuote(held, heldStart, scan, end)) yield piece
      held = ownCopy(held.subarray(end))
      heldStart += end
      scan = newScan()
      continue
    }
    if (ended) {
      const last = wholeBuffer(held, heldStart, scan)
      if (last) yield last
      return
    }
    if (scan.recordEnd > 0) {
      const end = scan.recordEnd
      const { records, linesAtRecordEnd: lines } = scan
      const piece: Piece = { bytes: held.subarray(0, end), byteStart: heldStart, unclosedQuote: false, records, lines }
      held = ownCopy(held.subarray(end))
      heldStart += end
      scan = {
        ...scan,
        position: scan.position - end,
        openedAt: scan.openedAt - end,
        cellStart: scan.cellStart - end,
        recordEnd: -1,
        records: 0,
        lines: scan.lines - lines,
        linesAtRecordEnd: 0,
      }
      yield piece
    }
    const grown = Buffer.allocUnsafeSlow(held.length + Math.max(chunkBytes, held.length))
    held.copy(grown)
    const count = await read(grown.subarray(held.length), heldStart + held.length)
    ended = count === 0
    held = grown.subarray(0, held.length + count)
  }
}

/** Where the record ends that opens a quote which nothing closes: at its next line end, or where a cell may be no longer. */
function endOfBrokenRecord(held: Buffer, openedAt: number, lineEnd: number, maxCellBytes: number): number {
  const limit = Math.min(held.length, openedAt + maxCellBytes + 1)
  const found = held.indexOf(lineEnd, openedAt)
  return found === -1 || found >= limit ? limit : found + 1
}

/** The sound records before a quote that nothing closes, and the record that opens it, which ends at `end`. */
function aroundOpenQuote(held: Buffer, heldStart: number, scan: Scan, end: number): Piece[] {
  const start = Math.max(scan.recordEnd, 0)
  const bytes = ownCopy(held.subarray(start, end))
  const broken: Piece = {
    bytes,
    byteStart: heldStart + start,
    unclosedQuote: true,
    records: 1,
    lines: linesOf(bytes),
  }
  if (start === 0) return [broken]
  const before: Piece = {
    bytes: ownCopy(held.subarray(0, start)),
    byteStart: heldStart,
    unclosedQuote: false,
    records: scan.records,
    lines: scan.linesAtRecordEnd,
  }
  return [before, broken]
}

/** Physical lines of one record. */
function linesOf(bytes: Buffer): number {
  let lines = 1
  for (let at = bytes.indexOf(10); at !== -1 && at < bytes.length - 1; at = bytes.indexOf(10, at + 1)) lines++
  return lines
}

/** What is left at the end of the file; its last record may lack a line end. */
function wholeBuffer(held: Buffer, heldStart: number, scan: Scan): Piece | null {
  if (held.length === 0) return null
  const open = held.length > Math.max(scan.recordEnd, 0) ? 1 : 0
  return {
    bytes: held,
    byteStart: heldStart,
    unclosedQuote: false,
    records: scan.records + open,
    lines: scan.lines + open,
  }
}

function ownCopy(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length)
  bytes.copy(copy)
  return copy
}

/** The offset just behind the first `count` records; the length where there are fewer. */
export function endOfRecords(bytes: Buffer, count: number, dialect: SplitDialect): number {
  if (count === 0) return 0
  const scan = newScan()
  scanRecords(bytes, dialect, scan, { ended: true, most: count, maxCellBytes: Number.POSITIVE_INFINITY })
  return scan.records === count ? scan.recordEnd : bytes.length
}
