import { isUtf8 } from 'node:buffer'
import type { Piece } from '../source/record-splitter.ts'
import { newScan, scanRecords, wholeBuffer } from '../source/scan-records.ts'
import { type ByteText, decodeByteText, encodeByteText } from './byte-text.ts'
import { type Decoder, decoderOf } from './decode.ts'
import { type Dialect, splitDialect } from './dialect.ts'
import { canonicalEncoding } from './encodings.ts'
import { joined, type Part, partsOf } from './piece-parts.ts'
import { type Fault, parseBroken, type ParsedText, parseText } from './parse-text.ts'

/** What of a piece is needed to parse it. */
export type PieceText = Pick<Piece, 'bytes' | 'unclosedQuote' | 'records'>

/** Parses a piece into as many records as the splitter counted; what cannot be decoded is a fault of its record. */
export type ParsePiece = (piece: PieceText) => ParsedText

/** Parses pieces into records of byte texts. */
export function bytePieceParser(encoding: string, dialect: Dialect): ParsePiece {
  const { toByteText, cellOf } = canonicalEncoding(encoding) === 'utf-8' ? utf8Texts : textsOf(decoderOf(encoding))
  const split = splitDialect(dialect, encoding)
  const byteDialect: Dialect = {
    ...dialect,
    delimiter: encodeByteText(dialect.delimiter),
    comment: encodeByteText(dialect.comment),
  }
  const rawDialect: Dialect = {
    ...dialect,
    delimiter: rawText(Buffer.from(split.delimiter)),
    comment: rawText(Buffer.from(split.comment)),
  }

  /** Each record for itself. Where the tokenizer sees several in one, that one is at fault and keeps all of its cells. */
  const parseOneByOne = ({ bytes, records: count }: Part): ParsedText => {
    const records: string[][] = []
    const faults = new Map<number, Fault>()
    const skipped = new Set<number>()
    const scan = newScan()
    while (records.length < count) {
      const start = Math.max(scan.recordEnd, 0)
      scanRecords(bytes, split, scan, { ...wholeBuffer, most: records.length + 1 })
      const end = scan.records > records.length ? scan.recordEnd : bytes.length
      const parsed = parseText(rawText(bytes.subarray(start, end)), rawDialect)
      const fault = parsed.faults.values().next().value ?? (parsed.records.length === 1 ? undefined : straying)
      if (fault) faults.set(records.length, fault)
      if (parsed.skipped.size > 0) skipped.add(records.length)
      records.push(parsed.records.flat())
    }
    return { records, faults, skipped }
  }

  /** Adds a fault to every record with a cell that is no text, unless it has one. */
  const decoded = ({ records, faults: found, skipped }: ParsedText): ParsedText => {
    const faults = new Map(found)
    const texts = records.map((record, index) => {
      const cells = record.map((cell) => cellOf(rawBytes(cell)))
      const position = cells.findIndex((cell) => !cell.sound)
      if (position !== -1 && !faults.has(index) && !skipped.has(index)) {
        faults.set(index, { code: 'undecodable', position })
      }
      return cells.map((cell) => cell.text)
    })
    return { records: texts, faults, skipped }
  }

  const parsePart = (part: Part): ParsedText => {
    const parse = (text: string, read: Dialect): ParsedText =>
      part.fault === null ? parseText(text, read) : parseBroken(text, read, part.fault)
    const text = toByteText(part.bytes)
    if (text !== null) {
      const parsed = parse(text, byteDialect)
      if (parsed.records.length === part.records) return parsed
    }
    // Bytes that are no text somewhere: cut in the file's own bytes, as the splitter does, and decoded cell by cell.
    const raw = parse(rawText(part.bytes), rawDialect)
    return decoded(raw.records.length === part.records ? raw : parseOneByOne(part))
  }

  return (piece) => {
    if (!piece.unclosedQuote) return parsePart({ bytes: piece.bytes, records: piece.records, fault: null })
    return joined(partsOf(piece, split).map(parsePart))
  }
}

/** Parses pieces into records of texts. */
export function pieceParser(encoding: string, dialect: Dialect): ParsePiece {
  const parse = bytePieceParser(encoding, dialect)
  return (piece) => {
    const { records, faults, skipped } = parse(piece)
    return { records: records.map((record) => record.map(decodeByteText)), faults, skipped }
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
