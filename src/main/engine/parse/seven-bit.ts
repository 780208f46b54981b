import { type Transcoder, undecodableByte } from './transcoder.ts'

/** How text of ASCII bytes says that the bytes behind mean other characters: ESC sequences (ISO-2022-JP) or a tilde (HZ). */
export type Shift = 'escape' | 'tilde'

/** The character sets between which such a text shifts. */
type Charset = 'ascii' | 'pairs' | 'katakana' | 'supplement'

/**
 * ISO-2022-JP (RFC 1468, with JIS X 0201 katakana and JIS X 0212 as in ISO-2022-JP-1 and CP50221) to EUC-JP, or HZ (RFC 1843) to
 * GB 2312 as GB18030 has it: the same tables, with the high bit for what the shift says. A line end shifts back to ASCII.
 */
export function shiftDecoder(shift: Shift): Transcoder {
  let charset: Charset = 'ascii'
  let kept: Buffer = Buffer.alloc(0)

  const decode = (bytes: Buffer, ended: boolean): Buffer => {
    const out = Buffer.alloc(bytes.length * 3)
    let length = 0
    let at = 0
    while (at < bytes.length) {
      const found = shift === 'escape' ? escapeAt(bytes, at) : tildeAt(bytes, at, charset)
      if (found === 'cut' && !ended) break
      if (found !== null && found !== 'cut') {
        charset = found.charset
        for (const byte of found.text) out[length++] = byte
        at += found.length
        continue
      }
      const byte = bytes[at] as number
      const isLineEnd = byte === 10 || byte === 13
      if (isLineEnd) charset = 'ascii'
      if (isLineEnd || charset === 'ascii') {
        // A shift that is none, and anything with the high bit, is no text in seven bits.
        out[length++] = found === 'cut' || byte === 27 || byte > 0x7f ? undecodableByte : byte
        at++
        continue
      }
      const width = charset === 'katakana' ? 1 : 2
      if (at + width > bytes.length && !ended) break
      const whole = bytes.subarray(at, at + width)
      if (whole.length === width && whole.every((part) => part > 0x20 && part < 0x7f)) {
        if (charset === 'katakana') out[length++] = 0x8e
        if (charset === 'supplement') out[length++] = 0x8f
        for (const part of whole) out[length++] = part | 0x80
        at += width
      } else {
        out[length++] = undecodableByte
        at++
      }
    }
    kept = Buffer.from(bytes.subarray(at))
    return out.subarray(0, length)
  }

  return {
    push: (bytes) => decode(kept.length === 0 ? bytes : Buffer.concat([kept, bytes]), false),
    end: () => decode(kept, true),
  }
}

interface ShiftFound {
  readonly charset: Charset
  readonly length: number
  /** What it is besides a shift. */
  readonly text: readonly number[]
}

const escapes: readonly (readonly [sequence: string, charset: Charset])[] = [
  ['(B', 'ascii'],
  ['(J', 'ascii'],
  ['(I', 'katakana'],
  ['$@', 'pairs'],
  ['$B', 'pairs'],
  ['$(D', 'supplement'],
]

function escapeAt(bytes: Buffer, at: number): ShiftFound | 'cut' | null {
  if (bytes[at] !== 27) return null
  const behind = bytes.toString('latin1', at + 1, at + 4)
  for (const [sequence, charset] of escapes) {
    if (behind.startsWith(sequence)) return { charset, length: sequence.length + 1, text: [] }
    if (behind.length < sequence.length && sequence.startsWith(behind)) return 'cut'
  }
  return null
}

const tilde = 0x7e

function tildeAt(bytes: Buffer, at: number, charset: Charset): ShiftFound | 'cut' | null {
  if (bytes[at] !== tilde) return null
  const behind = bytes[at + 1]
  if (charset === 'pairs')
    return behind === 0x7d ? { charset: 'ascii', length: 2, text: [] } : behind === undefined ? 'cut' : null
  switch (behind) {
    case undefined:
      return 'cut'
    case 0x7b:
      return { charset: 'pairs', length: 2, text: [] }
    case tilde:
      return { charset: 'ascii', length: 2, text: [tilde] }
    case 10:
      // A tilde at the end of a line joins it with the next.
      return { charset: 'ascii', length: 2, text: [] }
    default:
      return null
  }
}
