import { appendByte, appendBytes, type ByteBuffer, byteBuffer, latin1, reserve, utf8 } from './byte-buffer.ts'
import { damagedPart, type PartName } from './part-faults.ts'
import type { XmlAttributes } from './xml-handler.ts'

const tab = 9
const lineFeed = 10
const carriageReturn = 13
const space = 32
const ampersand = 38
const semicolon = 59
const underscore = 95
const smallX = 120

/**
 * Appends a text of XML as the characters that it means, in UTF-8: entities resolved, line ends as XML reads them (CRLF and CR are
 * LF). A scanner never cuts an entity or a line end in two.
 * @throws AppError `file-unsupported` where an entity is none of XML's own
 */
export function appendXmlText(buffer: ByteBuffer, data: Buffer, from: number, to: number, name: PartName): void {
  // No entity is longer than what it means.
  if (buffer.length + to - from > buffer.data.length) reserve(buffer, to - from)
  let target = buffer.data
  let at = buffer.length
  for (let place = from; place < to; place++) {
    const byte = data[place] as number
    if (byte !== ampersand && byte !== carriageReturn) {
      target[at++] = byte
    } else if (byte === carriageReturn) {
      target[at++] = lineFeed
      if (place + 1 < to && data[place + 1] === lineFeed) place++
    } else {
      buffer.length = at
      place = appendEntity(buffer, data, place, to, name)
      target = buffer.data
      at = buffer.length
    }
  }
  buffer.length = at
}

/** Appends what the entity at a place means and returns the place of its semicolon. */
function appendEntity(buffer: ByteBuffer, data: Buffer, from: number, to: number, name: PartName): number {
  let at = from + 1
  while (at < to && data[at] !== semicolon) at++
  const entity = at < to ? latin1(data, from + 1, at) : ''
  const codePoint = entities.get(entity) ?? numericEntity(entity)
  if (codePoint === null) throw damagedPart(name, 'there is an "&" that begins no entity')
  appendCodePoint(buffer, codePoint)
  return at
}

const entities: ReadonlyMap<string, number> = new Map([
  ['amp', 38],
  ['lt', 60],
  ['gt', 62],
  ['quot', 34],
  ['apos', 39],
])

function numericEntity(entity: string): number | null {
  const [, hexadecimal, decimal] = /^#(?:x([0-9a-f]+)|([0-9]+))$/i.exec(entity) ?? []
  const codePoint = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16)
  const isCharacter = codePoint > 0 && codePoint <= 0x10ffff && !isSurrogate(codePoint)
  return isCharacter ? codePoint : null
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff
}

function appendCodePoint(buffer: ByteBuffer, codePoint: number): void {
  if (codePoint < 0x80) {
    appendByte(buffer, codePoint)
    return
  }
  const bytes = Buffer.from(String.fromCodePoint(codePoint), 'utf8')
  appendBytes(buffer, bytes, 0, bytes.length)
}

const escapeLength = 7

/**
 * Resolves the `_xHHHH_` that stand for characters which XML cannot hold (ECMA-376 part 1, 22.4.2.4, ST_Xstring), from a place
 * to the end of a buffer. Two that make a surrogate pair are one character; half a pair is no character and stays as it is written.
 */
export function resolveEscapes(buffer: ByteBuffer, from: number): void {
  const { data, length } = buffer
  let place = from
  const last = length - escapeLength
  while (place <= last && data[place] !== underscore) place++
  if (place > last) return
  buffer.length = place
  while (place < length) {
    const code = escapeAt(data, place, length)
    if (code === -1) {
      appendByte(buffer, data[place++] as number)
      continue
    }
    const next = isSurrogate(code) ? escapeAt(data, place + escapeLength, length) : -1
    const isPair = code < 0xdc00 && next >= 0xdc00 && isSurrogate(next)
    if (isSurrogate(code) && !isPair) {
      for (let at = 0; at < escapeLength; at++) appendByte(buffer, data[place + at] as number)
      place += escapeLength
    } else {
      appendCodePoint(buffer, isPair ? 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00) : code)
      place += isPair ? 2 * escapeLength : escapeLength
    }
  }
}

/** The code unit that an escape at a place stands for, -1 where there is no escape. */
function escapeAt(data: Buffer, place: number, length: number): number {
  if (place + escapeLength > length || data[place] !== underscore || data[place + 1] !== smallX) return -1
  if (data[place + escapeLength - 1] !== underscore) return -1
  let code = 0
  for (let at = place + 2; at < place + 6; at++) {
    const digit = hexDigit(data[at] as number)
    if (digit === -1) return -1
    code = code * 16 + digit
  }
  return code
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48
  const small = byte | 32
  return small >= 97 && small <= 102 ? small - 87 : -1
}

/** The text of an attribute, null where the element has none: line ends and tabs in it are spaces, as XML says. */
export function attributeText({ data, from, to }: XmlAttributes, attribute: number, name: PartName): string | null {
  const start = from[attribute] ?? -1
  const end = to[attribute] ?? -1
  if (start === -1) return null
  const buffer = byteBuffer(end - start)
  let begin = start
  for (let place = start; place < end; place++) {
    const byte = data[place] as number
    if (byte !== tab && byte !== lineFeed && byte !== carriageReturn) continue
    appendXmlText(buffer, data, begin, place, name)
    appendByte(buffer, space)
    begin = place + 1
  }
  appendXmlText(buffer, data, begin, end, name)
  return utf8(buffer.data, 0, buffer.length)
}

/** Whether an attribute is there and true, as XML Schema and Excel write it. */
export function attributeIsTrue(attributes: XmlAttributes, attribute: number, name: PartName): boolean {
  const text = attributeText(attributes, attribute, name)
  return text === '1' || text === 'true' || text === 'on'
}

/** The text of an attribute that holds an ST_Xstring, such as the name of a sheet. */
export function attributeXstring(attributes: XmlAttributes, attribute: number, name: PartName): string | null {
  const text = attributeText(attributes, attribute, name)
  if (text === null || !text.includes('_x')) return text
  const bytes = Buffer.from(text, 'utf8')
  const buffer: ByteBuffer = { data: bytes, length: bytes.length }
  resolveEscapes(buffer, 0)
  return utf8(buffer.data, 0, buffer.length)
}

/** The whole number in an attribute, -1 where there is none or it is no such number. Numbers beyond any use are 2^31 - 1. */
export function attributeInteger(attributes: XmlAttributes, attribute: number): number {
  const end = attributes.to[attribute] as number
  let place = attributes.from[attribute] as number
  if (place === -1 || place === end) return -1
  let value = 0
  for (; place < end; place++) {
    const digit = (attributes.data[place] as number) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
    if (value > 0x7fffffff) value = 0x7fffffff
  }
  return value
}
