import { type DateSummary, dateSummary } from './date-summary.ts'
import { type DateFormat, type DateReading, readCompactDay, readDate } from '../../validate/writing/read-date.ts'
import type { TallySheet } from './tally.ts'

export interface DateJudge {
  /** False where the text is no day and no time. */
  judge(text: string, weight: number, row: number): boolean
  /** Eight digits, which are a number as well. */
  compact(text: string, weight: number, row: number): void
  /** Every format that a text had. */
  formats(): DateFormat[]
  /** Days of one format; undefined for times. */
  summary(format: DateFormat): DateSummary | undefined
}

/** More formats than this are no reading of a column; texts of further ones count as dates without one. */
const mostFormats = 40

export const anyDate = 'date or time'
const keyOf = ({ kind, name }: DateFormat): string => `${kind} ${name}`
export const datesIn = (format: DateFormat): string => `in ${keyOf(format)}`
/** Eight digits that are a day. */
export const compactDays = 'in date YYYYMMDD'
/** Texts that are a day in a format and in its rival, and those of them whose days differ. */
export const inBoth = (format: DateFormat): string => `both ${keyOf(format)}`
export const ambiguousIn = (format: DateFormat): string => `ambiguous ${keyOf(format)}`
export const spacedIn = (format: DateFormat): string => `spaced ${keyOf(format)}`

interface Known {
  readonly format: DateFormat
  readonly days: DateSummary
  readonly names: { readonly count: string; readonly both: string; readonly ambiguous: string; readonly spaced: string }
}

/** Tallies the formats of days and times, and summarises the days of each. */
export function dateJudge(sheet: TallySheet): DateJudge {
  const known = new Map<DateFormat, Known>()

  function knownOf(format: DateFormat): Known | null {
    const before = known.get(format)
    if (before !== undefined) return before
    if (known.size >= mostFormats) return null
    const names = {
      count: datesIn(format),
      both: inBoth(format),
      ambiguous: ambiguousIn(format),
      spaced: spacedIn(format),
    }
    const made = { format, days: dateSummary(), names }
    known.set(format, made)
    return made
  }

  function take(reading: DateReading, rivals: readonly DateReading[], text: string, weight: number, row: number): void {
    const one = knownOf(reading.format)
    if (one === null) return
    sheet.add(one.names.count, text, weight, row)
    if (reading.year > 0) one.days.add(reading.year, reading.month, reading.day, weight)
    const rival = rivals.find(({ format }) => format.name === reading.format.rival)
    if (rival !== undefined) {
      sheet.add(one.names.both, text, weight, row)
      if (rival.month !== reading.month) sheet.add(one.names.ambiguous, text, weight, row)
    }
    if (text.trim().length !== text.length) sheet.add(one.names.spaced, text, weight, row)
  }

  return {
    judge: (text, weight, row) => {
      const readings = readDate(text)
      if (readings.length === 0) return false
      sheet.add(anyDate, text, weight, row)
      for (const reading of readings) take(reading, readings, text, weight, row)
      return true
    },
    compact: (text, weight, row) => {
      const reading = readCompactDay(text)
      if (reading !== null) take(reading, [], text, weight, row)
    },
    formats: () => [...known.keys()],
    summary: (format) => (format.kind === 'date' || format.kind === 'date-time' ? known.get(format)?.days : undefined),
  }
}
