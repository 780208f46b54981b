import { isAscii, isUtf8 } from 'node:buffer'
import type { EncodingChoice } from '../../../contract/reading.ts'
import { canonicalEncoding, decoderOf } from '../parse/decode.ts'

const bom = Buffer.from([0xef, 0xbb, 0xbf])

/** How many bytes of byte order mark a file starts with. */
export function bomBytes(head: Buffer): number {
  return head.subarray(0, 3).equals(bom) ? 3 : 0
}

/**
 * The encoding of a file by samples of its bytes; a sample may begin and end inside a character.
 * @throws AppError `usage` when `wanted` cannot be read
 */
export function sniffEncoding(samples: readonly Buffer[], wanted?: string): EncodingChoice {
  const head = samples[0] ?? Buffer.alloc(0)
  const hasBom = bomBytes(head) > 0
  if (wanted !== undefined) {
    decoderOf(wanted)
    return { name: canonicalEncoding(wanted) ?? wanted, bom: hasBom, confidence: 1, reason: 'Chosen by you.' }
  }
  if (hasBom)
    return { name: 'utf-8', bom: true, confidence: 1, reason: 'The file begins with the UTF-8 byte order mark.' }
  if (samples.every((sample) => isAscii(sample))) {
    return {
      name: 'utf-8',
      bom: false,
      confidence: 0.9,
      reason: 'Only ASCII characters were seen, which UTF-8 reads the same.',
    }
  }
  if (samples.every((sample) => isUtf8(wholeCharacters(sample)))) {
    return {
      name: 'utf-8',
      bom: false,
      confidence: 0.99,
      reason: 'All characters beyond ASCII that were seen are valid UTF-8.',
    }
  }
  return {
    name: 'windows-1252',
    bom: false,
    confidence: 0.5,
    reason: 'Some bytes are not valid UTF-8; Windows-1252 is the most common alternative.',
  }
}

/** The sample without the parts of characters at its edges. */
function wholeCharacters(sample: Buffer): Buffer {
  const continues = (index: number): boolean => ((sample[index] ?? 0) & 0xc0) === 0x80
  let start = 0
  while (start < 3 && continues(start)) start++
  let end = sample.length
  for (let back = 1; back <= 3 && end - back >= start; back++) {
    const byte = sample[end - back] as number
    if ((byte & 0xc0) === 0x80) continue
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    if (needed > back) end -= back
    break
  }
  return sample.subarray(start, end)
}
