import type { NumberStatistics } from '../../../../contract/profile.ts'
import { quantileSketch, type QuantileSketch, type Weighted } from './quantile-sketch.ts'

/** What is kept of a stream of numbers. */
export interface NumberSummary {
  add(value: number, weight: number): void
  readonly moments: Moments
  /** All numbers with their weights, or those that a sketch kept; in ascending order. */
  items(): Weighted[]
  /** 0 where `items` holds all of them. */
  rankError(): number
  /** How many numbers are kept now. */
  kept(): number
}

/** Count, mean, sum of squared distances from it, least, greatest, sum and what rounding took from the sum. */
export type Moments = Float64Array
const [count, mean, squares, least, greatest, sum, lost] = [0, 1, 2, 3, 4, 5, 6] as const

/** `k` is the accuracy of the sketch; null keeps every number, for a stream that is known to be short. */
export function numberSummary(k: number | null): NumberSummary {
  const moments = noMoments()
  const all: Weighted[] = []
  const sketch: QuantileSketch | null = k === null ? null : quantileSketch(k)
  return {
    moments,
    add: (value, weight) => {
      addMoments(moments, value, weight)
      if (sketch === null) all.push({ value, weight })
      else sketch.add(value, weight)
    },
    items: () => sketch?.items() ?? all.sort((one, other) => one.value - other.value),
    rankError: () => sketch?.rankError ?? 0,
    kept: () => sketch?.size ?? all.length,
  }
}

function noMoments(): Moments {
  return Float64Array.of(0, 0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0)
}

/** Welford's update with weights (West, "Updating mean and variance estimates", 1979). */
function addMoments(moments: Moments, value: number, weight: number): void {
  const total = at(moments, count) + weight
  const distance = value - at(moments, mean)
  moments[count] = total
  moments[mean] = at(moments, mean) + (distance * weight) / total
  moments[squares] = at(moments, squares) + distance * (value - at(moments, mean)) * weight
  if (value < at(moments, least)) moments[least] = value
  if (value > at(moments, greatest)) moments[greatest] = value
  addToSum(moments, value * weight)
}

/** Neumaier's summation (1974): what the sum rounds away is added up beside it. */
function addToSum(moments: Moments, value: number): void {
  const before = at(moments, sum)
  const after = before + value
  const rounded = Math.abs(before) >= Math.abs(value) ? before - after + value : value - after + before
  moments[sum] = after
  moments[lost] = at(moments, lost) + rounded
}

function at(moments: Moments, index: number): number {
  return moments[index] as number
}

/** The moments of two streams as one (Chan, Golub, LeVeque 1979). */
function joinMoments(one: Moments, other: Moments): Moments {
  if (at(one, count) === 0) return other
  if (at(other, count) === 0) return one
  const joined = noMoments()
  const total = at(one, count) + at(other, count)
  const distance = at(other, mean) - at(one, mean)
  joined[count] = total
  joined[mean] = at(one, mean) + (distance * at(other, count)) / total
  joined[squares] =
    at(one, squares) + at(other, squares) + (distance * distance * at(one, count) * at(other, count)) / total
  joined[least] = Math.min(at(one, least), at(other, least))
  joined[greatest] = Math.max(at(one, greatest), at(other, greatest))
  joined[sum] = at(one, sum)
  joined[lost] = at(one, lost) + at(other, lost)
  addToSum(joined, at(other, sum))
  return joined
}

export interface JoinedNumbers {
  readonly moments: Moments
  readonly items: Weighted[]
  readonly rankError: number
}

/** Two streams of numbers as one. */
export function joinNumbers(one: NumberSummary, other: NumberSummary): JoinedNumbers {
  return {
    moments: joinMoments(one.moments, other.moments),
    items: [...one.items(), ...other.items()].sort((first, second) => first.value - second.value),
    rankError: Math.max(one.rankError(), other.rankError()),
  }
}

/** The statistics of at least one number. */
export function numberStatisticsOf(numbers: JoinedNumbers, format: NumberStatistics['format']): NumberStatistics {
  const { moments, items, rankError } = numbers
  const total = at(moments, count)
  const quantile = quantileOf(items, total, at(moments, least), at(moments, greatest))
  return {
    format,
    count: total,
    min: at(moments, least),
    max: at(moments, greatest),
    mean: finite(at(moments, mean)),
    deviation: total < 2 ? null : finite(Math.sqrt(Math.max(0, at(moments, squares)) / (total - 1))),
    sum: finite(at(moments, sum) + at(moments, lost)),
    quantiles: {
      p1: quantile(0.01),
      p5: quantile(0.05),
      p25: quantile(0.25),
      p50: quantile(0.5),
      p75: quantile(0.75),
      p95: quantile(0.95),
      p99: quantile(0.99),
      rankError,
    },
  }
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

/** The least number that has at least this share of all at or below it: always one that was seen (SQL's `percentile_disc`). */
function quantileOf(items: readonly Weighted[], total: number, min: number, max: number): (share: number) => number {
  return (share) => {
    const rank = Math.ceil(share * total)
    let passed = 0
    for (const { value, weight } of items) {
      passed += weight
      if (passed >= rank) return Math.min(max, Math.max(min, value))
    }
    return max
  }
}
