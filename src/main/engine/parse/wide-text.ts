import { type Transcoder, undecodableByte } from './transcoder.ts'

/** UTF-16 (`unit` 2) or UTF-32 (4) to UTF-8. A byte order mark at the beginning becomes that of UTF-8. */
export function wideDecoder(unit: 2 | 4, bigEndian: boolean): Transcoder {
  const decode = unit === 2 ? decode16 : decode32
  let kept: Buffer = Buffer.alloc(0)
  return {
    push: (bytes) => {
      const all = kept.length === 0 ? bytes : Buffer.concat([kept, bytes])
      let end = all.length - (all.length % unit)
      // The first half of a pair waits for the second.
      if (unit === 2 && end >= 2 && isHigh(bigEndian ? all.readUInt16BE(end - 2) : all.readUInt16LE(end - 2))) end -= 2
      kept = Buffer.from(all.subarray(end))
      return decode(all.subarray(0, end), bigEndian)
    },
    end: () => {
      const rest = kept.length === 0 ? kept : Buffer.from([undecodableByte])
      kept = Buffer.alloc(0)
      return rest
    },
  }
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function decode16(bytes: Buffer, bigEndian: boolean): Buffer {
  const text = (bigEndian ? Buffer.from(bytes).swap16() : bytes).toString('utf16le')
  if (text.isWellFormed()) return Buffer.from(text, 'utf8')
  // Halves of pairs that stand alone are no characters.
  const parts: Buffer[] = []
  for (const part of text.split(loneSurrogate)) parts.push(Buffer.from(part, 'utf8'), Buffer.from([undecodableByte]))
  return Buffer.concat(parts.slice(0, -1))
}

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

function decode32(bytes: Buffer, bigEndian: boolean): Buffer {
  const parts: Buffer[] = []
  let text = ''
  for (let at = 0; at < bytes.length; at += 4) {
    const code = bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)
    if (code < 0xd800 || (code > 0xdfff && code <= 0x10ffff)) text += String.fromCodePoint(code)
    else {
      parts.push(Buffer.from(text, 'utf8'), Buffer.from([undecodableByte]))
      text = ''
    }
  }
  parts.push(Buffer.from(text, 'utf8'))
  return Buffer.concat(parts)
}
