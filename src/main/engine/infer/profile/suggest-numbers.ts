import type { SuggestedReading } from '../../../../contract/reading.ts'
import {
  ambiguousNumbers,
  type DecimalMark,
  decidingFor,
  groupedPlain,
  groupingOf,
  hasFraction,
  marksWith,
  numbersWith,
  plainNumbers,
} from './judge-number.ts'
import { plainNumber } from '../../validate/types/decimals.ts'
import { type LossKind, quoted, tellDecision, tellFitting, tellLosses, tellShare } from './phrases.ts'
import { numberMarks, readNumber } from '../../validate/writing/read-number.ts'
import type { Judged } from './judged.ts'

/** Fewer values that are not in plain form are slips, not a way of writing. */
const leastAdded = 0.01

/** Numbers that are not in plain form: with a comma, thousands marks, money, percent, exponents. */
export function numberReadings(judged: Judged): SuggestedReading[] {
  const { sheet, total } = judged
  const count = (names: readonly string[]): number => sheet.merged(names).count
  const withPoint = count(numbersWith('point'))
  const withComma = count(numbersWith('comma'))
  const readings: SuggestedReading[] = []
  const added = withPoint - count(plainNumbers)
  if (added > 0 && added >= total * leastAdded && withPoint >= total * judged.leastShown) {
    readings.push(readingWith('point', judged, withPoint))
  }
  // Numbers without a mark fit both; that alone is no sign of a comma. Points between thousands are one where nothing denies it.
  const signs = count(decidingFor('comma')) + count(ambiguousNumbers) - count(groupedPlain)
  const denied = withComma < total * judged.leastShare
  if (signs > 0 ? withComma >= total * judged.leastShown : count(groupedPlain) > 0 && !denied) {
    readings.push(readingWith('comma', judged, withComma))
  }
  return readings
}

const sayings = {
  number: ['is a number', 'are numbers'],
  percent: ['is a percentage', 'are percentages'],
  money: ['is an amount of money', 'are amounts of money'],
} as const

function readingWith(mark: DecimalMark, judged: Judged, numbers: number): SuggestedReading {
  const { sheet, total, sampled } = judged
  const merged = sheet.merged(numbersWith(mark))
  const percents = sheet.merged(marksWith(mark, 'percent-sign', false)).count
  const amounts = sheet.merged(marksWith(mark, 'currency-sign', false)).count
  const kind = percents > numbers / 2 ? 'percent' : amounts > numbers / 2 ? 'money' : 'number'
  // A field of one kind takes the signs of no other.
  const count = numbers - (kind === 'percent' ? 0 : percents) - (kind === 'money' ? 0 : amounts)
  const format = formatOf(mark, judged)
  const examples = merged.examples.map(({ text }) => text)
  const said = tellShare(count, total, sampled, sayings[kind])
  return {
    kind,
    format,
    count,
    share: count / total,
    examples,
    message: `${said} written like ${format}, such as ${quoted(examples[0])}.${tellAmbiguity(judged)}`,
    losses: lossesWith(mark, kind, judged),
  }
}

/** The number 1234.5 as the column writes it. */
function formatOf(mark: DecimalMark, { sheet }: Judged): string {
  const grouping = groupingOf(sheet, mark)
  const shown = /\s/.test(grouping) ? ' ' : grouping === '\u2019' ? "'" : grouping
  // Without a fraction only a mark between thousands tells which mark stands before one.
  const told = mark === 'comma' && shown !== '.'
  return `1${shown}234${told || hasFraction(sheet, mark) ? `${mark === 'point' ? '.' : ','}50` : ''}`
}

function lossesWith(
  mark: DecimalMark,
  kind: keyof typeof sayings,
  { sheet, sampled }: Judged,
): SuggestedReading['losses'] {
  const other = mark === 'point' ? 'comma' : 'point'
  const foreign = [kind === 'percent' ? null : 'percent-sign', kind === 'money' ? null : 'currency-sign']
  const lost = numberMarks.filter((one) => !foreign.includes(one))
  return tellLosses(
    [
      ...lost.map((one) => [one as LossKind, sheet.merged(marksWith(mark, one, false))] as const),
      ['ambiguous-number', sheet.merged(ambiguousNumbers)],
      ['mixed-decimal-marks', sheet.merged(decidingFor(other))],
    ],
    sampled,
  )
}

/** Which mark the texts fit that could have either, and how many texts decide. */
function tellAmbiguity({ sheet, total, sampled }: Judged): string {
  const { count, examples } = sheet.merged(ambiguousNumbers)
  const example = examples[0]?.text
  if (count === 0 || example === undefined) return ''
  const { point, comma } = readNumber(example)
  if (!point || !comma) return ''
  const [points = 0, commas = 0] = (['point', 'comma'] as const).map((mark) => sheet.merged(numbersWith(mark)).count)
  const readings = `${quoted(example)} can be ${plainNumber(point.value)} or ${plainNumber(comma.value)}`
  const fits = `a decimal point fits ${tellFitting(points, total)} ${points === 1 ? 'value' : 'values'}, a decimal comma ${tellFitting(commas, total)}`
  return ` ${readings}: ${fits}; ${tellDecision(
    { name: 'the point', count: sheet.merged(decidingFor('point')).count },
    { name: 'the comma', count: sheet.merged(decidingFor('comma')).count },
    sampled,
  )}.`
}
