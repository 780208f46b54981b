import type { Oddity } from '../../../../contract/profile.ts'
import { type FrequentItems, frequentItems } from './frequent-items.ts'
import { type ValueJudge, valueJudge } from './judge-value.ts'
import { compareTexts, comparedText } from './keep-text.ts'
import type { ProfileBudget, ProfileOptions } from './profile-options.ts'
import { type TextScan, textScanner } from './scan-text.ts'
import { textClass } from './text-class.ts'

/** All that is worked out from single values, each weighed with how often it stands in the column. */
export interface ValueSummary {
  /** `row` is where the value was first seen. Gives the scan, good until the next call. */
  add(text: string, weight: number, row: number): TextScan
  /** Counters and numbers that are kept now. */
  kept(): number
  readonly judge: ValueJudge
  readonly patterns: FrequentItems
  readonly lengths: Lengths
  readonly extremes: { min: string; max: string }
}

export interface Lengths {
  min: number
  max: number
  sum: number
}

/** The tally of an oddity. */
export const oddityTally = (kind: Oddity['kind']): string => `odd ${kind}`

const inside = (
  [
    ['non-breaking-space', textClass.fixedSpace],
    ['line-break', textClass.lineBreak],
    ['control-character', textClass.control],
    ['invisible-character', textClass.invisible],
    ['replacement-character', textClass.replacement],
  ] as const
).map(([kind, of]) => ({ name: oddityTally(kind), of }))

const leading = oddityTally('leading-space')
const trailing = oddityTally('trailing-space')

const scan = textScanner()

/** `exact` says that few values will come: all numbers are kept then, else a sketch of them. */
export function valueSummary(budget: ProfileBudget, options: ProfileOptions, exact: boolean): ValueSummary {
  const judge = valueJudge(exact ? null : budget.quantileAccuracy, options.isPhone)
  const patterns = frequentItems(budget.frequentItems, true)
  const lengths: Lengths = { min: Number.POSITIVE_INFINITY, max: 0, sum: 0 }
  const extremes = { min: '', max: '' }
  let started = false

  function noteOddities(text: string, counts: Uint32Array, weight: number, row: number): void {
    const { length } = text
    if (isSpace(text.charCodeAt(0))) judge.sheet.add(leading, text, weight, row)
    if (isSpace(text.charCodeAt(length - 1))) judge.sheet.add(trailing, text, weight, row)
    for (const { name, of } of inside) if ((counts[of] as number) > 0) judge.sheet.add(name, text, weight, row)
  }

  function noteOrder(text: string): void {
    if (!started) {
      started = true
      extremes.min = extremes.max = comparedText(text)
    } else if (compareTexts(text, extremes.min) < 0) extremes.min = comparedText(text)
    else if (compareTexts(text, extremes.max) > 0) extremes.max = comparedText(text)
  }

  return {
    judge,
    patterns,
    lengths,
    extremes,
    kept: () => patterns.size + judge.numbers.kept(),
    add: (text, weight, row) => {
      const scanned = scan(text)
      const { characters } = scanned
      lengths.sum += characters * weight
      if (characters < lengths.min) lengths.min = characters
      if (characters > lengths.max) lengths.max = characters
      noteOrder(text)
      patterns.add(scanned.shape, text, weight)
      noteOddities(text, scanned.counts, weight, row)
      judge.judge(text, scanned, weight, row)
      return scanned
    },
  }
}

const spaces = /^\s$/

function isSpace(code: number): boolean {
  if (code > 32 && code < 128) return false
  return code === 32 || spaces.test(String.fromCharCode(code))
}
