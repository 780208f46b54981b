import { dateNotation } from '../../validate/writing/date-notation.ts'

const directives = [
  ['YYYY', '%Y'],
  ['YY', '%y'],
  ['MM', '%m'],
  ['DD', '%d'],
  ['mm', '%M'],
  ['ss', '%S'],
  ['fff', '%f'],
  ['AM/PM', '%p'],
  [' zone', '%z'],
] as const

/**
 * Our format as the pattern of Python's strptime that reads the same texts, as Table Schemas have it; null where there is none. Months by
 * name are in many languages here and in one there, and days without marks are few here and of any year there.
 */
export function strptimeOf(format: string): string | null {
  if (format.includes('MMM') || format.startsWith('YYYYMMDD') || dateNotation(format) === null) return null
  const hours = format.includes('AM/PM') ? '%I' : '%H'
  return [...directives, ['hh', hours] as const].reduce((text, [ours, theirs]) => text.replace(ours, theirs), format)
}

/** The other way round; null for a pattern that no format of ours reads alike. */
export function formatOfStrptime(pattern: string): string | null {
  const format = [...directives, ['hh', '%H'] as const, ['hh', '%I'] as const].reduce(
    (text, [ours, theirs]) => text.replace(theirs, ours),
    pattern,
  )
  return strptimeOf(format) === pattern ? format : null
}
