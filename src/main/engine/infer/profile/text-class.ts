/** What a character (a UTF-16 unit) is, to whoever wonders what a text could mean. */
export const textClass = {
  digit: 0,
  upper: 1,
  lower: 2,
  /** Letters without case, and marks. */
  letter: 3,
  space: 4,
  /** No-break, narrow no-break and figure space. */
  fixedSpace: 5,
  /** All other white space but line ends. */
  blank: 6,
  lineBreak: 7,
  plus: 8,
  minus: 9,
  point: 10,
  comma: 11,
  slash: 12,
  colon: 13,
  at: 14,
  apostrophe: 15,
  percent: 16,
  currency: 17,
  bracket: 18,
  control: 19,
  /** Zero-width space, word joiner, byte order mark. */
  invisible: 20,
  replacement: 21,
  other: 22,
} as const

/** What stands for a class in a text's shape: 1 a digit, 2 a capital, 3 another letter, 0 the character itself. */
export const shapeSymbols = new Uint8Array(23)
shapeSymbols[textClass.digit] = 1
shapeSymbols[textClass.upper] = 2
shapeSymbols[textClass.lower] = shapeSymbols[textClass.letter] = 3

const unknown = 255
const classes = new Uint8Array(65_536).fill(unknown)

const members: readonly (readonly [number, string])[] = [
  [textClass.digit, '0123456789'],
  [textClass.space, ' '],
  [textClass.fixedSpace, '\u00a0\u202f\u2007'],
  [textClass.lineBreak, '\n\r\u2028\u2029'],
  [textClass.plus, '+'],
  [textClass.minus, '-\u2212'],
  [textClass.point, '.'],
  [textClass.comma, ','],
  [textClass.slash, '/'],
  [textClass.colon, ':'],
  [textClass.at, '@'],
  [textClass.apostrophe, "'\u2019"],
  [textClass.percent, '%'],
  [textClass.bracket, '()'],
  [textClass.invisible, '\u200b\u2060\ufeff'],
  [textClass.replacement, '\ufffd'],
]
for (const [kind, characters] of members) for (const one of characters) classes[one.charCodeAt(0)] = kind

/** By Unicode's properties; the first that fits. */
const properties: readonly (readonly [number, RegExp])[] = [
  [textClass.blank, /\s/],
  [textClass.control, /\p{Cc}/u],
  [textClass.upper, /\p{Lu}/u],
  [textClass.lower, /\p{Ll}/u],
  [textClass.letter, /[\p{L}\p{M}]/u],
  [textClass.currency, /\p{Sc}/u],
]

/** The class of a unit, one of `textClass`. */
export function classOf(code: number): number {
  const known = classes[code] as number
  return known === unknown ? learn(code) : known
}

/** Looked up once for a character: most of the 65,536 never come. */
function learn(code: number): number {
  const character = String.fromCharCode(code)
  const kind = properties.find(([, property]) => property.test(character))?.[0] ?? textClass.other
  classes[code] = kind
  return kind
}
