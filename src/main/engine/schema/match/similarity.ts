import { editDistance } from '../../lib/closest.ts'
import { nameKey } from '../../lib/names.ts'

/** A name without case, spaces and punctuation. */
export function letters(name: string): string {
  return nameKey(name).replace(/[^\p{L}\p{N}]/gu, '')
}

/**
 * How alike two names are, from 0 to 1: the best of the share of letters that need no edit, of the share of words that both have
 * (Dice's coefficient), and of how much of the longer name the shorter one makes up where it is part of it.
 */
export function similarity(one: string, other: string): number {
  const [a, b] = [letters(one), letters(other)]
  if (a === '' || b === '') return 0
  if (a === b) return 1
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a]
  const edited = 1 - editDistance(a, b) / longer.length
  const contained = shorter.length >= 3 && longer.includes(shorter) ? 0.5 + shorter.length / longer.length / 2 : 0
  return Math.max(edited, contained, sharedWords(wordsOf(one), wordsOf(other)))
}

/** `customerEmail_address` is customer, email and address. */
function wordsOf(name: string): Set<string> {
  const spaced = name.normalize('NFC').replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')
  return new Set(spaced.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
}

function sharedWords(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((word) => other.has(word)).length
  return (2 * shared) / (one.size + other.size)
}
