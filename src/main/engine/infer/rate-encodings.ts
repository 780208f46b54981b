import { decoderOf } from '../parse/decode.ts'
import { type Alphabet, alphabets } from './alphabets.ts'

/** How well the words of a file read in an encoding of one byte a character. */
export interface Rating {
  readonly name: string
  /** The language whose letters they are, for the most part. */
  readonly language: Alphabet
  /** The share of characters beyond ASCII that are letters of that language, less what no text has; 1 is best. */
  readonly score: number
  /** How many letters beyond ASCII there are. */
  readonly letters: number
}

/** Between encodings that read alike the first is chosen: the more common one, and a superset before its part. */
const candidates = [
  ...['windows-1252', 'iso-8859-15', 'windows-1250', 'iso-8859-2', 'windows-1251', 'koi8-r', 'koi8-u', 'ibm866'],
  ...['macintosh', 'windows-1254', 'windows-1253', 'iso-8859-7', 'windows-1255', 'iso-8859-8', 'windows-1256'],
  ...['iso-8859-6', 'windows-1257', 'iso-8859-13', 'iso-8859-4', 'windows-874', 'windows-1258', 'x-mac-cyrillic'],
  'iso-8859-5',
]

/** Rates every encoding by words that hold bytes beyond ASCII, best first; those that cannot read some of them are left out. */
export function rateEncodings(words: Buffer): Rating[] {
  const ratings = candidates.flatMap((name) => {
    const text = decoderOf(name).strict(words)
    return text === null ? [] : [rate(name, text)]
  })
  // Sorting is stable: what rates alike stays in order.
  return ratings.sort((a, b) => b.score - a.score)
}

function rate(name: string, text: string): Rating {
  let letters = 0
  let wrong = 0
  const hits = new Map<Alphabet, number>()
  const counts = new Map<string, number>()
  for (const word of text.split(' ')) {
    wrong += mixes(word)
    const characters = word.split('')
    for (const [index, character] of characters.entries()) {
      if (character < '\u0080') continue
      if (isLetter.test(character)) {
        letters++
        // Of the Turkish İ, which becomes two characters, the first.
        const small = character.toLowerCase().charAt(0)
        counts.set(small, (counts.get(small) ?? 0) + 1)
      } else if (isLetter.test(characters[index - 1] ?? '') && isLetter.test(characters[index + 1] ?? '')) {
        wrong += joins.test(character) ? 0 : 1
      } else if (!common.test(character)) wrong++
    }
  }
  for (const language of alphabets) {
    let hit = 0
    for (const [letter, count] of counts) if (language.letters.has(letter)) hit += count
    hits.set(language, hit)
  }
  const [language, hit] = [...hits].reduce((best, next) => (next[1] > best[1] ? next : best))
  return { name, language, letters, score: letters + wrong === 0 ? 0.5 : (hit - wrong) / (letters + wrong) }
}

const isLetter = /[\p{L}\p{M}]/u
/** What may stand inside a word. */
const joins = /[’‘·\u00ad\u00a0–\u200c\u200d]/u
/** What texts of any language have. */
const common = /[\u00a0«»‹›“”„’‘‚–—…·•€£©®°§ªº¿¡№±½¼¾²³×،؛؟\u00ad\u200c-\u200f]/u

const scripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Hebrew}/u]
const otherScripts = [/\p{Script=Arabic}/u, /\p{Script=Thai}/u]
const smallThenCapital = /\p{Ll}\p{M}*\p{Lu}/gu

/** How often a word does what words do not: two scripts in one, or a capital behind a small letter. */
function mixes(word: string): number {
  const found = [...scripts, ...otherScripts].filter((script) => script.test(word)).length
  return (found > 1 ? word.length : 0) + (word.match(smallThenCapital)?.length ?? 0)
}
