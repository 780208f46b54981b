/**
 * Nearly every shared text is written as `<si><t>text</t></si>`; those are read in one go, as plain cells are. From a place on, as
 * many as follow each other are given to `add`; returns the place behind them. What has an entity, an underscore, a CR, a run, or
 * anything wrong in it is left to the scanner.
 */
export function passPlainStrings(
  data: Buffer,
  from: number,
  end: number,
  add: (data: Buffer, from: number, to: number) => void,
): number {
  let place = from
  while (end - place > shortest && matches(data, place, opening)) {
    let at = place + opening.length
    if (end - at > preserved.length && matches(data, at, preserved)) at += preserved.length
    if (data[at] !== greater) break
    const start = ++at
    while (at < end && isPlain(data[at] as number)) at++
    if (end - at < closing.length || !matches(data, at, closing)) break
    add(data, start, at)
    place = at + closing.length
  }
  return place
}

const opening = Buffer.from('<si><t')
const preserved = Buffer.from(' xml:space="preserve"')
const closing = Buffer.from('</t></si>')
const shortest = opening.length + closing.length + 1

const ampersand = 38
const carriageReturn = 13
const less = 60
const greater = 62
const underscore = 95

function isPlain(byte: number): boolean {
  return byte !== less && byte !== ampersand && byte !== underscore && byte !== carriageReturn
}

function matches(data: Buffer, from: number, pattern: Buffer): boolean {
  for (let at = 0; at < pattern.length; at++) {
    if (data[from + at] !== pattern[at]) return false
  }
  return true
}
