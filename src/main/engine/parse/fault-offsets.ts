import { decoderOf } from './decode.ts'

/** Bytes below this are never a part of another character, in any encoding that is read. */
const leastInsideCharacter = 0x30
const longestCharacter = 4
const blockBytes = 4096

/**
 * The offset of the first byte that is no text in an encoding, in bytes that begin with a character, such as those of a record;
 * -1 where all are text.
 * @throws AppError `usage` for an encoding that cannot be read
 */
export function offsetOfUndecodable(bytes: Buffer, encoding: string): number {
  const { strict } = decoderOf(encoding)
  for (let start = 0; start < bytes.length; ) {
    let end = Math.min(bytes.length, start + blockBytes)
    while (end < bytes.length && (bytes[end] as number) >= leastInsideCharacter) end++
    if (strict(bytes.subarray(start, end)) === null) return start + firstNoCharacter(bytes.subarray(start, end), strict)
    start = end
  }
  return -1
}

function firstNoCharacter(bytes: Buffer, strict: (bytes: Buffer) => string | null): number {
  let at = 0
  while (at < bytes.length) {
    let length = 1
    while (length <= longestCharacter && strict(bytes.subarray(at, at + length)) === null) length++
    if (length > longestCharacter) break
    at += length
  }
  return at
}
