/**
 * Numbers, amounts and times as a person reads them, in the language of the catalogue: the engine's messages are English,
 * and `1.204` beside `Row 1,204` would be read as another number.
 */
export const locale = 'en'

const integers = new Intl.NumberFormat(locale)
const decimals = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
const wholePercents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
const exactTimes = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' })
const relativeTimes = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

export const formatCount = (value: number): string => integers.format(value)

/** Of whole numbers and of others, as a chart or a result shows them. */
export const formatNumber = (value: number): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 4 }).format(value)

/** A share between 0 and 1. A few of many never read as none, nor most as all. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.001) return `< ${percents.format(0.001)}`
  if (share < 1 && share > 0.999) return `> ${percents.format(0.999)}`
  return percents.format(share)
}

/** How far or how sure, between 0 and 1, without decimals; 100 % only when it is all. */
export const formatPercent = (share: number): string => wholePercents.format(Math.floor(share * 100) / 100)

const byteUnits = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const

export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < byteUnits.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit === 0 ? integers.format(value) : decimals.format(value)} ${bytes === 1 ? 'byte' : byteUnits[unit]}`
}

/** `40 ms`, `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 100) return `${Math.ceil(milliseconds)} ms`
  const seconds = milliseconds / 1000
  if (seconds < 10) return `${decimals.format(seconds)} s`
  if (seconds < 60) return `${Math.round(seconds)} s`
  const whole = Math.round(seconds)
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}

export const formatExactTime = (iso: string): string => exactTimes.format(new Date(iso))

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

export function formatRelativeTime(iso: string, now: number): string {
  const seconds = (new Date(iso).getTime() - now) / 1000
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return relativeTimes.format(Math.trunc(seconds / size), unit)
  }
  return 'just now'
}

/** The last part of a path, of either kind of system. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}
