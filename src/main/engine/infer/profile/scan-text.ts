import { classOf, shapeSymbols } from './text-class.ts'

/** What one pass over a text's characters tells. */
export interface TextScan {
  /** Code points. */
  characters: number
  /** How many UTF-16 units are of each class of `textClass`. */
  readonly counts: Uint32Array
  /** Two hashes of the whole text, of 32 bits each. */
  hash: number
  secondHash: number
  /** A hash of the text's shape, 53 bits: one for all texts of a pattern. */
  shape: number
}

/** How many units of a text are shown, and tell its shape. */
export const shownLength = 200

const firstFactor = 0x9e3779b1
const secondFactor = 0x5f356495

/**
 * A function that scans a text. It gives the same object each time, good until the next call, since it runs for every cell.
 * The hashes are made as cyrb53 makes them (bryc, public domain): two multiplicative ones, mixed as in MurmurHash3 (Appleby).
 */
export function textScanner(): (text: string) => TextScan {
  const counts = new Uint32Array(32)
  const scan: TextScan = { characters: 0, counts, hash: 0, secondHash: 0, shape: 0 }
  return (text) => {
    counts.fill(0)
    const length = text.length
    let first = 0xdeadbeef
    let second = 0x41c6ce57
    let shape = 1
    let otherShape = 2
    let runOf = 0
    let run = 0
    let pairs = 0
    for (let index = 0; index < length; index++) {
      const code = text.charCodeAt(index)
      first = Math.imul(first ^ code, firstFactor)
      second = Math.imul(second ^ code, secondFactor)
      const kind = classOf(code)
      counts[kind] = (counts[kind] as number) + 1
      if (code >= 0xdc00 && code <= 0xdfff && isLead(text, index - 1)) pairs++
      if (index >= shownLength) continue
      const symbol = shapeSymbols[kind] as number
      if (symbol !== 0 && symbol === runOf) {
        // Two small letters are as many as twenty.
        if (symbol !== 3 || run < 2) run++
        continue
      }
      const ended = (run << 2) | runOf
      const itself = symbol === 0 ? code : 0x1_0000
      shape = Math.imul(Math.imul(shape ^ ended, firstFactor) ^ itself, secondFactor)
      otherShape = Math.imul(Math.imul(otherShape ^ ended, secondFactor) ^ itself, firstFactor)
      runOf = symbol
      run = symbol === 0 ? 0 : 1
    }
    const ended = (run << 2) | runOf | (length > shownLength ? 0x1_0000 : 0)
    scan.characters = length - pairs
    scan.hash = mixed(first, second)
    scan.secondHash = mixed(second, first)
    shape = Math.imul(shape ^ ended, firstFactor)
    otherShape = Math.imul(otherShape ^ ended, secondFactor)
    scan.shape = mixed(shape, otherShape) * 0x20_0000 + (mixed(otherShape, shape) >>> 11)
    return scan
  }
}

function isLead(text: string, index: number): boolean {
  return index >= 0 && (text.charCodeAt(index) & 0xfc00) === 0xd800
}

function mixed(one: number, other: number): number {
  const mix = Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(other ^ (other >>> 13), 0xc2b2ae35)
  return (mix ^ (mix >>> 16)) >>> 0
}

/**
 * A text's shape: `9` for a digit, `A` for a capital, up to four one by one and more with their number (`9{7}`), `a` for one
 * letter of another kind and `a+` for several; every other character is itself.
 */
export function patternOf(text: string): string {
  const end = Math.min(text.length, shownLength)
  let pattern = ''
  for (let index = 0; index < end; ) {
    const symbol = shapeSymbols[classOf(text.charCodeAt(index))] as number
    const start = index++
    if (symbol === 0) {
      pattern += text[start]
      continue
    }
    while (index < end && shapeSymbols[classOf(text.charCodeAt(index))] === symbol) index++
    pattern += shapeOf(symbol, index - start)
  }
  return end < text.length ? `${pattern}…` : pattern
}

function shapeOf(symbol: number, run: number): string {
  if (symbol === 3) return run === 1 ? 'a' : 'a+'
  const sign = symbol === 1 ? '9' : 'A'
  return run <= 4 ? sign.repeat(run) : `${sign}{${run}}`
}
