import { isUtf8 } from 'node:buffer'
import type { Piece } from '../source/record-splitter.ts'
import { newScan, scanRecords } from '../source/scan-records.ts'
import { type ByteText, decodeByteText, encodeByteText } from './byte-text.ts'
import { type Decode, decoderOf } from './decode.ts'
import { type Dialect, splitDialect } from './dialect.ts'
import { type Fault, type ParsedText, parseText } from './parse-text.ts'

/** What of a piece is needed to parse it. */
export type PieceText = Pick<Piece, 'bytes' | 'unclosedQuote' | 'records'>

/** Parses a piece into as many records as the splitter counted; what cannot be decoded is a fault of its record. */
export type ParsePiece = (piece: PieceText) => ParsedText

/** Parses pieces into records of byte texts. */
export function bytePieceParser(encoding: string, dialect: Dialect): ParsePiece {
  const decode: Decode | null = encoding === 'utf-8' ? null : decoderOf(encoding)
  const byteDialect: Dialect = { ...dialect, delimiter: encodeByteText(dialect.delimiter) }
  const split = splitDialect(dialect, encoding)
  const toText = (bytes: Buffer): ByteText => (decode ? encodeByteText(decode(bytes)) : bytes.toString('latin1'))
  const parse = (bytes: Buffer): ParsedText => parseText(toText(bytes), byteDialect)

  /**
   * Each record for itself, cut where the splitter cuts: for pieces with bytes that are no text, which the tokenizer may take for
   * white space behind a quote. Where it then sees several records in one, that one is at fault and keeps all of its cells.
   */
  const parseOneByOne = ({ bytes, records: count }: PieceText): ParsedText => {
    const records: string[][] = []
    const faults = new Map<number, Fault>()
    const scan = newScan()
    while (records.length < count) {
      const start = Math.max(scan.recordEnd, 0)
      scanRecords(bytes, split, scan, { ended: true, most: records.length + 1, maxCellBytes: Number.POSITIVE_INFINITY })
      const parsed = parse(bytes.subarray(start, scan.records > records.length ? scan.recordEnd : bytes.length))
      const fault = parsed.faults.values().next().value ?? (parsed.records.length === 1 ? undefined : straying)
      if (fault) faults.set(records.length, fault)
      records.push(parsed.records.flat())
    }
    return { records, faults }
  }

  return (piece) => {
    if (piece.unclosedQuote) return parseText(toText(piece.bytes), byteDialect, true)
    if (decode === null && !isUtf8(piece.bytes)) return withUndecodable(parseOneByOne(piece))
    const parsed = parse(piece.bytes)
    return parsed.records.length === piece.records ? parsed : parseOneByOne(piece)
  }
}

/** Parses pieces into records of texts. */
export function pieceParser(encoding: string, dialect: Dialect): ParsePiece {
  const parse = bytePieceParser(encoding, dialect)
  return (piece) => {
    const { records, faults } = parse(piece)
    return { records: records.map((record) => record.map(decodeByteText)), faults }
  }
}

const straying: Fault = { code: 'stray-quote', position: -1 }

/** Adds a fault to every record of bytes with a cell that is not UTF-8, unless it has one. */
function withUndecodable({ records, faults: found }: ParsedText): ParsedText {
  const faults = new Map(found)
  for (const [index, record] of records.entries()) {
    const position = record.findIndex((cell) => !isUtf8(Buffer.from(cell, 'latin1')))
    if (position !== -1 && !faults.has(index)) faults.set(index, { code: 'undecodable', position })
  }
  return { records, faults }
}
