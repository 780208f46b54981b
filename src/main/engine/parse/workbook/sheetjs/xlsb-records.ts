/** A record of a binary part ([MS-XLSB] 2.1.4): its type, and where its content is. */
export type OnXlsbRecord = (type: number, content: Buffer, whole: Buffer) => void

/**
 * Walks the records of a part.
 * @throws Error where the part ends inside a record
 */
export function walkXlsb(data: Buffer, onRecord: OnXlsbRecord): void {
  for (let at = 0; at < data.length; ) {
    const start = at
    let type = byteAt(data, at++)
    if (type >= 0x80) type = (type & 0x7f) | ((byteAt(data, at++) & 0x7f) << 7)
    let length = 0
    for (let index = 0; index < 4; index++) {
      const byte = byteAt(data, at++)
      length |= (byte & 0x7f) << (7 * index)
      if (byte < 0x80) break
    }
    const end = at + length
    if (end > data.length) throw cut()
    onRecord(type, data.subarray(at, end), data.subarray(start, end))
    at = end
  }
}

function byteAt(data: Buffer, at: number): number {
  const byte = data[at]
  if (byte === undefined) throw cut()
  return byte
}

function cut(): Error {
  return new Error('one of its parts ends inside a record')
}

/** A record with its type and length before it. */
export function xlsbRecord(type: number, content: Buffer): Buffer {
  const head = type < 0x80 ? [type] : [(type & 0x7f) | 0x80, type >> 7]
  let length = content.length
  while (length >= 0x80) {
    head.push((length & 0x7f) | 0x80)
    length >>= 7
  }
  return Buffer.concat([Buffer.from([...head, length]), content])
}

/** A text as a record holds it, XLWideString ([MS-XLSB] 2.5.169). */
export function wideString(text: string): Buffer {
  const bytes = Buffer.alloc(4 + text.length * 2)
  bytes.writeUInt32LE(text.length)
  bytes.write(text, 4, 'utf16le')
  return bytes
}

/** Reads such a text, or one that may be missing, at a place; and where it ends. */
export function readWideString(content: Buffer, at: number): { readonly text: string; readonly end: number } {
  const length = content.readUInt32LE(at)
  if (length === 0xffffffff) return { text: '', end: at + 4 }
  const end = at + 4 + length * 2
  if (end > content.length) throw cut()
  return { text: content.toString('utf16le', at + 4, end), end }
}
