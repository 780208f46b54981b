import { TextDecoder } from 'node:util'
import { AppError } from '../../../lib/app-error.ts'
import type { PartName } from './part-faults.ts'

/** An XML declaration says its encoding within this many bytes. */
const declarationBytes = 1024

/**
 * The bytes of an XML part in UTF-8 without a byte order mark, whatever its encoding. Parts are UTF-8 or UTF-16 (ECMA-376 part 2,
 * 7.1.2.1); other encodings that are declared are read as well.
 * @throws AppError `file-unsupported` where the declared encoding is unknown
 */
export async function* utf8Pieces(pieces: AsyncIterable<Buffer>, name: PartName): AsyncGenerator<Buffer> {
  let head: Buffer | null = Buffer.alloc(0)
  let decoder: TextDecoder | null = null
  for await (const piece of pieces) {
    if (head === null) {
      yield decoder === null ? piece : Buffer.from(decoder.decode(piece, { stream: true }), 'utf8')
      continue
    }
    head = Buffer.concat([head, piece])
    if (head.length < declarationBytes) continue
    decoder = decoderFor(head, name)
    yield converted(head, decoder)
    head = null
  }
  if (head !== null) {
    decoder = decoderFor(head, name)
    yield converted(head, decoder)
  }
  if (decoder !== null) yield Buffer.from(decoder.decode(), 'utf8')
}

/** The first bytes, without the mark; a decoder drops it by itself. */
function converted(head: Buffer, decoder: TextDecoder | null): Buffer {
  if (decoder !== null) return Buffer.from(decoder.decode(head, { stream: true }), 'utf8')
  return head.subarray(0, 3).equals(utf8Mark) ? head.subarray(3) : head
}

const utf8Mark = Buffer.from([0xef, 0xbb, 0xbf])

/** The decoder that a part needs, null for UTF-8: by its mark, by its first character, by what it declares. */
function decoderFor(head: Buffer, name: PartName): TextDecoder | null {
  const first = head[0]
  const second = head[1]
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return new TextDecoder('utf-16le')
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return new TextDecoder('utf-16be')
  const declared = declaration.exec(head.toString('latin1', 0, declarationBytes))?.[1]?.toLowerCase()
  // A part that can be read as ASCII so far is not UTF-16, whatever it declares.
  if (declared === undefined || isUtf8.test(declared) || declared.startsWith('utf-16')) return null
  try {
    return new TextDecoder(declared)
  } catch (error) {
    throw new AppError(
      'file-unsupported',
      `${name.path} cannot be read: ${name.part} is in the encoding "${declared}".`,
      {
        hint: 'Open it in Excel and save it again, which writes UTF-8.',
        cause: error,
      },
    )
  }
}

const declaration = /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/
const isUtf8 = /^(?:utf-?8|us-ascii|ascii)$/
