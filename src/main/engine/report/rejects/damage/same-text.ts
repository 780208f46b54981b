/** [D5] A text without what nobody sees: white space at its ends, kinds of spaces, control characters, ways to compose an accent. */
export function withoutInvisible(text: string): string {
  return text
    .replaceAll(/[\u00a0\u202f\u2007]/g, ' ')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(controls, '')
    .normalize('NFC')
    .trim()
}

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const controls = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]/g

/** [D6] Whether the other text is what an encoding makes of a text when it lacks characters, or when UTF-8 is read as it. */
export function isReencoded(exported: string, theirs: string): boolean {
  if (/^[\0-\x7f]*$/.test(exported)) return false
  return isLossy(Array.from(exported), Array.from(theirs)) || isMisread(exported, theirs)
}

/** Encodings that Excel takes for its own on one machine or another. */
const oldEncodings = ['windows-1252', 'windows-1250', 'windows-1251', 'macintosh', 'iso-8859-15', 'windows-1254']

function isMisread(exported: string, theirs: string): boolean {
  const bytes = new TextEncoder().encode(exported)
  return oldEncodings.some((name) => withoutInvisible(new TextDecoder(name).decode(bytes)) === theirs)
}

/** What Windows writes for characters that a code page lacks ("best fit"), where it is no letter without its accent. */
const likeliest: Readonly<Record<string, string>> = {
  ...{ Ł: 'L', ł: 'l', Đ: 'D', đ: 'd', Ø: 'O', ø: 'o', ı: 'i' },
  ...{ '\u2018': "'", '\u2019': "'", '\u201c': '"', '\u201d': '"', '\u2013': '-', '\u2014': '-' },
}

/** Each character beyond ASCII may be itself, its letter without an accent, or one mark for each unit of UTF-16 that it has. */
function isLossy(exported: readonly string[], theirs: readonly string[]): boolean {
  let at = 0
  for (const character of exported) {
    const found = theirs[at]
    if (found === character) {
      at++
      continue
    }
    if (found === undefined || (character.codePointAt(0) ?? 0) < 0x80) return false
    const isMark = found === '?' || found === '\ufffd' || found === '_'
    if (!isMark && found !== (likeliest[character] ?? character.normalize('NFD')[0])) return false
    at++
    if (isMark && character.length === 2 && theirs[at] === found) at++
  }
  return at === theirs.length
}
