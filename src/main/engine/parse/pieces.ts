import { type HeldPiece, holdFooter } from '../source/hold-footer.ts'
import type { ByteStream } from '../source/byte-stream.ts'
import { splitRecords } from '../source/record-splitter.ts'
import type { ContentPlan } from './content.ts'
import { type Dialect, splitDialect } from './dialect.ts'
import { bytePieceParser, type ParsePiece, pieceParser } from './parse-bytes.ts'
import type { ParsedText } from './parse-text.ts'
import { splitEncoding } from './transcode.ts'

/** How a table is read, once decided; stored with an import. */
export interface TableReading {
  readonly content: ContentPlan
  readonly dialect: Dialect
  /** Records at its end that are no data. */
  readonly footerRows: number
}

/** The encoding of the text of a table as it is split. */
export function encodingOf(content: ContentPlan): string {
  return content.kind === 'sheet' ? 'utf-8' : splitEncoding(content.encoding)
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
