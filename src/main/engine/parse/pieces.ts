import { type HeldPiece, holdFooter } from '../source/hold-footer.ts'
import type { ByteStream } from '../source/byte-stream.ts'
import { splitRecords } from '../source/record-splitter.ts'
import type { Limits } from '../lib/limits.ts'
import type { ContentPlan } from './content.ts'
import { type Dialect, splitDialect } from './dialect.ts'
import { bytePieceParser, type ParsePiece, pieceParser } from './parse-bytes.ts'
import type { ParsedText } from './parse-text.ts'
import { splitEncoding } from './transcode.ts'

/** The rows that another import has stored, to be judged again. */
export interface StoredContent {
  readonly kind: 'stored'
  readonly limits: Limits
  readonly importId: number
  /** The sheet that they came from; null for a text. */
  readonly sheet: { readonly name: string } | null
}

/** How a table is read, once decided; stored with an import. */
export interface TableReading {
  readonly content: ContentPlan | StoredContent
  readonly dialect: Dialect
  /** Records at its end that are no data. */
  readonly footerRows: number
}

/** How a table in a file is read. */
export interface FileReading extends TableReading {
  readonly content: ContentPlan
}

/** The encoding of the text of a table as it is split. */
export function encodingOf(content: TableReading['content']): string {
  return content.kind === 'text' ? splitEncoding(content.encoding) : 'utf-8'
}

/** Whether the records of a table have lines in their file, and every cell of theirs is written. */
export function hasLines(content: TableReading['content']): boolean {
  return content.kind === 'stored' ? content.sheet === null : content.kind === 'text'
}

/** The pieces of a content that stands at `byteStart`, each about `chunkBytes` long. */
export function piecesOf(
  stream: ByteStream,
  { content, dialect, footerRows }: TableReading,
  byteStart: number,
  chunkBytes: number,
): AsyncGenerator<HeldPiece> {
  const pieces = splitRecords((into) => stream.read(into), {
    dialect: splitDialect(dialect, encodingOf(content)),
    chunkBytes,
    maxCellBytes: content.limits.cellBytes,
    byteStart,
  })
  return holdFooter(pieces, footerRows)
}

/** Parses pieces of a table into records of byte texts. */
export function byteParserOf({ content, dialect }: TableReading): ParsePiece {
  return unlessEmpty(bytePieceParser(encodingOf(content), dialect))
}

/** Parses pieces of a table into records of texts. */
export function parserOf({ content, dialect }: TableReading): ParsePiece {
  return unlessEmpty(pieceParser(encodingOf(content), dialect))
}

const nothing: ParsedText = { records: [], faults: new Map(), skipped: new Set() }

/** A piece may be all footer: then nothing is left to parse. */
function unlessEmpty(parse: ParsePiece): ParsePiece {
  return (piece) => (piece.records === 0 ? nothing : parse(piece))
}
