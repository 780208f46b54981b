/** Counts different values by their hashes, in one byte for each of its 2^precision registers. */
export interface DistinctSketch {
  /** Two independent hashes of 32 bits of one value. */
  add(hash: number, secondHash: number): void
  count(): number
  /** The standard error, as a share of the count. */
  readonly error: number
}

/** Ranks are taken from one hash of 32 bits. */
const greatestRank = 33

/**
 * HyperLogLog (Flajolet, Fusy, Gandouet, Meunier 2007), with the estimator that needs no tables and no switch for small counts
 * (Ertl, "New cardinality estimation algorithms for HyperLogLog sketches", 2017, algorithm 6).
 */
export function distinctSketch(precision: number): DistinctSketch {
  const size = 2 ** precision
  const registers = new Uint8Array(size)
  const shift = 32 - precision
  return {
    error: 1.04 / Math.sqrt(size),
    add: (hash, secondHash) => {
      const index = hash >>> shift
      const rank = Math.clz32(secondHash) + 1
      if (rank > (registers[index] as number)) registers[index] = rank
    },
    count: () => {
      const ranks = new Float64Array(greatestRank + 1)
      for (const rank of registers) ranks[rank] = (ranks[rank] as number) + 1
      let sum = size * tau(1 - (ranks[greatestRank] as number) / size)
      for (let rank = greatestRank - 1; rank >= 1; rank--) sum = 0.5 * (sum + (ranks[rank] as number))
      sum += size * sigma((ranks[0] as number) / size)
      return Math.round((size * size) / (2 * Math.LN2 * sum))
    },
  }
}

function sigma(share: number): number {
  if (share === 1) return Number.POSITIVE_INFINITY
  let power = share
  let factor = 1
  let sum = share
  for (let before = -1; sum !== before; ) {
    power *= power
    before = sum
    sum += power * factor
    factor += factor
  }
  return sum
}

function tau(share: number): number {
  if (share === 0 || share === 1) return 0
  let root = share
  let factor = 1
  let sum = 1 - share
  for (let before = -1; sum !== before; ) {
    root = Math.sqrt(root)
    before = sum
    factor *= 0.5
    sum -= (1 - root) ** 2 * factor
  }
  return sum / 3
}
