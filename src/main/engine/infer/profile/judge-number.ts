import { isInteger } from '../../validate/types/number.ts'
import { type JoinedNumbers, joinNumbers, type NumberSummary, numberSummary } from './number-summary.ts'
import { isArticleNumber } from './read-code.ts'
import {
  type NumberMark,
  numberMarks,
  type NumberReading,
  plainMarks,
  readNumber,
} from '../../validate/writing/read-number.ts'
import type { TallySheet } from './tally.ts'

/**
 * What a text is among numbers. `plain`: as the types take it, digits with an optional sign and point. `same`: the mark before
 * the fraction may be a point or a comma, since there is none; `either`: it may, and the number is another one then.
 */
const numberClasses = ['plain-same', 'plain-either', 'plain-point', 'same', 'either', 'point', 'comma'] as const
type NumberClass = (typeof numberClasses)[number]

/** Which mark stands before a fraction. */
export type DecimalMark = 'point' | 'comma'

/** The classes whose texts are numbers with such a mark. */
const classesOf: Record<DecimalMark, readonly NumberClass[]> = {
  point: ['plain-same', 'plain-either', 'plain-point', 'same', 'either', 'point'],
  comma: ['plain-same', 'plain-either', 'same', 'either', 'comma'],
}
const plainClasses: readonly NumberClass[] = ['plain-same', 'plain-either', 'plain-point']

/** Names are made once, since a name is looked up for every cell. */
const classNames = Object.fromEntries(numberClasses.map((one) => [one, `number ${one}`])) as Record<NumberClass, string>
type MarkNames = Record<NumberClass, Record<DecimalMark, Record<NumberMark, string>>>
const markNamesOf = (one: NumberClass, mark: DecimalMark): Record<NumberMark, string> =>
  Object.fromEntries(numberMarks.map((kind) => [kind, `${classNames[one]} ${mark} ${kind}`])) as Record<
    NumberMark,
    string
  >
const markNames = Object.fromEntries(
  numberClasses.map((one) => [one, { point: markNamesOf(one, 'point'), comma: markNamesOf(one, 'comma') }]),
) as MarkNames

/** The tallies of all texts that are numbers in plain form. */
export const plainNumbers = plainClasses.map((one) => classNames[one])
export const plainIntegers = [classNames['plain-same']]
/** Plain numbers with more digits than an exact type keeps. */
export const integersTooLong = 'integer too long'
export const decimalsTooLong = 'decimal too long'
/** Plain whole numbers without a sign that end with the check digit of an article number. */
export const articleNumbers = 'code EAN'
/** Plain numbers with a point that could stand between thousands, such as `1.234`. */
export const groupedPlain = [classNames['plain-either']]

export function numbersWith(mark: DecimalMark): readonly string[] {
  return classesOf[mark].map((one) => classNames[one])
}

/** Texts that are numbers with one of the marks only. */
export function decidingFor(mark: DecimalMark): readonly string[] {
  return mark === 'point' ? [classNames['plain-point'], classNames.point] : [classNames.comma]
}

/** Texts that are two different numbers. */
export const ambiguousNumbers = [classNames['plain-either'], classNames.either]

/** The tallies of texts that lose `kind` when they are read with such a mark; of the plain ones alone, if so wished. */
export function marksWith(mark: DecimalMark, kind: NumberMark, plain: boolean): string[] {
  return (plain ? plainClasses : classesOf[mark]).map((one) => {
    const sided = one === 'plain-either' || one === 'either'
    return markNames[one][sided ? mark : one === 'comma' ? 'comma' : 'point'][kind]
  })
}

const groupingNames = (mark: DecimalMark, grouping: string): string => `grouping ${mark} ${grouping}`

/** The mark between thousands that most numbers with such a decimal mark have; empty where none has any. */
export function groupingOf(sheet: TallySheet, mark: DecimalMark): string {
  const known = [',', '.', ' ', '\u00a0', '\u202f', '\u2009', "'", '\u2019']
  const [most] = known
    .map((grouping) => ({ grouping, count: sheet.count(groupingNames(mark, grouping)) }))
    .sort((one, other) => other.count - one.count)
  return most !== undefined && most.count > 0 ? most.grouping : ''
}

const fractionNames = { point: 'fraction point', comma: 'fraction comma' } as const

/** Whether any number with such a mark has a fraction. */
export function hasFraction(sheet: TallySheet, mark: DecimalMark): boolean {
  return sheet.count(fractionNames[mark]) > 0 || (mark === 'point' && sheet.count(classNames['plain-point']) > 0)
}

export interface NumberJudge {
  /** A text of digits with an optional sign, and a point where `hasPoint` says so. */
  plain(text: string, digits: number, hasPoint: boolean, weight: number, row: number): void
  /** Any other text; false where it is no number. */
  other(text: string, weight: number, row: number): boolean
  numbersWith(mark: DecimalMark): JoinedNumbers
  /** How many numbers are kept now. */
  kept(): number
  /** The lengths of whole numbers in plain form without a sign. */
  readonly unsigned: { count: number; least: number; most: number }
}

/** Tallies numbers and summarises them; `k` as in `numberSummary`. */
export function numberJudge(sheet: TallySheet, k: number | null): NumberJudge {
  const same = numberSummary(k)
  const sides: Record<DecimalMark, NumberSummary> = { point: numberSummary(k), comma: numberSummary(k) }
  const unsigned = { count: 0, least: Number.POSITIVE_INFINITY, most: 0 }

  function tell(
    one: NumberClass,
    mark: DecimalMark,
    marks: readonly NumberMark[],
    text: string,
    weight: number,
    row: number,
  ): void {
    for (const kind of marks) sheet.add(markNames[one][mark][kind], text, weight, row)
  }

  function count(summary: NumberSummary, value: number, weight: number): void {
    // Adding zero makes a zero of minus zero.
    if (Number.isFinite(value)) summary.add(value + 0, weight)
  }

  function whole(text: string, digits: number, weight: number, row: number): void {
    count(same, Number(text), weight)
    if (digits > 38 && isInteger(text) !== null) sheet.add(integersTooLong, text, weight, row)
    if (digits !== text.length) return
    unsigned.count += weight
    if (digits < unsigned.least) unsigned.least = digits
    if (digits > unsigned.most) unsigned.most = digits
    if (digits >= 8 && isArticleNumber(text)) sheet.add(articleNumbers, text, weight, row)
  }

  function side(
    one: NumberClass,
    mark: DecimalMark,
    reading: NumberReading,
    text: string,
    weight: number,
    row: number,
  ): void {
    tell(one, mark, reading.marks, text, weight, row)
    if (reading.grouping !== '') sheet.add(groupingNames(mark, reading.grouping), text, weight, row)
    if (reading.fraction) sheet.add(fractionNames[mark], text, weight, row)
    count(sides[mark], reading.value, weight)
  }

  return {
    unsigned,
    plain: (text, digits, hasPoint, weight, row) => {
      const comma = hasPoint && isGrouped(text) ? readNumber(text).comma : null
      const one: NumberClass = hasPoint ? (comma === null ? 'plain-point' : 'plain-either') : 'plain-same'
      sheet.add(classNames[one], text, weight, row)
      tell(one, 'point', plainMarks(text, digits, hasPoint), text, weight, row)
      if (!hasPoint) return whole(text, digits, weight, row)
      count(sides.point, Number(text), weight)
      if (digits > 38) sheet.add(decimalsTooLong, text, weight, row)
      if (comma !== null) side(one, 'comma', comma, text, weight, row)
    },
    other: (text, weight, row) => {
      const { point, comma } = readNumber(text)
      if (point === null && comma === null) return false
      const equal =
        point !== null && comma !== null && point.value === comma.value && !point.fraction && !comma.fraction
      const one: NumberClass = equal ? 'same' : point === null ? 'comma' : comma === null ? 'point' : 'either'
      sheet.add(classNames[one], text, weight, row)
      if (equal) {
        tell(one, 'point', point.marks, text, weight, row)
        for (const mark of ['point', 'comma'] as const) {
          if (point.grouping !== '') sheet.add(groupingNames(mark, point.grouping), text, weight, row)
        }
        count(same, point.value, weight)
        return true
      }
      if (point) side(one, 'point', point, text, weight, row)
      if (comma) side(one, 'comma', comma, text, weight, row)
      return true
    },
    kept: () => same.kept() + sides.point.kept() + sides.comma.kept(),
    numbersWith: (mark) => joinNumbers(same, sides[mark]),
  }
}

/** Whether a plain number has one to three digits before its point and three behind it. */
function isGrouped(text: string): boolean {
  const point = text.indexOf('.')
  return point === text.length - 4 && point >= 1 && point <= 4 && /^[+-]?[1-9]\d{0,2}\./.test(text)
}
