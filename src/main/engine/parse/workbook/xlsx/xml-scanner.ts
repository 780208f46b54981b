import { damagedPart, hostilePart, type PartName } from './part-faults.ts'
import type { XmlAttributes, XmlHandler, XmlScanner } from './xml-handler.ts'
import { addToHash, emptyHash, knownNames } from './xml-names.ts'

const [tab, lineFeed, carriageReturn, space] = [9, 10, 13, 32]
const [exclamation, doubleQuote, ampersand, singleQuote, slash] = [33, 34, 38, 39, 47]
const [colon, semicolon, less, equals, greater, question] = [58, 59, 60, 61, 62, 63]

/** Longer tags are made to fill the memory: a sheet's longest attribute has a few thousand characters. */
const longestTag = 1024 * 1024
/** Each level costs eight bytes; workbooks have less than ten. */
const deepest = 2 ** 20
/** `&#x0010FFFF;` with zeros to spare. */
const longestEntity = 40

/**
 * Makes a scanner. It checks that elements close in the order they opened, that attributes are quoted and that one root holds
 * everything; it refuses document types, which workbooks never have and which define the entities that explode.
 * @throws AppError (from `scan` and `finish`) `file-unsupported` where the XML is broken, `file-hostile` where it is made to harm
 */
export function createXmlScanner(handler: XmlHandler, name: PartName): XmlScanner {
  const elements = knownNames(handler.elements)
  const attributeNames = knownNames(handler.attributes)
  const { shortcut } = handler
  const attributes: XmlAttributes = {
    data: Buffer.alloc(0),
    from: new Int32Array(attributeNames.count),
    to: new Int32Array(attributeNames.count),
  }
  let data: Buffer = Buffer.alloc(0)
  let place = 0
  let end = 0
  /** What closes the comment, instruction or CDATA section that the place is in; empty outside of one. */
  let inside: Buffer | null = null
  let depth = 0
  let hasRoot = false
  let openHashes = new Int32Array(64)
  let openElements = new Int16Array(64)

  const broken = (what: string): Error => damagedPart(name, what)

  function feed(piece: Buffer): void {
    data = place === end ? piece : Buffer.concat([data.subarray(place, end), piece])
    place = 0
    end = data.length
    attributes.data = data
  }

  function scan(): boolean {
    while (place < end) {
      if (inside !== null) {
        if (!passMarkup(inside)) return true
      } else if (data[place] !== less) {
        if (!passText()) return true
      } else {
        const next = place + 1 < end ? data[place + 1] : -1
        if (next === -1) return true
        if (next === slash) {
          const done = passClosingTag()
          if (done === null) return true
          if (done) return false
        } else if (next === exclamation || next === question) {
          if (!enterMarkup()) return true
        } else if (!passShortcut()) {
          const done = passOpeningTag()
          if (done === null) return needMore()
          if (done) return false
        }
      }
    }
    return true
  }

  function passShortcut(): boolean {
    if (shortcut === undefined || depth !== shortcut.depth) return false
    const to = shortcut.pass(data, place, end)
    if (to === place) return false
    place = to
    return true
  }

  function needMore(): true {
    if (end - place > longestTag) throw hostilePart(name, 'a single tag is larger than a megabyte')
    return true
  }

  /** Passes the text up to the next tag, or as much of it as is whole. False where it needs more. */
  function passText(): boolean {
    // Loops read from constants: what may change is loaded again for each byte.
    const bytes = data
    const stop = end
    const from = place
    let to = from
    while (to < stop && bytes[to] !== less) to++
    if (to === stop) to = wholeText(from)
    if (to === from) return false
    if (depth > 0) handler.text(bytes, from, to, false)
    else refuseText(from, to)
    place = to
    return true
  }

  /** Where text that has no end yet can be cut: before an entity that is not whole, before a CR whose LF may follow. */
  function wholeText(from: number): number {
    const earliest = Math.max(from, end - longestEntity)
    for (let at = end - 1; at >= earliest; at--) {
      if (data[at] === semicolon) break
      if (data[at] === ampersand) return at
    }
    return data[end - 1] === carriageReturn ? end - 1 : end
  }

  function refuseText(from: number, to: number): void {
    for (let at = from; at < to; at++) {
      if (!isWhite(data[at] ?? 0)) throw broken('there is text outside of its elements')
    }
  }

  /** Enters a comment, instruction or CDATA section. False where too little of it is there to tell. */
  function enterMarkup(): boolean {
    if (data[place + 1] === question) {
      inside = endOfInstruction
      place += 2
      return true
    }
    const known = startsAs(commentStart) ?? startsAs(cdataStart) ?? startsAs(doctypeStart)
    if (known === undefined) throw broken('there is a declaration that cannot be read')
    if (known.length > end - place) return false
    if (known === doctypeStart) throw hostilePart(name, 'it defines a document type, which no workbook has')
    if (known === cdataStart && depth === 0) throw broken('there is text outside of its elements')
    inside = known === commentStart ? endOfComment : endOfCdata
    place += known.length
    return true
  }

  /** The given bytes where the data go on with them, or with as much of them as there is. */
  function startsAs(bytes: Buffer): Buffer | undefined {
    const length = Math.min(bytes.length, end - place)
    for (let at = 0; at < length; at++) {
      if (data[place + at] !== bytes[at]) return undefined
    }
    return bytes
  }

  /** Passes a comment, instruction or CDATA section, or as much of it as there is. False where it needs more. */
  function passMarkup(closing: Buffer): boolean {
    const found = data.indexOf(closing, place)
    const to = found === -1 ? Math.max(place, end - closing.length + 1) : found
    if (closing === endOfCdata && to > place) handler.text(data, place, to, true)
    place = found === -1 ? to : to + closing.length
    if (found !== -1) inside = null
    return found !== -1
  }

  /** Null where the tag is not whole; else whether the handler wants a pause. */
  function passClosingTag(): boolean | null {
    const bytes = data
    const stop = end
    let at = place + 2
    let hash = emptyHash
    let byte = 0
    for (; at < stop; at++) {
      byte = bytes[at] as number
      if (byte === greater || byte <= space) break
      hash = byte === colon ? emptyHash : addToHash(hash, byte)
    }
    while (at < stop && isWhite(bytes[at] as number)) at++
    if (at === stop) {
      needMore()
      return null
    }
    if (bytes[at] !== greater || depth === 0 || openHashes[depth - 1] !== hash) {
      throw broken('its elements do not close in the order they opened')
    }
    place = at + 1
    depth--
    return handler.close(openElements[depth] as number, depth)
  }

  /** Null where the tag is not whole; else whether the handler wants a pause. */
  function passOpeningTag(): boolean | null {
    const bytes = data
    const stop = end
    let at = place + 1
    let nameFrom = at
    let hash = emptyHash
    let byte = 0
    for (; at < stop; at++) {
      byte = bytes[at] as number
      if (byte <= space || byte === greater || byte === slash) break
      if (byte === colon) {
        hash = emptyHash
        nameFrom = at + 1
      } else hash = addToHash(hash, byte)
    }
    const nameTo = at
    if (nameTo === nameFrom && at < stop) throw broken('there is a tag without a name')
    for (let index = 0; index < attributeNames.count; index++) attributes.from[index] = -1
    for (;;) {
      while (at < stop && isWhite(bytes[at] as number)) at++
      if (at >= stop) return null
      byte = bytes[at] as number
      if (byte === greater || byte === slash) break
      at = passAttribute(at)
      if (at === -1) return null
    }
    const isEmpty = byte === slash
    if (isEmpty) {
      if (++at === stop) return null
      if (bytes[at] !== greater) throw broken('there is a tag that does not end')
    }
    place = at + 1
    return opened(elements.find(hash, bytes, nameFrom, nameTo), hash, isEmpty)
  }

  function opened(element: number, hash: number, isEmpty: boolean): boolean {
    if (depth === 0) {
      if (hasRoot) throw broken('it has more than one root')
      hasRoot = true
    }
    handler.open(element, depth, attributes)
    if (isEmpty) return handler.close(element, depth)
    if (depth === openHashes.length) deepen()
    openHashes[depth] = hash
    openElements[depth] = element
    depth++
    return false
  }

  function deepen(): void {
    if (depth >= deepest) throw hostilePart(name, `its elements are nested more than ${deepest} deep`)
    const hashes = new Int32Array(depth * 2)
    hashes.set(openHashes)
    openHashes = hashes
    const ids = new Int16Array(depth * 2)
    ids.set(openElements)
    openElements = ids
  }

  /** The place behind an attribute that begins here, -1 where it is not whole. */
  function passAttribute(start: number): number {
    const bytes = data
    const stop = end
    let at = start
    let nameFrom = at
    let hash = emptyHash
    let byte = 0
    for (; at < stop; at++) {
      byte = bytes[at] as number
      if (byte === equals || byte <= space) break
      if (byte === greater || byte === less) throw broken('there is an attribute without a value')
      // The colon stays in the hash: with it a name is one that has a prefix.
      if (byte === colon) {
        hash = addToHash(emptyHash, colon)
        nameFrom = at
      } else hash = addToHash(hash, byte)
    }
    const nameTo = at
    while (at < stop && isWhite(bytes[at] as number)) at++
    if (at >= stop) return -1
    if (bytes[at] !== equals || nameTo === start) throw broken('there is an attribute without a value')
    at++
    while (at < stop && isWhite(bytes[at] as number)) at++
    if (at >= stop) return -1
    const quote = bytes[at] as number
    if (quote !== doubleQuote && quote !== singleQuote) throw broken('there is an attribute without quotes')
    const valueFrom = ++at
    for (; at < stop; at++) {
      byte = bytes[at] as number
      if (byte === quote) break
      if (byte === less) throw broken('there is an attribute without an end')
    }
    if (at >= stop) return -1
    const attribute = attributeNames.find(hash, bytes, nameFrom, nameTo)
    if (attribute >= 0) {
      if (attributes.from[attribute] !== -1) throw broken('an element has the same attribute twice')
      attributes.from[attribute] = valueFrom
      attributes.to[attribute] = at
    }
    return at + 1
  }

  function finish(): void {
    if (place < end || inside !== null || depth > 0 || !hasRoot) throw broken('it ends before its end')
  }

  return { feed, scan, finish }
}

const commentStart = Buffer.from('<!--')
const cdataStart = Buffer.from('<![CDATA[')
const doctypeStart = Buffer.from('<!DOCTYPE')
const endOfComment = Buffer.from('-->')
const endOfCdata = Buffer.from(']]>')
const endOfInstruction = Buffer.from('?>')

function isWhite(byte: number): boolean {
  return byte <= space && (byte === space || byte === lineFeed || byte === carriageReturn || byte === tab)
}
