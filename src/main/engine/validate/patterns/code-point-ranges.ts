import type { CharacterNode } from './pattern-nodes.ts'

/** First and last code point, both inclusive. */
export type CodePointRange = readonly [first: number, last: number]

const surrogates = 0x800
const firstSurrogate = 0xd800
const firstAstral = 0x10000
const endOfUnicode = 0x110000

let everyCharacter: string | null = null
const known = new Map<string, readonly CodePointRange[]>()

/**
 * The code points that one character of a pattern can be under its flags, in rising order. V8 itself is asked, of every code point, so
 * that classes, properties and case mean the same to another engine. Takes 1 to 100 ms; answers are remembered.
 */
export function codePointRanges(node: CharacterNode, flags: string): readonly CodePointRange[] {
  const key = `${flags} ${node.raw}`
  const found = known.get(key)
  if (found) return found
  everyCharacter ??= writeEveryCharacter()
  const ranges: CodePointRange[] = []
  for (const { 0: run, index } of everyCharacter.matchAll(new RegExp(`(?:${node.raw})+`, `${flags}g`))) {
    ranges.push([codePointAt(index), codePointAt(index + run.length) - 1])
  }
  known.set(key, ranges)
  return ranges
}

/** All code points but the surrogates, in order. */
function writeEveryCharacter(): string {
  const perPiece = 1024
  let text = ''
  for (let first = 0; first < endOfUnicode; first += perPiece) {
    if (first >= firstSurrogate && first < firstSurrogate + surrogates) continue
    text += String.fromCodePoint(...Array.from({ length: perPiece }, (_, offset) => first + offset))
  }
  return text
}

/** The code point that begins at an index of that text. */
function codePointAt(index: number): number {
  if (index < firstSurrogate) return index
  const unit = index + surrogates
  return unit < firstAstral ? unit : firstAstral + Math.floor((unit - firstAstral) / 2)
}
