/** How the text of a file's beginning can be looked at for marks in ASCII. */
type HeadEncoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/**
 * A piece of a file as text in which marks of ASCII can be found, whatever its encoding: UTF-16 is decoded, anything else is read byte
 * for byte. Null for content with NULs that is no UTF-16. `like` is the file's beginning where the piece is not.
 */
export function textOf(piece: Buffer, like: Buffer = piece): string | null {
  const encoding = headEncoding(like)
  if (encoding === null) return null
  if (encoding === 'utf-8') return withoutBom(piece.toString('latin1'))
  const even = Buffer.from(piece.subarray(0, piece.length - (piece.length % 2)))
  return withoutBom((encoding === 'utf-16be' ? even.swap16() : even).toString('utf16le'))
}

function headEncoding(head: Buffer): HeadEncoding | null {
  const [first, second, third, fourth] = head
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? null : 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  // Markup and JSON begin with two characters of ASCII.
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le'
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return 'utf-16be'
  return head.subarray(0, 1024).includes(0) ? null : 'utf-8'
}

function withoutBom(text: string): string {
  return text.replace(/^(?:\u00ef\u00bb\u00bf|\ufeff)/, '')
}
