/** The first bytes of the characters that texts in an encoding of two bytes a character mostly consist of. */
const commonLeads: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  shift_jis: [
    [0x82, 0x83],
    [0x88, 0x97],
  ],
  'euc-jp': [
    [0xa4, 0xa5],
    [0xb0, 0xcf],
  ],
  gb18030: [[0xb0, 0xd7]],
  big5: [[0xa4, 0xc6]],
  'euc-kr': [[0xb0, 0xc8]],
}

/** The encodings of several bytes a character. */
export const doubleNames: readonly string[] = Object.keys(commonLeads)

/**
 * How probable bytes beyond ASCII are in an encoding, as the mean logarithm for a character: common ones are spread over few first
 * bytes, so the encoding with the smallest range that holds nearly all of them wins.
 */
export function rateDouble(name: string, words: Buffer): number {
  const ranges = commonLeads[name] ?? []
  const size = ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0)
  let total = 0
  let characters = 0
  for (let index = 0; index < words.length; index++) {
    const lead = words[index] as number
    if (lead < 0x80) continue
    const isCommon = ranges.some(([first, last]) => lead >= first && lead <= last)
    total += Math.log(isCommon ? 0.95 / size : 0.05 / (126 - size))
    characters++
    if (name !== 'shift_jis' || lead < 0xa1 || lead > 0xdf) index++
  }
  return total / Math.max(1, characters)
}

/** Whether bytes beyond ASCII stand in pairs everywhere, in words enough that it is no chance. */
export function standsInPairs(words: Buffer): boolean {
  const runs = words.toString('latin1').match(/[\u0080-\u00ff]+/g) ?? []
  return new Set(runs).size >= 4 && runs.every((run) => run.length % 2 === 0)
}

/** Whether words are mostly ASCII with a letter beyond it here and there, which often are valid pairs all the same. */
export function isMostlyAscii(words: Buffer): boolean {
  let beyond = 0
  let spaces = 0
  for (const byte of words) {
    if (byte >= 0x80) beyond++
    else if (byte === 32) spaces++
  }
  return beyond < 0.4 * (words.length - spaces)
}
