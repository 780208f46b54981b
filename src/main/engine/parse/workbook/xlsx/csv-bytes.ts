import { appendByte, appendBytes, type ByteBuffer, reserve } from './byte-buffer.ts'

const lineFeed = 10
const carriageReturn = 13
const quote = 34
const comma = 44

/** Appends one cell as `sheetCell` writes it, in bytes: quoted only where it holds a quote, a comma or a line end. */
export function appendCsvCell(buffer: ByteBuffer, data: Buffer, from: number, to: number): void {
  if (!needsQuotes(data, from, to)) {
    appendBytes(buffer, data, from, to)
    return
  }
  reserve(buffer, 2 * (to - from) + 2)
  const target = buffer.data
  let at = buffer.length
  target[at++] = quote
  for (let place = from; place < to; place++) {
    const byte = data[place] as number
    if (byte === quote) target[at++] = quote
    target[at++] = byte
  }
  target[at++] = quote
  buffer.length = at
}

function needsQuotes(data: Buffer, from: number, to: number): boolean {
  for (let place = from; place < to; place++) {
    const byte = data[place] as number
    if (byte <= comma && (byte === comma || byte === quote || byte === lineFeed || byte === carriageReturn)) return true
  }
  return false
}

/** Appends one byte so many times. */
export function appendRepeated(buffer: ByteBuffer, byte: number, times: number): void {
  if (times === 1) {
    appendByte(buffer, byte)
    return
  }
  reserve(buffer, times)
  buffer.data.fill(byte, buffer.length, buffer.length + times)
  buffer.length += times
}
