import { assert } from '../../lib/assert.ts'
import type { Check } from '../../validate/types/check.ts'

/** How much a column's profile may keep; everything within is exact, beyond it is estimated with a stated error. */
export interface ProfileBudget {
  /** Different values that are counted one by one, and the UTF-16 units that they may have together. */
  readonly distinctValues: number
  readonly distinctUnits: number
  /** The distinct sketch has 2^precision bytes. */
  readonly distinctPrecision: number
  /** Counters for values and for patterns, each, where there are more different ones. */
  readonly frequentItems: number
  /** The `k` of the quantile sketches: each keeps about four times as many numbers. */
  readonly quantileAccuracy: number
}

export interface ProfileOptions {
  readonly budget?: ProfileBudget
  /** Only a part of the values was seen: reasons and messages say so. */
  readonly sampled?: boolean
  /** Judges international phone numbers (`loadPhoneCheck`); without it no column is suggested to be one. */
  readonly isPhone?: Check
}

/** For one column, or few. */
export const columnBudget: ProfileBudget = {
  distinctValues: 10_000,
  distinctUnits: 400_000,
  distinctPrecision: 14,
  frequentItems: 2000,
  quantileAccuracy: 1024,
}

/** Up to so many columns have the whole budget of a column each; more share what these would take. */
const fullColumns = 40

/** What each of `columns` columns may keep, so that a wide table takes no more than a narrow one. */
export function budgetFor(columns: number): ProfileBudget {
  assert(columns >= 0, 'a table has no fewer than 0 columns')
  if (columns <= fullColumns) return columnBudget
  const share = (whole: number, least: number): number => Math.max(least, Math.floor((whole * fullColumns) / columns))
  return {
    distinctValues: share(columnBudget.distinctValues, 100),
    distinctUnits: share(columnBudget.distinctUnits, 4000),
    distinctPrecision: Math.max(10, Math.floor(Math.log2(share(2 ** columnBudget.distinctPrecision, 1)))),
    frequentItems: share(columnBudget.frequentItems, 40),
    quantileAccuracy: share(columnBudget.quantileAccuracy, 64),
  }
}
