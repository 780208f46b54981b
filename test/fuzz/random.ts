/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** A whole number from 0 up to, not including, `below`; 0 where nothing is below. */
  below(below: number): number
  /** True `times` in a hundred. */
  percent(times: number): boolean
  pick<T>(from: readonly T[]): T
}

/** Mulberry32 by Tommy Ettinger (public domain): 32 bits of state are enough to tell one mutation from another. */
export function randomFrom(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (limit: number): number => (limit <= 0 ? 0 : next() % limit)
  return {
    below,
    percent: (times) => below(100) < times,
    pick: (from) => from[below(from.length)]!,
  }
}
