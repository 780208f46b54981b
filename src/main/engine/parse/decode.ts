import iconv from 'iconv-lite'
import { type Encoding, requireEncoding } from './encodings.ts'

/** Turns bytes into text and delimiters into bytes. */
export interface Decoder {
  /** The text of bytes that begin and end with a character; null where some are no text. */
  readonly strict: (bytes: Buffer) => string | null
  /** The same with U+FFFD for what is no text. */
  readonly lenient: (bytes: Buffer) => string
  /** The bytes of a delimiter, quote or escape; null where it cannot be told from a part of another character. */
  readonly delimit: (text: string) => Buffer | null
}

const decoders = new Map<string, Decoder>()

/**
 * The decoder of an encoding.
 * @throws AppError `usage` for an encoding that cannot be read
 */
export function decoderOf(name: string): Decoder {
  const encoding = requireEncoding(name)
  const known = decoders.get(encoding.name)
  if (known) return known
  const made = makeDecoder(encoding)
  decoders.set(encoding.name, made)
  return made
}

function makeDecoder(encoding: Encoding): Decoder {
  switch (encoding.kind) {
    case 'utf-8':
    case 'single':
      return fromRuntime(encoding)
    case 'dos':
    case 'double':
      return fromTables(encoding)
    case 'wide':
    case 'shifted':
      throw new Error(`${encoding.name} is read as what its transcoding makes of it`)
  }
}

function fromRuntime({ name, kind }: Encoding): Decoder {
  // A byte order mark that is to be dropped was dropped with the beginning of the file ([C10]).
  const strict = new TextDecoder(name, { fatal: true, ignoreBOM: true })
  const lenient = new TextDecoder(name, { ignoreBOM: true })
  return {
    strict: (bytes) => {
      try {
        return strict.decode(bytes)
      } catch {
        return null
      }
    },
    lenient: (bytes) => lenient.decode(bytes),
    delimit: kind === 'utf-8' ? (text) => Buffer.from(text, 'utf8') : byByte((byte) => lenient.decode(byte)),
  }
}

function fromTables({ name, kind, ambiguous }: Encoding): Decoder {
  const decode = (bytes: Buffer): string => iconv.decode(bytes, name)
  return {
    strict: (bytes) => {
      const text = decode(bytes)
      // Of these encodings GB18030 alone can write U+FFFD: only there it may be what the file says.
      return text.includes('\ufffd') && !(name === 'gb18030' && iconv.encode(text, name).equals(bytes)) ? null : text
    },
    lenient: decode,
    delimit:
      kind === 'dos'
        ? byByte(decode)
        : (text) => (isAscii.test(text) && ambiguous?.test(text) !== true ? Buffer.from(text, 'latin1') : null),
  }
}

// oxlint-disable-next-line no-control-regex -- all of ASCII is meant, control characters included
const isAscii = /^[\u0000-\u007f]*$/

/** Finds the byte of each character by decoding all bytes. */
function byByte(decode: (byte: Buffer) => string): Decoder['delimit'] {
  let bytes: Map<string, number> | null = null
  return (text) => {
    bytes ??= new Map(Array.from({ length: 256 }, (_, byte) => [decode(Buffer.from([byte])), byte]))
    const found: number[] = []
    for (const character of text) {
      const byte = bytes.get(character)
      if (byte === undefined || character === '\ufffd') return null
      found.push(byte)
    }
    return Buffer.from(found)
  }
}
