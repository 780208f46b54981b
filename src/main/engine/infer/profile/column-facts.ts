import type { DistinctSketch } from './distinct-sketch.ts'
import type { FrequentItems } from './frequent-items.ts'
import type { ValueTable } from './value-table.ts'
import type { ValueSummary } from './value-summary.ts'

/** What is kept of values that found no room among those that are counted one by one. */
export interface Overflow {
  readonly values: ValueSummary
  readonly frequent: FrequentItems
  readonly distinct: DistinctSketch
}

/** All that was found out about a column, when all of its cells were seen. */
export interface ColumnFacts {
  readonly name: string
  readonly count: number
  readonly empty: number
  readonly known: ValueTable
  readonly overflow: Overflow | null
  /** Of known values and of those that overflowed. */
  readonly values: ValueSummary
  readonly sampled: boolean
}
