import { appendByte, appendBytes, type ByteBuffer, reserve } from './byte-buffer.ts'

const lineFeed = 10
const carriageReturn = 13
const quote = 34
/** Of a byte order mark: EF BB BF. */
const mark = [0xef, 0xbb, 0xbf] as const
const comma = 44

/** Appends one cell as `sheetCell` writes it, in bytes. */
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
  return to - from > 2 && data[from] === mark[0] && data[from + 1] === mark[1] && data[from + 2] === mark[2]
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
