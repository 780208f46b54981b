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

  const parseRaw = (bytes: Buffer, unclosedQuote: boolean): ParsedText =>
    parseText(rawText(bytes), rawDialect, unclosedQuote)

  /** Each record for itself. Where the tokenizer sees several in one, that one is at fault and keeps all of its cells. */
  const parseOneByOne = ({ bytes, records: count }: PieceText): ParsedText => {
    const records: string[][] = []
    const faults = new Map<number, Fault>()
    const scan = newScan()
    while (records.length < count) {
      const start = Math.max(scan.recordEnd, 0)
      const limits = { ended: true, most: records.length + 1, maxCellBytes: Number.POSITIVE_INFINITY }
      scanRecords(bytes, split, scan, limits)
      const parsed = parseRaw(
        bytes.subarray(start, scan.records > records.length ? scan.recordEnd : bytes.length),
        false,
      )
      const fault = parsed.faults.values().next().value ?? (parsed.records.length === 1 ? undefined : straying)
      if (fault) faults.set(records.length, fault)
      records.push(parsed.records.flat())
    }
    return { records, faults }
  }

  /** Adds a fault to every record with a cell that is no text, unless it has one. */
  const decoded = ({ records, faults: found }: ParsedText): ParsedText => {
    const faults = new Map(found)
    const texts = records.map((record, index) => {
      const cells = record.map((cell) => cellOf(rawBytes(cell)))
      const position = cells.findIndex((cell) => !cell.sound)
      if (position !== -1 && !faults.has(index)) faults.set(index, { code: 'undecodable', position })
      return cells.map((cell) => cell.text)
    })
    return { records: texts, faults }
  }

  return (piece) => {
    const text = toByteText(piece.bytes)
    if (text !== null) {
      const parsed = parseText(text, byteDialect, piece.unclosedQuote)
      if (parsed.records.length === piece.records) return parsed
    }
    // Bytes that are no text somewhere: cut in the file's own bytes, as the splitter does, and decoded cell by cell.
    const raw = parseRaw(piece.bytes, piece.unclosedQuote)
    return decoded(raw.records.length === piece.records ? raw : parseOneByOne(piece))
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
