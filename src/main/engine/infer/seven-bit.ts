import { AppError } from '../lib/app-error.ts'

/**
 * Refuses text of ASCII bytes that stand for other characters: it would read as ASCII without any fault.
 * @throws AppError `file-unsupported`
 */
export function refuseSevenBit(samples: readonly Buffer[]): void {
  const name = samples.some(isIso2022) ? 'ISO-2022-JP' : samples.some(isHz) ? 'HZ' : null
  if (name === null) return
  throw new AppError('file-unsupported', `The file is text in the encoding ${name}, which cannot be read.`, {
    hint: 'Save it as "CSV UTF-8" and import that file.',
    details: { encoding: name },
  })
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
