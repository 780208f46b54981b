import { endBrokenRecord, scanFrom } from './scan-broken.ts'
import { newScan, type Scan, scanRecords } from './scan-records.ts'
import type { SplitDialect } from './scan-bytes.ts'

/** A run of whole records, with its place in the file. */
export interface Piece {
  /** Alone in its memory, so that it can be handed to another thread. */
  readonly bytes: Buffer
  /** Offset of the piece in the file. */
  readonly byteStart: number
  /**
   * Its first record cannot be read as it is written: it opens a quote that nothing closes, or is too long ([S5], [S9]). Records
   * behind it may be sound, or open such quotes as well.
   */
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
  /** A record longer than this is cut; half as much again as a cell unless said. */
  readonly maxRecordBytes?: number
  /** Where a record begins. */
  readonly byteStart: number
}

/**
 * The pieces of a file from an offset on, each about `chunkBytes` long, each ending where a record ends. Where a quoted cell is never
 * closed, or grows past `maxCellBytes`, the line that opens it is a record at fault and the scan goes on behind that line ([S5]).
 * No more is held than a record may be long, and a chunk.
 */
export async function* splitRecords(read: ReadAt, options: SplitOptions): AsyncGenerator<Piece> {
  const { dialect, chunkBytes, maxCellBytes, maxRecordBytes = longestRecord(maxCellBytes) } = options
  /** Longer, and a quote in a piece could seem closed by one that is too far from it. */
  const mostWithFaults = Math.min(chunkBytes, maxCellBytes, maxRecordBytes)
  let held: Buffer = Buffer.alloc(0)
  let heldStart = options.byteStart
  let scan = newScan()
  let ended = false
  /** Whether the first held record is at fault; then one record is taken at a time. */
  let faulty = false

  const take = (end: number, records: number, lines: number): Piece => {
    const piece = { byteStart: heldStart, unclosedQuote: faulty, records, lines }
    scan = scanFrom(held, scan, end, records, lines)
    const rest = held.subarray(end)
    // The longer part stays where it is, unless that is the memory of more than was held.
    const moved = rest.length > end || held.byteOffset > 0
    const bytes = moved ? ownCopy(held.subarray(0, end)) : held.subarray(0, end)
    held = moved ? rest : ownCopy(rest)
    heldStart += end
    faulty = false
    return { ...piece, bytes }
  }

  for (;;) {
    const { recordEnd, records, linesAtRecordEnd } = scan
    const most = faulty ? records + 1 : Number.POSITIVE_INFINITY
    // After a long look ahead what is held makes many pieces, else one.
    const stopAt = held.length > 4 * chunkBytes ? chunkBytes : Number.POSITIVE_INFINITY
    const limits = { ended, most, stopAt, maxCellBytes, maxRecordBytes }
    scanRecords(held, dialect, scan, limits)
    if (scan.broken !== null) {
      let alone = scan.broken === 'length'
      if (scan.recordEnd > 0 && (alone || !faulty)) yield take(scan.recordEnd, scan.records, scan.linesAtRecordEnd)
      alone = endBrokenRecord(held, dialect, scan, limits) || alone
      const full = scan.recordEnd > mostWithFaults
      if (faulty && recordEnd > 0 && (alone || full)) yield take(recordEnd, records, linesAtRecordEnd)
      faulty = true
      if (alone || full) yield take(scan.recordEnd, scan.records, scan.linesAtRecordEnd)
      continue
    }
    if (faulty && scan.recordEnd > recordEnd) {
      if (scan.recordEnd > mostWithFaults) yield take(recordEnd, records, linesAtRecordEnd)
      continue
    }
    const more = scan.recordEnd >= stopAt
    if (scan.recordEnd > 0 && (faulty || more || !ended))
      yield take(scan.recordEnd, scan.records, scan.linesAtRecordEnd)
    if (more) continue
    if (ended) {
      const last = lastPiece(held, heldStart, scan)
      if (last) yield last
      return
    }
    const grown = Buffer.allocUnsafeSlow(held.length + room(held.length, scan, options))
    held.copy(grown)
    const count = await read(grown.subarray(held.length), heldStart + held.length)
    ended = count === 0
    held = grown.subarray(0, held.length + count)
  }
}

function longestRecord(maxCellBytes: number): number {
  return Math.ceil(1.5 * maxCellBytes)
}

/** How many bytes to read: ever more while one record goes on, but hardly more than decide where it ends. */
function room(held: number, scan: Scan, { chunkBytes, maxCellBytes, maxRecordBytes }: SplitOptions): number {
  const decided = scan.inQuotes ? scan.openedAt + 1.5 * maxCellBytes : (maxRecordBytes ?? longestRecord(maxCellBytes))
  return Math.max(chunkBytes, Math.min(held, Math.ceil(decided) - held))
}

/** What is left at the end of the file; its last record may lack a line end. */
function lastPiece(held: Buffer, heldStart: number, scan: Scan): Piece | null {
  if (held.length === 0) return null
  const open = held.length > Math.max(scan.recordEnd, 0) ? 1 : 0
  return {
    bytes: held.byteOffset > 0 ? ownCopy(held) : held,
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
