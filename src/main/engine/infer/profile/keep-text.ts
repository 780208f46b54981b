import { shownLength } from './scan-text.ts'

/**
 * The same text without its surroundings. A cell is a slice of the text of a whole chunk, and V8 would keep all of that alive
 * as long as the cell; slices of fewer than 13 units are copies anyway.
 */
export function ownText(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1)
}

/** A text as it is shown: cut, with an ellipsis, where it is long. */
export function shownText(text: string): string {
  if (text.length <= shownLength) return ownText(text)
  return `${text.slice(0, shownLength - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** How many units decide which of two texts comes first. */
const comparedLength = 4096

/** A text as far as `compareTexts` looks at it. */
export function comparedText(text: string): string {
  return text.length <= comparedLength ? ownText(text) : ownText(text.slice(0, comparedLength))
}

/** Negative, zero or positive by the first code point that differs, as `sort` of UTF-8 bytes or UTF-32 would have it. */
export function compareTexts(one: string, other: string): number {
  const length = Math.min(one.length, other.length, comparedLength)
  for (let index = 0; index < length; index++) {
    const code = one.charCodeAt(index)
    const otherCode = other.charCodeAt(index)
    if (code !== otherCode) return codePointRank(code) - codePointRank(otherCode)
  }
  return Math.min(one.length, comparedLength) - Math.min(other.length, comparedLength)
}

/** Surrogates stand for code points behind all others (the fix-up of ICU's `u_strCompareCodePointOrder`). */
function codePointRank(unit: number): number {
  return unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit
}
