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
  /** [C15] whether a CR alone ends a record as well. */
  readonly endsAtReturn: boolean
  /** What a line begins with that is a comment; no bytes where there are none. */
  readonly comment: Uint8Array
  /** [C13] whether spaces and tabs behind a delimiter belong to it. */
  readonly trimAfter: boolean
}

const marksByDialect = new WeakMap<SplitDialect, Uint8Array>()

/** By byte value, whether the scan has to look at it. */
export function marksOf(dialect: SplitDialect): Uint8Array {
  const known = marksByDialect.get(dialect)
  if (known) return known
  const marks = new Uint8Array(256)
  for (const byte of [lineFeed, dialect.lineEnd, dialect.quote]) marks[byte] = 1
  if (dialect.endsAtReturn) marks[carriageReturn] = 1
  if (dialect.delimiter.length > 1) marks[dialect.delimiter[0] as number] = 1
  marksByDialect.set(dialect, marks)
  return marks
}

/**
 * Where the scan goes on in a record: from `from`, or, where the record is a comment, at its line end: quotes in it mean nothing
 * ([C11]).
 */
export function behindComment(bytes: Buffer, start: number, from: number, dialect: SplitDialect): number {
  const { comment } = dialect
  if (comment.length === 0 || matchesAt(bytes, start, comment) < comment.length) return from
  const end = lineEndFrom(bytes, from, dialect)
  return end === -1 ? bytes.length : end
}

/** Where the next line end stands, its first byte where it is CRLF; -1 where there is none. */
export function lineEndFrom(bytes: Buffer, from: number, { lineEnd, endsAtReturn }: SplitDialect): number {
  const end = bytes.indexOf(lineEnd, from)
  if (!endsAtReturn) return end
  const before = bytes.subarray(from, end === -1 ? bytes.length : end).indexOf(carriageReturn)
  return before === -1 ? end : from + before
}

/** How many bytes the line end at `index` has: none where that byte ends no line, -1 where a byte to come decides. */
export function lineEndBytes(bytes: Buffer, index: number, dialect: SplitDialect, ended: boolean): number {
  const byte = bytes[index]
  if (byte === dialect.lineEnd) return 1
  if (!dialect.endsAtReturn || byte !== carriageReturn) return 0
  if (index + 1 === bytes.length) return ended ? 1 : -1
  return bytes[index + 1] === lineFeed ? 2 : 1
}

/** Whether bytes to come decide whether a record is a comment. */
export function isUndecidedComment(bytes: Buffer, start: number, comment: Uint8Array, ended: boolean): boolean {
  if (ended || bytes.length - start >= comment.length) return false
  return start + matchesAt(bytes, start, comment) === bytes.length
}

/** Line feeds in a comment that something else ends. */
export function otherLineFeeds(bytes: Buffer, from: number, to: number, lineEnd: number): number {
  return lineEnd === lineFeed || from === to ? 0 : countLineFeeds(bytes, from, to)
}

/** Line feeds between two offsets. */
export function countLineFeeds(bytes: Buffer, from: number, to: number): number {
  const part = bytes.subarray(from, to)
  let count = 0
  for (let at = part.indexOf(lineFeed); at !== -1; at = part.indexOf(lineFeed, at + 1)) count++
  return count
}

export const carriageReturn = 13
export const lineFeed = 10
const tab = 9
const space = 32

/** What a quote inside a quoted cell can be. */
export const closing = 1
/** Text, as is the byte behind it: the second of two quotes, or whatever follows a stray one ([C8]). */
export const passesOverNext = 2
const text = 3
export const undecided = 4
export const tooFar = 5

/** [C3] only a quote that begins a cell opens it; [C13] with `trimAfter` also behind a delimiter and spaces. */
export function opensCell(
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
export function judgeQuote(bytes: Buffer, index: number, dialect: SplitDialect, ended: boolean, limit: number): number {
  const { delimiter, quote, escape, lineEnd, endsAtReturn } = dialect
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
    if (byte === lineEnd || (endsAtReturn && byte === carriageReturn)) return closing
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
export function matchesAt(bytes: Buffer, index: number, wanted: Uint8Array): number {
  let matched = 0
  while (matched < wanted.length && bytes[index + matched] === wanted[matched]) matched++
  return matched
}
