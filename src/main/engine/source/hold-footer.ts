import { endOfRecords } from './record-offsets.ts'
import type { Piece } from './record-splitter.ts'
import type { SplitDialect } from './scan-bytes.ts'

/** A piece of which the last records may be the file's footer. */
export interface HeldPiece extends Piece {
  /** How many records at its end are no data. */
  readonly footer: number
}

/**
 * Marks the last `count` records of a file as its footer; empty lines behind them belong to it. Pieces are held back until it is
 * known that they are not the last.
 */
export async function* holdFooter(pieces: AsyncIterable<Piece>, count: number): AsyncGenerator<HeldPiece> {
  const held: Piece[] = []
  let behindFirst = 0
  for await (const piece of pieces) {
    if (count === 0) {
      yield { ...piece, footer: 0 }
      continue
    }
    held.push(piece)
    if (held.length > 1) behindFirst += piece.records
    while (held.length > 1 && behindFirst >= count + mostEmptyLines) {
      yield { ...(held.shift() as Piece), footer: 0 }
      behindFirst -= (held[0] as Piece).records
    }
  }
  const last = held.at(-1)
  let left = last === undefined ? 0 : count + Math.min(mostEmptyLines, emptyLinesAtEnd(last))
  const footers = held.map(() => 0)
  for (let index = held.length - 1; index >= 0 && left > 0; index--) {
    footers[index] = Math.min(left, (held[index] as Piece).records)
    left -= footers[index] as number
  }
  for (const [index, piece] of held.entries()) yield { ...piece, footer: footers[index] as number }
}

/** The bytes and the count of a piece's records that are data. */
export function dataOf(
  { bytes, records, footer, unclosedQuote }: HeldPiece,
  dialect: SplitDialect,
): Pick<Piece, 'bytes' | 'records' | 'unclosedQuote'> {
  if (footer === 0) return { bytes, records, unclosedQuote }
  const count = records - footer
  return { bytes: bytes.subarray(0, endOfRecords(bytes, count, dialect)), records: count, unclosedQuote }
}

const mostEmptyLines = 1000

function emptyLinesAtEnd({ bytes }: Piece): number {
  let lineEnds = 0
  let at = bytes.length - 1
  for (; at >= 0 && (bytes[at] === 10 || bytes[at] === 13); at--) {
    if (bytes[at] === 10 || bytes[at + 1] !== 10) lineEnds++
  }
  // The first of them ends a record, unless there is none.
  return at < 0 ? lineEnds : Math.max(0, lineEnds - 1)
}
