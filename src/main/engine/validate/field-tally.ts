/** What happened to the cells of a field, since it was last asked: for the statistics of an import. */
export interface FieldTally {
  /** Cells that were judged. */
  checked: number
  /** Cells that were NULL in the end, or became so and took the default. */
  empty: number
  /** Cells of which something is wrong, once each. */
  failed: number
  /** Cells that are stored otherwise than they were written. */
  changed: number
  /** How many cells each transform changed, in the order of the document. */
  readonly steps: number[]
  /** Null words that became nothing, and empty cells that took the default. */
  nullWords: number
  defaults: number
  /** Cells that their type writes in another way. */
  rewritten: number
}

/** A tally of nothing. */
export function emptyTally(steps: number): FieldTally {
  return {
    checked: 0,
    empty: 0,
    failed: 0,
    changed: 0,
    steps: Array.from({ length: steps }, () => 0),
    nullWords: 0,
    defaults: 0,
    rewritten: 0,
  }
}

/** Adds one tally to another of the same field. */
export function addTally(into: FieldTally, other: FieldTally): void {
  into.checked += other.checked
  into.empty += other.empty
  into.failed += other.failed
  into.changed += other.changed
  into.nullWords += other.nullWords
  into.defaults += other.defaults
  into.rewritten += other.rewritten
  for (const [step, count] of other.steps.entries()) into.steps[step] = (into.steps[step] ?? 0) + count
}
