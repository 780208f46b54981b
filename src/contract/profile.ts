import { z } from 'zod'
import { inspectedColumn } from './reading.ts'

/** Text in a profile is shown, not stored: what is longer than 200 characters is cut and ends with an ellipsis. */
const shownText = z.string()

/** A value and how often it was seen: `count` times at least, at most `count + error` times; an error of 0 is exact. */
export const countedValue = z.object({ value: shownText, count: z.number().int(), error: z.number().int() })
export type CountedValue = z.output<typeof countedValue>

/** The most frequent first. `exact` also says that no more frequent value is missing. */
export const frequentValues = z.object({ items: z.array(countedValue), exact: z.boolean() })
export type FrequentValues = z.output<typeof frequentValues>

export const quantiles = z.object({
  p1: z.number(),
  p5: z.number(),
  p25: z.number(),
  p50: z.number(),
  p75: z.number(),
  p95: z.number(),
  p99: z.number(),
  /** By how much a rank may be wrong, as a share of all values; 0 where they are exact. */
  rankError: z.number(),
})
export type Quantiles = z.output<typeof quantiles>

/** From `from` up to, and only for the last bin including, `to`. Dates are ISO 8601 days. */
export const histogram = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('number'),
    bins: z.array(z.object({ from: z.number(), to: z.number(), count: z.number().int() })),
    rankError: z.number(),
  }),
  z.object({
    kind: z.literal('date'),
    unit: z.enum(['month', 'year', 'decade', 'century', 'millennium']),
    bins: z.array(z.object({ from: z.string(), to: z.string(), count: z.number().int() })),
  }),
])
export type Histogram = z.output<typeof histogram>

/** Of the values that are numbers in the column's best reading of them. Null where a double has no room for the result. */
export const numberStatistics = z.object({
  /** How the numbers are written: with a point, or with a comma, before their fraction. */
  format: z.enum(['decimal-point', 'decimal-comma']),
  count: z.number().int(),
  min: z.number(),
  max: z.number(),
  mean: z.number().nullable(),
  /** The deviation of a sample (divided by one less than the count); null for a single number. */
  deviation: z.number().nullable(),
  sum: z.number().nullable(),
  quantiles,
})
export type NumberStatistics = z.output<typeof numberStatistics>

/** Of the values that are days in the column's best reading of them; ISO 8601. */
export const dateStatistics = z.object({
  format: z.string(),
  count: z.number().int(),
  min: z.string(),
  max: z.string(),
})
export type DateStatistics = z.output<typeof dateStatistics>

export const oddityKinds = [
  'leading-space',
  'trailing-space',
  'non-breaking-space',
  'line-break',
  'control-character',
  'invisible-character',
  'replacement-character',
  'null-word',
  'no-known-form',
] as const

/** Something that catches the eye in some of the values. */
export const oddity = z.object({
  kind: z.enum(oddityKinds),
  count: z.number().int(),
  /** 1-based row of the first; null where rows have no number. */
  firstRowNumber: z.number().int().nullable(),
  examples: z.array(shownText),
})
export type Oddity = z.output<typeof oddity>

/** What is known of all the values of one column or field. */
export const fieldStatistics = z.object({
  /** `count` is `filled` and `empty` together. */
  count: z.number().int(),
  filled: z.number().int(),
  empty: z.number().int(),
  /** Filled cells that say "nothing" in a word, such as `NA`; each writing with its count. Information only. */
  nullWords: z.array(z.object({ word: z.string(), count: z.number().int() })),
  /** Different filled values. `error` is the standard error as a share of the count; 0 where it is exact. */
  distinct: z.object({ count: z.number().int(), exact: z.boolean(), error: z.number() }),
  /** Least and greatest text by code point; null where every cell is empty. */
  text: z.object({ min: shownText, max: shownText }).nullable(),
  /** In characters (code points), of filled cells. */
  lengths: z.object({ min: z.number().int(), max: z.number().int(), mean: z.number() }).nullable(),
  numbers: numberStatistics.nullable(),
  dates: dateStatistics.nullable(),
  /** Shapes: `9` a digit, `A` a capital, `a` or `a+` other letters, everything else as it is. */
  patterns: frequentValues,
  topValues: frequentValues,
  histogram: histogram.nullable(),
  oddities: z.array(oddity),
})
export type FieldStatistics = z.output<typeof fieldStatistics>

export const columnProfile = z.object({
  name: z.string(),
  statistics: fieldStatistics,
  /** The probable type, by all the values; never applied. */
  suggestion: inspectedColumn,
})
export type ColumnProfile = z.output<typeof columnProfile>

export const tableProfile = z.object({
  /** Records with at least one filled cell; each of them counts in every column. */
  rows: z.number().int(),
  /** Records without any filled cell, which count in no column. */
  blankRows: z.number().int(),
  /** Records with fewer cells than there are columns; the missing cells count as empty. */
  shortRows: z.number().int(),
  /** Records with filled cells behind the last column, which count in no column. */
  longRows: z.number().int(),
  columns: z.array(columnProfile),
  /** Columns that were not looked at, because there are too many. */
  columnsLeftOut: z.number().int(),
})
export type TableProfile = z.output<typeof tableProfile>
