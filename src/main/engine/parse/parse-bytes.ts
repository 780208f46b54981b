import { isUtf8 } from 'node:buffer'
import type { Piece } from '../source/record-splitter.ts'
import { newScan, scanRecords } from '../source/scan-records.ts'
import { type ByteText, decodeByteText, encodeByteText } from './byte-text.ts'
import { type Decoder, decoderOf } from './decode.ts'
import { type Dialect, splitDialect } from './dialect.ts'
import { canonicalEncoding } from './encodings.ts'
import { type Fault, type ParsedText, parseText } from './parse-text.ts'

/** What of a piece is needed to parse it. */
export type PieceText = Pick<Piece, 'bytes' | 'unclosedQuote' | 'records'>

/** Parses a piece into as many records as the splitter counted; what cannot be decoded is a fault of its record. */
export type ParsePiece = (piece: PieceText) => ParsedText

/** Parses pieces into records of byte texts. */
export function bytePieceParser(encoding: string, dialect: Dialect): ParsePiece {
  const { toByteText, cellOf } = canonicalEncoding(encoding) === 'utf-8' ? utf8Texts : textsOf(decoderOf(encoding))
  const split = splitDialect(dialect, encoding)
  const byteDialect: Dialect = { ...dialect, delimiter: encodeByteText(dialect.delimiter) }
  const rawDialect: Dialect = { ...dialect, delimiter: rawText(Buffer.from(split.delimiter)) }

  /**
   * Each record for itself, cut and split in the file's own bytes as the splitter does, its cells decoded one by one: for pieces with
   * bytes that are no text. Where the tokenizer sees several records in one, that one is at fault and keeps all of its cells.
   */
  const parseOneByOne = ({ bytes, records: count, unclosedQuote }: PieceText): ParsedText => {
    const records: string[][] = []
    const faults = new Map<number, Fault>()
    const scan = newScan()
    while (records.length < count) {
      const start = Math.max(scan.recordEnd, 0)
      let end = bytes.length
      if (!unclosedQuote) {
        const limits = { ended: true, most: records.length + 1, maxCellBytes: Number.POSITIVE_INFINITY }
        scanRecords(bytes, split, scan, limits)
        if (scan.records > records.length) end = scan.recordEnd
      }
      const parsed = parseText(rawText(bytes.subarray(start, end)), rawDialect, unclosedQuote)
      const raw = parsed.records.flat().map(rawBytes)
      const cells = raw.map(cellOf)
      const broken = cells.findIndex((cell) => !cell.sound)
      const fault =
        parsed.faults.values().next().value ??
        (parsed.records.length === 1 ? undefined : straying) ??
        (broken === -1 ? undefined : ({ code: 'undecodable', position: broken } as const))
      if (fault) faults.set(records.length, fault)
      records.push(cells.map((cell) => cell.text))
    }
    return { records, faults }
  }

  return (piece) => {
    const text = toByteText(piece.bytes)
    if (text === null) return parseOneByOne(piece)
    const parsed = parseText(text, byteDialect, piece.unclosedQuote)
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

/** How the bytes of an encoding become byte texts. */
interface Texts {
  /** Null where some bytes are no text. */
  readonly toByteText: (bytes: Buffer) => ByteText | null
  readonly cellOf: (bytes: Buffer) => { readonly text: ByteText; readonly sound: boolean }
}

const utf8Texts: Texts = {
  toByteText: (bytes) => (isUtf8(bytes) ? bytes.toString('latin1') : null),
  cellOf: (bytes) => ({ text: bytes.toString('latin1'), sound: isUtf8(bytes) }),
}

function textsOf({ strict, lenient }: Decoder): Texts {
  return {
    toByteText: (bytes) => {
      const text = strict(bytes)
      return text === null ? null : encodeByteText(text)
    },
    cellOf: (bytes) => {
      const text = strict(bytes)
      return { text: encodeByteText(text ?? lenient(bytes)), sound: text !== null }
    },
  }
}

/** Bytes as characters for the tokenizer, which takes 0xA0 for white space: only ASCII has any in bytes. */
function rawText(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll('\u00a0', '\u0100')
}

function rawBytes(raw: string): Buffer {
  return Buffer.from(raw.replaceAll('\u0100', '\u00a0'), 'latin1')
}
