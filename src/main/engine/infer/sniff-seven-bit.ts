/**
 * The encoding of ASCII bytes that stand for other characters: it would read as ASCII without any fault. Null where they are what
 * they seem.
 */
export function sevenBitEncoding(samples: readonly Buffer[]): 'iso-2022-jp' | 'hz-gb-2312' | null {
  if (samples.some(isIso2022)) return 'iso-2022-jp'
  return samples.some(isHz) ? 'hz-gb-2312' : null
}

/** ISO-2022-JP changes the character set with ESC $ and a letter. */
function isIso2022(sample: Buffer): boolean {
  return ['\x1b$B', '\x1b$@', '\x1b$('].some((shift) => sample.includes(shift, 0, 'latin1'))
}

/** HZ encloses Chinese, two bytes a character, in ~{ and ~}. Some such runs, and none that is something else, make it HZ. */
function isHz(sample: Buffer): boolean {
  if (!sample.includes('~{')) return false
  const runs = sample.toString('latin1').match(/~\{[^~\r\n]*(?:~\}|$|[\r\n]|~)/g) ?? []
  const whole = runs.filter((run) => /^~\{(?:[!-w][!-~])+~\}$/.test(run))
  return whole.length > 0 && whole.length >= runs.length * 0.9
}
