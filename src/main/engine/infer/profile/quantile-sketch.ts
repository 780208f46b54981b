/** A number that stands for `weight` of those that were added. */
export interface Weighted {
  readonly value: number
  readonly weight: number
}

/** Keeps some of the numbers added, with weights that add up to how many there were. */
export interface QuantileSketch {
  add(value: number, weight: number): void
  /** In ascending order. */
  items(): Weighted[]
  /** By how much the share of values below one may be wrong, in 99 of 100 cases; 0 while nothing was left out. */
  readonly rankError: number
  /** How many numbers are kept now. */
  readonly size: number
}

const leastCapacity = 8
/** How much less a level holds than the one above, whose numbers weigh twice as much. */
const shrink = 2 / 3

/**
 * KLL (Karnin, Lang, Liberty, "Optimal Quantile Approximation in Streams", 2016). Level h holds numbers of weight 2^h; a full
 * level is sorted and every second number goes up. New numbers have a level of `k` of their own, so that sorting is cheap. Which
 * of two goes up is random, but from a fixed seed: the same numbers in the same order give the same answer.
 * The error is what Apache DataSketches measured of this scheme: 2.296 / k^0.9723.
 */
export function quantileSketch(k: number): QuantileSketch {
  const levels: number[][] = [[]]
  const random = coin(0x2545f491)
  let compacted = false

  function capacity(level: number): number {
    return level === 0 ? k : Math.max(leastCapacity, Math.ceil(k * shrink ** (levels.length - 1 - level)))
  }

  /** Halves every level that is too full; a level without a partner for its last number keeps that one. */
  function compact(from: number): void {
    for (let level = from; level < levels.length; level++) {
      const full = levels[level] as number[]
      if (full.length < capacity(level)) return
      compacted = true
      if (level + 1 === levels.length) levels.push([])
      const above = levels[level + 1] as number[]
      const sorted = Float64Array.from(full).sort()
      full.length = 0
      const even = sorted.length & ~1
      if (even < sorted.length) full.push(sorted[even] as number)
      for (let index = random(); index < even; index += 2) above.push(sorted[index] as number)
    }
  }

  return {
    get rankError() {
      return compacted ? 2.296 / k ** 0.9723 : 0
    },
    get size() {
      return levels.reduce((sum, level) => sum + level.length, 0)
    },
    add: (value, weight) => {
      let rest = weight
      for (let level = 0; rest > 0; level++) {
        if (level === levels.length) levels.push([])
        if (rest % 2 === 1) {
          const place = levels[level] as number[]
          place.push(value)
          if (place.length >= capacity(level)) compact(level)
        }
        rest = Math.floor(rest / 2)
      }
    },
    items: () =>
      levels
        .flatMap((level, height) => level.map((value) => ({ value, weight: 2 ** height })))
        .sort((one, other) => one.value - other.value),
  }
}

/** Zeros and ones by xorshift (Marsaglia 2003). */
function coin(seed: number): () => number {
  let state = seed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state & 1
  }
}
