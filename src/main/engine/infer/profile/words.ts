import { booleanPairs } from '../../validate/writing/boolean-pairs.ts'

/** Words that often stand for "nothing", in lower case. Recognised for people; nothing is read as empty unless declared. */
const nullWords: ReadonlySet<string> = new Set([
  ...[
    'na',
    'n/a',
    '#n/a',
    '#na',
    'n.a.',
    'n/d',
    'n.d.',
    'k.a.',
    'k. a.',
    's/o',
    'nan',
    'null',
    '(null)',
    '#null!',
    '\\n',
  ],
  ...['none', 'nil', 'missing', 'undefined', 'unknown', '(blank)', '-', '--', '---', '–', '—', '?', '.', '..', '...'],
  ...['#value!', '#ref!', '#div/0!', '#num!', '#name?'],
])

/** `ja/nein`: what a pair is called. */
export const pairNames: readonly string[] = booleanPairs.map(([yes, no]) => `${yes}/${no}`)

const pairsOfWord = new Map<string, string[]>()
for (const [index, pair] of booleanPairs.entries()) {
  for (const word of pair) pairsOfWord.set(word, [...(pairsOfWord.get(word) ?? []), pairNames[index] as string])
}

/** No word of either kind is longer. */
export const longestWord = 10

export function isNullWord(lower: string): boolean {
  return nullWords.has(lower)
}

/** The names of the pairs that a word belongs to. */
export function pairsWith(lower: string): readonly string[] | undefined {
  return pairsOfWord.get(lower)
}
