import type { Dialect } from '../../src/main/engine/parse/dialect.ts'
import { splitDialect } from '../../src/main/engine/parse/dialect.ts'
import { pieceParser } from '../../src/main/engine/parse/parse-bytes.ts'
import { countLines } from '../../src/main/engine/parse/parse-text.ts'
import { type Piece, splitRecords } from '../../src/main/engine/source/record-splitter.ts'

export const comma: Dialect = { delimiter: ',', quote: '"', escape: '"', newline: 'lf', spacing: 'exact', comment: '' }

/** Every way of reading that a test of the splitter should hold for. */
export const dialects: readonly Dialect[] = [
  comma,
  { ...comma, newline: 'crlf' },
  { ...comma, newline: 'cr' },
  { ...comma, delimiter: ';', quote: "'", escape: "'" },
  { ...comma, delimiter: '\t' },
  { ...comma, delimiter: ' ' },
  { ...comma, delimiter: '||' },
  { ...comma, delimiter: '¦' },
  { ...comma, escape: '\\' },
  { ...comma, quote: '', escape: '' },
]

export interface ReadOptions {
  readonly chunkBytes?: number
  readonly maxCellBytes?: number
  readonly encoding?: string
}

export interface Reading {
  readonly pieces: Piece[]
  readonly records: string[][]
  /** `index:code` of every record at fault. */
  readonly faults: string[]
}

/** Splits and parses bytes as an import does, a given number of bytes at a time. */
export async function readBytes(bytes: Buffer, dialect: Dialect, options: ReadOptions = {}): Promise<Reading> {
  const { chunkBytes = 1 << 20, maxCellBytes = 1 << 24, encoding = 'utf-8' } = options
  const parse = pieceParser(encoding, dialect)
  const split = splitRecords((into, offset) => Promise.resolve(bytes.copy(into, 0, offset)), {
    dialect: splitDialect(dialect, encoding),
    chunkBytes,
    maxCellBytes,
    byteStart: 0,
  })
  const pieces: Piece[] = []
  const records: string[][] = []
  const faults: string[] = []
  for await (const piece of split) {
    pieces.push(piece)
    const parsed = parse(piece)
    for (const [index, { code }] of parsed.faults) faults.push(`${records.length + index}:${code}`)
    records.push(...parsed.records)
  }
  return { pieces, records, faults }
}

export function readText(text: string, dialect: Dialect, options: ReadOptions = {}): Promise<Reading> {
  return readBytes(Buffer.from(text, 'utf8'), dialect, options)
}

/** What does not depend on how a file is cut: the records, the faults, and where the unclosed quotes are. */
export function outcome({ pieces, records, faults }: Reading): unknown {
  const unclosed = pieces
    .filter((piece) => piece.unclosedQuote)
    .map(({ byteStart, bytes }) => [byteStart, bytes.length])
  const lines = pieces.reduce((sum, piece) => sum + piece.lines, 0)
  return { records, faults, unclosed, lines, count: pieces.reduce((sum, piece) => sum + piece.records, 0) }
}

export function linesOf(records: readonly (readonly string[])[]): number {
  return records.reduce((sum, record) => sum + countLines(record), 0)
}
