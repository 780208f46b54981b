import {
  type DateStatistics,
  type FieldStatistics,
  type FrequentValues,
  type Histogram,
  type NumberStatistics,
  type Oddity,
  oddityKinds,
} from '../../../../contract/profile.ts'
import type { ColumnFacts } from './column-facts.ts'
import { type FrequentItem, mostFrequent } from './frequent-items.ts'
import { numberHistogram } from './histograms.ts'
import { datesIn } from './judge-date.ts'
import { numbersWith } from './judge-number.ts'
import { meanings } from './judge-value.ts'
import { shownText } from './keep-text.ts'
import { numberStatisticsOf } from './number-summary.ts'
import type { DateFormat } from '../../validate/writing/read-date.ts'
import { patternOf } from './scan-text.ts'
import { oddityTally } from './value-summary.ts'

const shownItems = 10
/** The share of the values that must be days before eight digits are taken for one. */
const compactShare = 0.9

/** The statistics of a column, by all that was found out about it. */
export function statisticsOf(facts: ColumnFacts): FieldStatistics {
  const { count, empty, values } = facts
  const filled = count - empty
  const { min, max, sum } = values.lengths
  const { statistics: numbers, histogram: numberBins } = numbersOf(facts)
  const { statistics: dates, histogram: dateBins } = datesOf(facts, filled)
  return {
    count,
    filled,
    empty,
    nullWords: nullWordsOf(facts),
    distinct: distinctOf(facts),
    text: filled === 0 ? null : { min: shownText(values.extremes.min), max: shownText(values.extremes.max) },
    lengths: filled === 0 ? null : { min, max, mean: sum / filled },
    numbers,
    dates,
    patterns: patternsOf(facts),
    topValues: topValuesOf(facts),
    histogram: (dates?.count ?? 0) >= (numbers?.count ?? 0) ? dateBins : numberBins,
    oddities: odditiesOf(facts, filled),
  }
}

function nullWordsOf({ values }: ColumnFacts): FieldStatistics['nullWords'] {
  const words = [...values.judge.nullWords].map(([text, count]) => ({ text, count }))
  return mostFrequent(words, words.length).map(({ text, count }) => ({ word: text, count }))
}

function distinctOf({ known, overflow }: ColumnFacts): FieldStatistics['distinct'] {
  if (overflow === null) return { count: known.size, exact: true, error: 0 }
  const estimated = Math.max(1, overflow.distinct.count())
  const count = known.size + estimated
  return { count, exact: false, error: (overflow.distinct.error * estimated) / count }
}

function patternsOf({ values }: ColumnFacts): FrequentValues {
  const { patterns } = values
  // Each is kept by a text of it, and which text that is must not show in their order.
  const items = patterns.top(patterns.size).map((item) => ({ ...item, text: patternOf(item.text) }))
  return counted(mostFrequent(items, shownItems), patterns.error)
}

function topValuesOf({ known, overflow }: ColumnFacts): FrequentValues {
  const exact: FrequentItem[] = []
  known.forEach((text, count) => exact.push({ text, count }))
  const sure = mostFrequent(exact, shownItems)
  if (overflow === null) return counted(sure, 0)
  const { error } = overflow.frequent
  const rest = overflow.frequent.top(shownItems).map((item) => ({ ...item, error }))
  const items = mostFrequent([...sure.map((item) => ({ ...item, error: 0 })), ...rest], shownItems)
  return {
    items: items.map((item) => ({ value: shownText(item.text), count: item.count, error: item.error })),
    exact: error === 0,
  }
}

function counted(items: readonly FrequentItem[], error: number): FrequentValues {
  return { items: items.map(({ text, count }) => ({ value: shownText(text), count, error })), exact: error === 0 }
}

function numbersOf({ values }: ColumnFacts): {
  readonly statistics: NumberStatistics | null
  readonly histogram: Histogram | null
} {
  const { numbers, sheet } = values.judge
  const countWith = (mark: 'point' | 'comma'): number =>
    numbersWith(mark).reduce((sum, name) => sum + sheet.count(name), 0)
  const mark = countWith('comma') > countWith('point') ? 'comma' : 'point'
  const joined = numbers.numbersWith(mark)
  if (joined.items.length === 0) return { statistics: null, histogram: null }
  const statistics = numberStatisticsOf(joined, `decimal-${mark}`)
  return { statistics, histogram: numberHistogram(joined.items, statistics.min, statistics.max, joined.rankError) }
}

function datesOf(
  { values }: ColumnFacts,
  filled: number,
): { readonly statistics: DateStatistics | null; readonly histogram: Histogram | null } {
  const { dates, sheet } = values.judge
  const countIn = (format: DateFormat): number => sheet.count(datesIn(format))
  const [best] = dates
    .formats()
    .filter((format) => dates.summary(format) !== undefined)
    .filter((format) => format.name !== 'YYYYMMDD' || countIn(format) >= compactShare * filled)
    .sort((one, other) => countIn(other) - countIn(one))
  const summary = best && dates.summary(best)
  if (!summary) return { statistics: null, histogram: null }
  return { statistics: summary.statistics(best.name), histogram: summary.histogram() }
}

function odditiesOf({ values }: ColumnFacts, filled: number): Oddity[] {
  const { sheet } = values.judge
  return oddityKinds.flatMap((kind) => {
    const name =
      kind === 'null-word' ? meanings.nullWord : kind === 'no-known-form' ? meanings.nothing : oddityTally(kind)
    const { count, examples } = sheet.merged([name])
    // Words are no oddity in a column of words.
    if (count === 0 || (kind === 'no-known-form' && count * 2 > filled)) return []
    return [{ kind, count, firstRowNumber: examples[0]?.row ?? null, examples: examples.map(({ text }) => text) }]
  })
}
