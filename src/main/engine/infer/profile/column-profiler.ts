import type { FieldStatistics } from '../../../../contract/profile.ts'
import type { InspectedColumn } from '../../../../contract/reading.ts'
import { assert } from '../../lib/assert.ts'
import type { ColumnFacts, Overflow } from './column-facts.ts'
import { distinctSketch } from './distinct-sketch.ts'
import { frequentItems } from './frequent-items.ts'
import { columnBudget, type ProfileOptions } from './profile-options.ts'
import { statisticsOf } from './statistics.ts'
import { suggestColumn } from './suggest-column.ts'
import { valueTable } from './value-table.ts'
import { valueSummary } from './value-summary.ts'

/** Takes a column's cells one by one and keeps what its statistics need, within a budget. */
export interface ColumnProfiler {
  /** The raw text of a cell, '' for an empty one, and its 1-based row; the cells are counted where no row is given. */
  add(text: string, rowNumber?: number): void
  /** The statistics of all cells; none can be added afterwards. */
  finish(): FieldStatistics
  /** The type that all cells suggest; none can be added afterwards. */
  suggestion(): InspectedColumn
  /** Values, counters and numbers that are kept now; bounded by the budget, however many cells come. */
  kept(): number
}

/** A longer value is not kept whole. */
const longestKnown = 4096

/**
 * [P1] A value that is seen for the first time is kept with its count while the budget lasts. What the budget has no room for is
 * worked into sketches and forgotten: a value that was refused once is always refused, so every count that is kept is exact.
 * Nothing is worked out of a kept value before the end, and then once.
 */
export function columnProfiler(name: string, options: ProfileOptions = {}): ColumnProfiler {
  const budget = options.budget ?? columnBudget
  const known = valueTable()
  let units = 0
  let count = 0
  let empty = 0
  let overflow: Overflow | null = null
  let facts: ColumnFacts | null = null

  function addUnknown(text: string, row: number): void {
    const fits = known.size < budget.distinctValues && units + text.length <= budget.distinctUnits
    if (fits && text.length <= longestKnown) {
      known.insert(text, row)
      units += text.length
      return
    }
    // From here on every new value is refused, but for shorter ones where only a long one found no room.
    overflow ??= {
      values: valueSummary(budget, options, false),
      frequent: frequentItems(budget.frequentItems, false),
      distinct: distinctSketch(budget.distinctPrecision),
    }
    const { hash, secondHash } = overflow.values.add(text, 1, row)
    overflow.distinct.add(hash, secondHash)
    overflow.frequent.add(hash * 0x20_0000 + (secondHash >>> 11), text, 1)
  }

  /** Joins what is known to what overflowed. This adds to the overflow, so it happens once. */
  function ended(): ColumnFacts {
    if (facts !== null) return facts
    const values = overflow?.values ?? valueSummary(budget, options, true)
    known.forEach((text, weight, row) => void values.add(text, weight, row))
    facts = { name, count, empty, known, overflow, values, sampled: options.sampled ?? false }
    return facts
  }

  return {
    add: (text, rowNumber = count + 1) => {
      assert(facts === null, 'nothing is added to a profile that has ended')
      count++
      if (text === '') {
        empty++
        return
      }
      if (!known.count(text)) addUnknown(text, rowNumber)
    },
    finish: () => statisticsOf(ended()),
    suggestion: () => suggestColumn(ended()),
    kept: () => known.size + (overflow === null ? 0 : overflow.frequent.size + overflow.values.kept()),
  }
}
