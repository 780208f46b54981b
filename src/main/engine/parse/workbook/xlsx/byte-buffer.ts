/** Bytes that grow at their end. Hot loops write into `data` themselves, after `reserve`. */
export interface ByteBuffer {
  data: Buffer
  length: number
}

export function byteBuffer(bytes: number): ByteBuffer {
  return { data: Buffer.allocUnsafeSlow(bytes), length: 0 }
}

/** Makes room for so many bytes more. */
export function reserve(buffer: ByteBuffer, bytes: number): void {
  const needed = buffer.length + bytes
  if (needed <= buffer.data.length) return
  const grown = Buffer.allocUnsafeSlow(Math.max(needed, buffer.data.length * 2))
  grown.set(buffer.data.subarray(0, buffer.length))
  buffer.data = grown
}

/** Below this a loop copies faster than a call does. */
const shortCopy = 48

export function appendBytes(buffer: ByteBuffer, source: Buffer, from: number, to: number): void {
  const length = to - from
  if (buffer.length + length > buffer.data.length) reserve(buffer, length)
  if (length > shortCopy) buffer.data.set(source.subarray(from, to), buffer.length)
  else {
    const target = buffer.data
    let at = buffer.length
    for (let place = from; place < to; place++) target[at++] = source[place] as number
  }
  buffer.length += length
}

/** Appends a text of ASCII alone. */
export function appendAscii(buffer: ByteBuffer, text: string): void {
  reserve(buffer, text.length)
  const target = buffer.data
  let at = buffer.length
  for (let place = 0; place < text.length; place++) target[at++] = text.charCodeAt(place)
  buffer.length = at
}

export function appendByte(buffer: ByteBuffer, byte: number): void {
  if (buffer.length === buffer.data.length) reserve(buffer, 1)
  buffer.data[buffer.length++] = byte
}

/** The bytes between two places, as a text of as many characters. */
export function latin1(data: Buffer, from: number, to: number): string {
  return data.toString('latin1', from, to)
}

export function utf8(data: Buffer, from: number, to: number): string {
  return data.toString('utf8', from, to)
}
