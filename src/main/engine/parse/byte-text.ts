/**
 * Byte text: UTF-8 bytes read one by one as characters (Latin-1). Delimiters, quotes and line ends are ASCII in both, so a table
 * splits the same; but strings stay one byte a character, whatever the language, which makes splitting them, writing them as JSON
 * and turning them into bytes again about a third cheaper. Whoever judges characters decodes the cell first.
 */
export type ByteText = string

const beyondAscii = /[\u0080-\u00ff]/

/** The characters of a byte text; bytes that are not UTF-8 become U+FFFD. */
export function decodeByteText(text: ByteText): string {
  return beyondAscii.test(text) ? Buffer.from(text, 'latin1').toString('utf8') : text
}

/** The bytes of a text. */
export function encodeByteText(text: string): ByteText {
  // A text of ASCII alone is its own bytes; anything else is encoded, also what only looks like bytes.
  return isAsciiText.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1')
}

// oxlint-disable-next-line no-control-regex -- all of ASCII is meant, control characters included
const isAsciiText = /^[\u0000-\u007f]*$/
