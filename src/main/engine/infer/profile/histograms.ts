import type { Histogram } from '../../../../contract/profile.ts'
import type { Weighted } from './quantile-sketch.ts'

const mostBins = 20

/** Bins of equal width over all numbers, at least one; whole numbers get bins of whole numbers. */
export function numberHistogram(items: readonly Weighted[], min: number, max: number, rankError: number): Histogram {
  const { edges } = binsOver(min, max, items)
  const counts = Array.from({ length: edges.length - 1 }, () => 0)
  let bin = 0
  for (const { value, weight } of items) {
    while (bin < counts.length - 1 && value >= (edges[bin + 1] as number)) bin++
    counts[bin] = (counts[bin] as number) + weight
  }
  const bins = counts.map((count, index) => ({ from: edges[index] as number, to: edges[index + 1] as number, count }))
  return { kind: 'number', bins, rankError }
}

function binsOver(min: number, max: number, items: readonly Weighted[]): { readonly edges: number[] } {
  if (min === max) return { edges: [min, max] }
  const whole = max - min < Number.MAX_SAFE_INTEGER && items.every(({ value }) => Number.isSafeInteger(value))
  if (whole) {
    const width = Math.ceil((max - min + 1) / mostBins)
    const bins = Math.ceil((max - min + 1) / width)
    return { edges: Array.from({ length: bins + 1 }, (_, index) => min + index * width) }
  }
  // Shares of either end, because the distance between the greatest doubles is none.
  const edge = (index: number): number => min * (1 - index / mostBins) + max * (index / mostBins)
  return { edges: [min, ...Array.from({ length: mostBins - 1 }, (_, index) => edge(index + 1)), max] }
}

const units = [
  { unit: 'month', months: 1 },
  { unit: 'year', months: 12 },
  { unit: 'decade', months: 120 },
  { unit: 'century', months: 1200 },
  { unit: 'millennium', months: 12_000 },
] as const

/** What a date histogram can show at most; five years of months. */
const mostDateBins = 60

/** Counts by the finest unit that needs at most sixty bins; `months` counts from January of the year 0. */
export function dateHistogram(months: ReadonlyMap<number, number>): Histogram | null {
  const known = [...months.keys()]
  if (known.length === 0) return null
  const [first, last] = known.reduce(([low, high], month) => [Math.min(low, month), Math.max(high, month)], [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as [number, number])
  const fitting = units.find(({ months: size }) => Math.floor(last / size) - Math.floor(first / size) < mostDateBins)
  const { unit, months: size } = fitting ?? units[4]
  const start = Math.floor(first / size)
  const counts = Array.from({ length: Math.floor(last / size) - start + 1 }, () => 0)
  for (const [month, count] of months) {
    const bin = Math.floor(month / size) - start
    counts[bin] = (counts[bin] as number) + count
  }
  const bins = counts.map((count, index) => ({
    from: firstDayOf((start + index) * size),
    to: firstDayOf((start + index + 1) * size),
    count,
  }))
  return { kind: 'date', unit, bins }
}

function firstDayOf(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`
}
