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

/** Ways of reading that PapaParse does not have. */
export const rareDialects: readonly Dialect[] = [
  { ...comma, comment: '#' },
  { ...comma, comment: '//', newline: 'cr' },
  { ...comma, comment: '#', delimiter: '||' },
  { ...comma, comment: '##', escape: '\\' },
  { ...comma, spacing: 'trim-after' },
  { ...comma, spacing: 'trim-after', delimiter: '||', comment: '#' },
  { ...comma, spacing: 'trim-after', delimiter: '\t' },
  { ...comma, spacing: 'trim-after', escape: '\\', newline: 'cr' },
  { ...comma, spacing: 'runs', delimiter: ' ' },
  { ...comma, spacing: 'runs', delimiter: '\t', comment: '#' },
  { ...comma, spacing: 'runs', delimiter: '||' },
  { ...comma, spacing: 'runs', delimiter: ' ', newline: 'cr', quote: "'", escape: "'" },
  { ...comma, quote: '', escape: '', comment: '#', spacing: 'trim-after' },
  { ...comma, newline: 'any' },
  { ...comma, newline: 'any', comment: '#', escape: '\\' },
  { ...comma, newline: 'any', delimiter: '||', spacing: 'trim-after' },
  { ...comma, newline: 'any', delimiter: ' ', spacing: 'runs' },
  { ...comma, newline: 'any', quote: '', escape: '' },
]

export interface ReadOptions {
  readonly chunkBytes?: number
  readonly maxCellBytes?: number
  readonly maxRecordBytes?: number
  readonly encoding?: string
}

export interface Reading {
  readonly pieces: Piece[]
  readonly records: string[][]
  /** `index:code` of every record at fault. */
  readonly faults: string[]
  /** Indexes of the records that are comments. */
  readonly skipped: number[]
}

/** Splits and parses bytes as an import does, a given number of bytes at a time. */
export async function readBytes(bytes: Buffer, dialect: Dialect, options: ReadOptions = {}): Promise<Reading> {
  const {
    chunkBytes = 1 << 20,
    maxCellBytes = 1 << 24,
    maxRecordBytes = 2 * maxCellBytes,
    encoding = 'utf-8',
  } = options
  const parse = pieceParser(encoding, dialect)
  const split = splitRecords((into, offset) => Promise.resolve(bytes.copy(into, 0, offset)), {
    dialect: splitDialect(dialect, encoding),
    chunkBytes,
    maxCellBytes,
    maxRecordBytes,
    byteStart: 0,
  })
  const pieces: Piece[] = []
  const records: string[][] = []
  const faults: string[] = []
  const skipped: number[] = []
  for await (const piece of split) {
    pieces.push(piece)
    const parsed = parse(piece)
    for (const [index, { code }] of parsed.faults) faults.push(`${records.length + index}:${code}`)
    for (const index of parsed.skipped) skipped.push(records.length + index)
    records.push(...parsed.records)
  }
  return { pieces, records, faults, skipped }
}

export function readText(text: string, dialect: Dialect, options: ReadOptions = {}): Promise<Reading> {
  return readBytes(Buffer.from(text, 'utf8'), dialect, options)
}

/** What does not depend on how a file is cut. */
export function outcome({ pieces, records, faults, skipped }: Reading): unknown {
  const lines = pieces.reduce((sum, piece) => sum + piece.lines, 0)
  return { records, faults, skipped, lines, count: pieces.reduce((sum, piece) => sum + piece.records, 0) }
}

export function linesOf(records: readonly (readonly string[])[]): number {
  return records.reduce((sum, record) => sum + countLines(record), 0)
}
