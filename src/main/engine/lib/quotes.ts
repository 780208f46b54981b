/**
 * Quotes of a cell, doubled when it is written and halved when it is read. `replaceAll` keeps a list of what it finds, which is many
 * times a cell of nothing but quotes: such a cell, of some megabytes, is rewritten unit by unit.
 */
const longText = 64 * 1024

/** A text with two quotes for each. */
export function withDoubledQuotes(text: string): string {
  if (text.length < longText) return text.replaceAll('"', '""')
  const from = unitsOf(text)
  let quotes = 0
  for (let at = 0; at < from.units.length; at++) if (from.units[at] === 34) quotes++
  const into = roomFor(from.encoding, text.length + quotes)
  let to = 0
  for (let at = 0; at < from.units.length; at++) {
    const unit = from.units[at] as number
    into.units[to++] = unit
    if (unit === 34) into.units[to++] = unit
  }
  return into.bytes.toString(from.encoding)
}

/** A text with the quote alone for each pair of escape and quote, from left to right. */
export function withoutEscapes(text: string, escape: string, quote: string): string {
  if (text.length < longText) return text.replaceAll(escape + quote, quote)
  const { units, bytes, encoding } = unitsOf(text)
  const [escapeUnit, quoteUnit] = [escape.charCodeAt(0), quote.charCodeAt(0)]
  let to = 0
  for (let at = 0; at < units.length; at++) {
    if (units[at] === escapeUnit && units[at + 1] === quoteUnit) at++
    units[to++] = units[at] as number
  }
  return bytes.toString(encoding, 0, to * units.BYTES_PER_ELEMENT)
}

interface Units {
  readonly bytes: Buffer
  readonly units: Uint8Array | Uint16Array
  readonly encoding: 'latin1' | 'utf16le'
}

const beyondLatin = /[\u0100-\uffff]/

function unitsOf(text: string): Units {
  const room = roomFor(beyondLatin.test(text) ? 'utf16le' : 'latin1', text.length)
  room.bytes.write(text, room.encoding)
  return room
}

function roomFor(encoding: Units['encoding'], length: number): Units {
  const wide = encoding === 'utf16le'
  const bytes = Buffer.allocUnsafeSlow(wide ? length * 2 : length)
  return { bytes, units: wide ? new Uint16Array(bytes.buffer, 0, length) : bytes, encoding }
}
