import type { DateStatistics, Histogram } from '../../../../contract/profile.ts'
import { dateHistogram } from './histograms.ts'

/** What is kept of a stream of days. */
export interface DateSummary {
  add(year: number, month: number, day: number, weight: number): void
  statistics(format: string): DateStatistics
  histogram(): Histogram | null
}

/** More months than this are counted as years; there are at most 9,999 of those. */
const mostMonths = 1200

export function dateSummary(): DateSummary {
  let count = 0
  let min = Number.POSITIVE_INFINITY
  let max = 0
  let coarse = false
  let months = new Map<number, number>()
  return {
    add: (year, month, day, weight) => {
      const number = year * 10_000 + month * 100 + day
      count += weight
      if (number < min) min = number
      if (number > max) max = number
      const bin = year * 12 + (coarse ? 0 : month - 1)
      months.set(bin, (months.get(bin) ?? 0) + weight)
      if (coarse || months.size <= mostMonths) return
      coarse = true
      months = byYear(months)
    },
    statistics: (format) => ({ format, count, min: isoDay(min), max: isoDay(max) }),
    histogram: () => dateHistogram(months),
  }
}

function byYear(months: ReadonlyMap<number, number>): Map<number, number> {
  const years = new Map<number, number>()
  for (const [month, count] of months) {
    const january = month - (month % 12)
    years.set(january, (years.get(january) ?? 0) + count)
  }
  return years
}

function isoDay(number: number): string {
  const digits = String(number).padStart(8, '0')
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`
}
