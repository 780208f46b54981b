import type { Check } from './check.ts'

const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u00a1-\\ud7ff\\ue000-\\uffef-]+"
const label =
  '[A-Za-z0-9\\u00a1-\\ud7ff\\ue000-\\uffef](?:[A-Za-z0-9\\u00a1-\\ud7ff\\ue000-\\uffef-]{0,61}[A-Za-z0-9\\u00a1-\\ud7ff\\ue000-\\uffef])?'
const emailText = new RegExp(
  `^${atom}(?:\\.${atom})*@(?:${label}\\.)+(?:[A-Za-z\\u00a1-\\ud7ff\\ue000-\\uffef]{2,63}|xn--[A-Za-z0-9-]{1,59})$`,
)

/** [T-email] a dot-atom of RFC 5322, an `@`, and a domain of at least two labels; lengths as RFC 5321 4.5.3.1 has them. */
export const isEmail: Check = (text) => {
  if (text.length > 254) return 'invalid-email'
  const verdict = judgeAscii(text) ?? (emailText.test(text) && text.lastIndexOf('@') <= 64)
  return verdict ? null : 'invalid-email'
}

const isAtom = 1
const isLabel = 2
const isLetter = 4
/** What each ASCII character can be part of. */
const kinds = new Uint8Array(128)
for (const character of "!#$%&'*+/=?^_`{|}~-") kinds[character.charCodeAt(0)] = isAtom
for (const digit of '0123456789') kinds[digit.charCodeAt(0)] = isAtom | isLabel
for (let letter = 97; letter <= 122; letter++) kinds[letter] = kinds[letter - 32] = isAtom | isLabel | isLetter

const at = 64
const dot = 46
const hyphen = 45

/** The same verdict for texts of ASCII, which nearly all are, without the backtracking of the pattern; null for any other text. */
function judgeAscii(text: string): boolean | null {
  const length = text.length
  let index = 0
  let before = dot
  for (; index < length; index++) {
    const code = text.charCodeAt(index)
    if (code >= 128) return null
    if (code === at) break
    if (code === dot ? before === dot : ((kinds[code] as number) & isAtom) === 0) return false
    before = code
  }
  if (before === dot || index > 64 || index === length) return false
  let start = ++index
  let labels = 0
  let letters = true
  before = hyphen
  for (; index < length; index++) {
    const code = text.charCodeAt(index)
    if (code >= 128) return null
    if (code === dot) {
      if (before === hyphen || index - start > 63) return false
      labels++
      start = index + 1
      letters = true
      before = hyphen
      continue
    }
    const kind = kinds[code] as number
    if ((kind & isLabel) === 0 && (code !== hyphen || index === start)) return false
    if ((kind & isLetter) === 0) letters = false
    before = code
  }
  if (labels === 0) return false
  if (letters) return length - start >= 2 && length - start <= 63
  return lastLabel.test(text.slice(start))
}

const lastLabel = /^xn--[A-Za-z0-9-]{1,59}$/
