import { isAscii, isUtf8 } from 'node:buffer'
import { analyse } from 'chardet'
import type { EncodingChoice } from '../../../contract/reading.ts'
import { decoderOf } from '../parse/decode.ts'
import { type Encoding, findEncoding, requireEncoding } from '../parse/encodings.ts'
import { doubleNames, isMostlyAscii, rateDouble, standsInPairs } from './rate-doubles.ts'
import { type Rating, rateEncodings } from './rate-encodings.ts'
import { sevenBitEncoding } from './sniff-seven-bit.ts'
import { wideText } from '../source/wide-text.ts'

const bom = Buffer.from([0xef, 0xbb, 0xbf])

/** How many bytes of byte order mark a file starts with. */
export function bomBytes(head: Buffer): number {
  return head.subarray(0, 3).equals(bom) ? 3 : 0
}

/**
 * The encoding of a file by samples of its bytes, the first of which begins with the file; the others may begin and end inside a
 * character.
 * @throws AppError `usage` when `wanted` is not known
 */
export function sniffEncoding(samples: readonly Buffer[], wanted?: string): EncodingChoice {
  const head = samples[0] ?? Buffer.alloc(0)
  const wide = wideText(head)
  if (wanted !== undefined) {
    const { name, kind } = requireEncoding(wanted)
    if (kind !== 'wide') return { name, bom: bomBytes(head) > 0, confidence: 1, reason: 'Chosen by you.' }
    // Where the order of the bytes was not said, the mark says it.
    const isOpen = !/[bl]e$/i.test(wanted) && wide?.bom === true && wide.name.slice(0, -2) === name.slice(0, -2)
    const found = isOpen ? wide.name : name
    return { name: found, bom: wide?.bom === true && wide.name === found, confidence: 1, reason: 'Chosen by you.' }
  }
  if (bomBytes(head) > 0) return marked('utf-8')
  if (wide !== null) {
    if (wide.bom) return marked(wide.name)
    return chosen(wide.name, 0.95, 'The other bytes of its ASCII characters are NUL, always at the same places.')
  }
  if (samples.every((sample) => isAscii(sample))) {
    const name = sevenBitEncoding(samples)
    if (name !== null) return chosen(name, 0.95, `Its ASCII bytes shift to other characters as ${name} does.`)
    return chosen('utf-8', 0.9, 'Only ASCII characters were seen, which UTF-8 reads the same.')
  }
  if (samples.every((sample) => isUtf8(wholeCharacters(sample)))) {
    return chosen('utf-8', 0.99, 'All characters beyond ASCII that were seen are valid UTF-8.')
  }
  const { characters, strays } = countUtf8(samples)
  if (characters > 0 && characters >= strays) {
    const others = strays === 1 ? 'one byte beyond ASCII is not' : `${strays} bytes beyond ASCII are not`
    return chosen(
      'utf-8',
      0.6,
      `Most characters beyond ASCII are valid UTF-8, and ${others}: the file mixes encodings.`,
    )
  }
  return sniffOldEncoding(samples)
}

/** Characters of several bytes that are valid UTF-8, and bytes beyond ASCII that belong to none. Other encodings make few of the first. */
function countUtf8(samples: readonly Buffer[]): { characters: number; strays: number } {
  let characters = 0
  let strays = 0
  for (const sample of samples) {
    const text = wholeCharacters(sample).toString('utf8')
    characters += text.match(beyondAsciiButReplaced)?.length ?? 0
    strays += text.match(/\ufffd/g)?.length ?? 0
  }
  return { characters, strays }
}

const beyondAsciiButReplaced = /[\u0080-\ufffc\ufffe\uffff]/g

function marked(name: string): EncodingChoice {
  return {
    name,
    bom: true,
    confidence: 1,
    reason: `The file begins with the byte order mark of ${name.toUpperCase()}.`,
  }
}

function chosen(name: string, confidence: number, reason: string): EncodingChoice {
  return { name, bom: false, confidence, reason }
}

/** [E2] the encoding of bytes that are not UTF-8. */
function sniffOldEncoding(samples: readonly Buffer[]): EncodingChoice {
  const words = wordsBeyondAscii(samples)
  const guesses = analyse(words).flatMap((guess) => {
    const encoding = findEncoding(guess.name)
    return encoding === null ? [] : [{ encoding, confidence: guess.confidence }]
  })
  const ratings = rateEncodings(words)
  const double = bestDouble(guesses, words, samples)
  const best = bestRating(
    ratings,
    guesses.map((guess) => guess.encoding.name),
  )
  // Few characters say little to chardet: then bytes that make no words in any encoding of single bytes are enough.
  const poor = best === undefined || best.score < 0.7 || standsInPairs(words)
  if (double && (poor || (double.confidence >= 80 && best.score <= 0.9))) {
    const confidence = Math.max(0.5, Math.min(0.95, double.confidence / 100))
    return chosen(
      double.name,
      confidence,
      `All bytes beyond ASCII are valid ${double.name}, and no other encoding fits better.`,
    )
  }
  if (best === undefined || best.score < 0.2) {
    return chosen(
      'windows-1252',
      0.3,
      'Some bytes are not valid UTF-8, and none of the known encodings makes words of them; Windows-1252 is the most common one.',
    )
  }
  const trust = best.score * (best.letters < 4 ? 0.6 : 0.9)
  const what = best.letters === 0 ? 'signs that many texts have' : `letters of ${best.language.language}`
  return chosen(
    best.name,
    Math.round(Math.max(0.4, trust) * 100) / 100,
    `Some bytes are not valid UTF-8; in ${best.name} they are ${what}.`,
  )
}

const alike = 0.01

/** The best rating; where several are as good in different scripts, Latin letters first, then what chardet thinks. */
function bestRating(ratings: readonly Rating[], guesses: readonly string[]): Rating | undefined {
  const first = ratings[0]
  if (first === undefined) return undefined
  const level = ratings.filter((rating) => rating.score >= first.score - alike)
  const inLatin = level.find((rating) => rating.language.script === 'Latin')
  if (inLatin || new Set(level.map((rating) => rating.language.script)).size === 1) return inLatin ?? level[0]
  const guess = guesses.find((name) => level.some((rating) => rating.name === name))
  const script = level.find((rating) => rating.name === guess)?.language.script
  return level.find((rating) => rating.language.script === script) ?? level[0]
}

const mostWordBytes = 32 * 1024

/** Whatever stands between white space, commas, quotes and such, where it holds a byte beyond ASCII. */
const wordBeyondAscii = /[0-9@-\u00ff]*[\u0080-\u00ff][0-9@-\u00ff]*/g

/** The words with bytes beyond ASCII, a space between them: the rest of a table only dilutes what they tell. */
function wordsBeyondAscii(samples: readonly Buffer[]): Buffer {
  const words: string[] = []
  let length = 0
  for (const sample of samples) {
    for (const [word] of inside(sample, sample === samples[0])
      .toString('latin1')
      .matchAll(wordBeyondAscii)) {
      words.push(word)
      length += word.length + 1
      if (length > mostWordBytes) break
    }
  }
  return Buffer.from(words.join(' '), 'latin1')
}

/** Of the encodings of several bytes that read all samples the one that chardet is sure of, else the most probable. */
function bestDouble(
  guesses: readonly { encoding: Encoding; confidence: number }[],
  words: Buffer,
  samples: readonly Buffer[],
): { name: string; confidence: number } | undefined {
  if (isMostlyAscii(words)) return undefined
  const reads = (name: string): boolean => readsAll(name, samples)
  const sure = guesses.find(({ encoding, confidence }) => {
    return confidence >= 80 && doubleNames.includes(encoding.name) && reads(encoding.name)
  })
  if (sure) return { name: sure.encoding.name, confidence: sure.confidence }
  const rated = doubleNames.map((name) => ({ name, score: rateDouble(name, words) })).sort((a, b) => b.score - a.score)
  const probable = rated.find(({ name }) => reads(name))
  return probable && { name: probable.name, confidence: 50 }
}

/** Whether all samples are text in an encoding, but for a character that their end cuts. */
function readsAll(name: string, samples: readonly Buffer[]): boolean {
  const { strict } = decoderOf(name)
  return samples.every((sample, index) => {
    const lines = wholeLines(sample, index === 0)
    return [0, 1, 2, 3].some((cut) => strict(lines.subarray(0, lines.length - cut)) !== null)
  })
}

/** The sample from its first line end on, since it may begin inside a character; the first begins with the file. */
function wholeLines(sample: Buffer, first: boolean): Buffer {
  return first ? sample : sample.subarray(sample.indexOf(10) + 1)
}

/** The sample without the line that its end may cut, where it is long enough to do without. */
function inside(sample: Buffer, first: boolean): Buffer {
  const lines = wholeLines(sample, first)
  const end = lines.length < 1024 ? -1 : lines.lastIndexOf(10)
  return end === -1 ? lines : lines.subarray(0, end)
}

/** The sample without the parts of characters at its edges. */
function wholeCharacters(sample: Buffer): Buffer {
  const continues = (index: number): boolean => ((sample[index] ?? 0) & 0xc0) === 0x80
  let start = 0
  while (start < 3 && continues(start)) start++
  let end = sample.length
  for (let back = 1; back <= 3 && end - back >= start; back++) {
    const byte = sample[end - back] as number
    if ((byte & 0xc0) === 0x80) continue
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    if (needed > back) end -= back
    break
  }
  return sample.subarray(start, end)
}
