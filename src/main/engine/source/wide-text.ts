/** What a text of two or four bytes a character is. */
export interface WideText {
  readonly name: 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be'
  readonly bom: boolean
}

/** Text of two or four bytes a character by its byte order mark, or by its NUL bytes; null for any other content. */
export function wideText(head: Buffer): WideText | null {
  const at = (...bytes: number[]): boolean => bytes.every((byte, index) => head[index] === byte)
  if (at(0xff, 0xfe, 0, 0)) return { name: 'utf-32le', bom: true }
  if (at(0, 0, 0xfe, 0xff)) return { name: 'utf-32be', bom: true }
  if (at(0xff, 0xfe)) return { name: 'utf-16le', bom: true }
  if (at(0xfe, 0xff)) return { name: 'utf-16be', bom: true }
  const name = byNulls(head)
  return name === null ? null : { name, bom: false }
}

/** A table has ASCII in every line, delimiters and line ends at least: their other bytes are NUL, always at the same places. */
function byNulls(head: Buffer): WideText['name'] | null {
  const length = head.length - (head.length % 4)
  if (length < 4) return null
  const nulls = [0, 0, 0, 0]
  let lineEnds = 0
  let plain = 0
  for (let index = 0; index < length; index++) {
    if (head[index] === 0) nulls[index % 4] = (nulls[index % 4] as number) + 1
    else if ((head[index] as number) < 0x80) plain++
    if (head[index] === 10 && (head[index + 1] === 0 || head[index - 1] === 0)) lineEnds++
  }
  const [first, second, third, fourth] = nulls.map((count) => count / (length / 4)) as [number, number, number, number]
  // No character has a code beyond 0x10FFFF: of four bytes the highest is always NUL, and the next one nearly always.
  if (fourth === 1 && third > 0.9) return 'utf-32le'
  if (first === 1 && second > 0.9) return 'utf-32be'
  const nullBytes = nulls.reduce((sum, count) => sum + count, 0)
  // ASCII with some NULs in it is a table with some odd cells.
  if (nullBytes + plain === length && nullBytes < length * 0.4 && !hasControls(head)) return null
  const [even, odd] = [first + third, second + fourth].map((share) => share / 2) as [number, number]
  // Half a table in Chinese or Arabic still has every tenth character in ASCII; binary data has NULs at either place.
  const [more, less] = even > odd ? [even, odd] : [odd, even]
  if (more < 0.1 || less > more * 0.02 || (more <= 0.5 && lineEnds === 0)) return null
  return even > odd ? 'utf-16be' : 'utf-16le'
}

/** Bytes that ASCII text seldom has, but Arabic and Cyrillic in UTF-16 before every letter. */
function hasControls(head: Buffer): boolean {
  return head.some((byte) => byte > 0 && byte < 9)
}
