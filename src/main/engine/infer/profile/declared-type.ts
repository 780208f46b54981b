import type { DeclaredType, SuggestedReading } from '../../../../contract/reading.ts'
import type { FieldType } from '../../../../contract/schema/field-type.ts'
import { numberNotation } from '../../validate/writing/number-notation.ts'
import type { NumberMark } from '../../validate/writing/read-number.ts'
import { groupedPlain, hasFraction, marksWith } from './judge-number.ts'
import { confidenceIn, type Judged } from './judged.ts'

/** What a column is by itself, how many values are that, and whether its digits name something. */
export interface PlainFit {
  readonly type: FieldType
  readonly count: number
  readonly isIdentifier: boolean
}

/**
 * [P34] The type and the format that the values have by the first of the readings, the most fitting first; null where that fits too few of
 * them, or no more than the type without a format does.
 */
export function declaredType(
  readings: readonly SuggestedReading[],
  plain: PlainFit,
  judged: Judged,
): DeclaredType | null {
  const [best, ...others] = readings
  if (best === undefined || best.share < judged.leastShare || plain.type === 'phone') return null
  // Digits that name something are no number, but eight of them may name a day.
  if (plain.isIdentifier ? best.format !== 'YYYYMMDD' : best.count <= plain.count) return null
  const type = typeOf(best, judged)
  if (type === null) return null
  const isTied = others.some(({ kind, count }) => kind === best.kind && count === best.count)
  const confidence = confidenceIn(judged, isTied ? best.share / 2 : best.share)
  return { type, format: best.format, confidence, reason: best.message }
}

/** Null for whole numbers of which some begin with 0: those name something too. */
function typeOf({ kind, format }: SuggestedReading, { sheet }: Judged): FieldType | null {
  if (kind === 'money') return 'amount'
  if (kind === 'date-time') return format.endsWith(' zone') ? 'zoned-date-time' : kind
  if (kind !== 'number') return kind
  const mark = numberNotation(format)?.mark ?? 'point'
  const has = (one: NumberMark): boolean => sheet.merged(marksWith(mark, one, false)).count > 0
  const isWhole = !hasFraction(sheet, mark) && (mark === 'comma' || sheet.merged(groupedPlain).count === 0)
  if (isWhole && !has('exponent')) return has('leading-zeros') ? null : 'integer'
  return has('more-than-15-digits') ? 'decimal' : 'number'
}
