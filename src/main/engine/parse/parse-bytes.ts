import { isUtf8 } from 'node:buffer'
import { type Decode, decoderOf } from './decode.ts'
import type { Dialect } from './dialect.ts'
import { type Fault, type ParsedText, parseText } from './parse-text.ts'

/** Parses the bytes of whole records; what cannot be decoded is a fault of its record, never a silent replacement. */
export type ParseBytes = (bytes: Buffer, unclosedQuote: boolean) => ParsedText

export function bytesParser(encoding: string, dialect: Dialect): ParseBytes {
  const decode: Decode = decoderOf(encoding)
  return (bytes, unclosedQuote) => {
    if (encoding !== 'utf-8' || isUtf8(bytes)) return parseText(decode(bytes), dialect, unclosedQuote)
    return parseBroken(bytes, dialect, unclosedQuote)
  }
}

/** Splits on bytes read one by one as characters, then decodes each cell for itself, so that one bad cell spoils no other. */
function parseBroken(bytes: Buffer, dialect: Dialect, unclosedQuote: boolean): ParsedText {
  const { records, faults: found } = parseText(bytes.toString('latin1'), dialect, unclosedQuote)
  const faults = new Map<number, Fault>(found)
  const decoded = records.map((record, index) =>
    record.map((cell, position) => {
      const raw = Buffer.from(cell, 'latin1')
      if (!isUtf8(raw) && !faults.has(index)) faults.set(index, { code: 'undecodable', position })
      return raw.toString('utf8')
    }),
  )
  return { records: decoded, faults }
}
