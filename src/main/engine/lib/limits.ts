import type { Settings } from '../../../contract/settings.ts'

/** What is read at most; sizes in bytes. What each means is said in the contract's settings. */
export type Limits = Required<Settings['limits']>

export const defaultLimits: Limits = {
  fileBytes: 2 ** 40,
  wholeWorkbookBytes: 128 * 1024 * 1024,
  cellBytes: 24 * 1024 * 1024,
  columns: 20_000,
  sheets: 10_000,
  inflatedBytes: 512 * 1024 * 1024,
  inflationRatio: 200,
  sharedBytes: 384 * 1024 * 1024,
}

/** The defaults, where nothing else was asked for. */
export function limitsOf(asked: Settings['limits']): Limits {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined)
  return { ...defaultLimits, ...Object.fromEntries(given) }
}
