import type { ColumnFacts } from './column-facts.ts'
import type { DateJudge } from './judge-date.ts'
import type { TallySheet } from './tally.ts'

/** What suggestions are made of. */
export interface Judged {
  readonly facts: ColumnFacts
  readonly sheet: TallySheet
  readonly dates: DateJudge
  /** Filled values that are no null words. */
  readonly total: number
  readonly sampled: boolean
  /** The share of the values that must fit before a type is suggested, and before a reading is shown. */
  readonly leastShare: number
  readonly leastShown: number
}

/** So few values are less sure than as many others. */
const fewValues = 10

/** How sure a type is that a share of the values has. */
export function confidenceIn({ total }: Judged, share: number): number {
  return Math.round(Math.min(0.99, share * (total < fewValues ? 0.8 : 1)) * 100) / 100
}
