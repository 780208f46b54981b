import type { InspectedColumn, SuggestedReading } from '../../../../contract/reading.ts'
import type { FieldType } from '../../../../contract/schema/field-type.ts'
import { formatCount } from '../../lib/numbers.ts'
import type { ColumnFacts } from './column-facts.ts'
import { anyDate } from './judge-date.ts'
import {
  decidingFor,
  decimalsTooLong,
  integersTooLong,
  marksWith,
  numbersWith,
  plainIntegers,
  plainNumbers,
} from './judge-number.ts'
import { meanings, pairTally } from './judge-value.ts'
import { shownText } from './keep-text.ts'
import { declaredType, type PlainFit } from './declared-type.ts'
import { confidenceIn, type Judged } from './judged.ts'
import { identifierReason } from './identifiers.ts'
import { type LossKind, quoted, type Saying, tellLosses, tellShare } from './phrases.ts'
import type { NumberMark } from '../../validate/writing/read-number.ts'
import { dateReadings } from './suggest-dates.ts'
import { numberReadings } from './suggest-numbers.ts'
import { pairNames } from './words.ts'

const leastShare = 0.9
const leastShown = 0.2
const shownReadings = 10
const shownExamples = 5

interface Fit {
  readonly type: FieldType
  readonly count: number
  readonly saying: Saying
}

/**
 * [P10] What a column's values probably are. A suggestion only: until a schema says otherwise every value stays text.
 */
export function suggestColumn(facts: ColumnFacts): InspectedColumn {
  const { sheet, dates } = facts.values.judge
  const filled = facts.count - facts.empty
  const nullWords = sheet.count(meanings.nullWord)
  const judged: Judged = {
    facts,
    sheet,
    dates,
    total: filled - nullWords,
    sampled: facts.sampled,
    leastShare,
    leastShown,
  }
  const examples = facts.known.first(shownExamples).map(shownText)
  const column = { name: facts.name, examples }
  if (judged.total === 0) {
    const reason = filled === 0 ? 'No value was seen.' : `No value was seen${tellNullWords(judged, nullWords)}.`
    return { ...column, type: 'text', confidence: 0.5, reason, losses: [] }
  }
  const suggested = suggestedType(judged)
  const { type, confidence, reason, losses } = suggested
  const readings = [...numberReadings(judged), ...dateReadings(judged), ...booleanReadings(judged, type)]
    .sort((one, other) => other.count - one.count)
    .slice(0, shownReadings)
  const declared = declaredType(readings, suggested, judged)
  const said = reason ?? textReason(judged, readings[0])
  return {
    ...column,
    type,
    confidence,
    reason: nullWords === 0 ? said : `${said.slice(0, -1)}${tellNullWords(judged, nullWords)}.`,
    losses,
    ...(readings.length === 0 ? {} : { readings }),
    ...(declared === null ? {} : { declared }),
  }
}

/** Why nothing but text is suggested. */
function textReason({ sheet, total, sampled }: Judged, best: SuggestedReading | undefined): string {
  if (best !== undefined && best.share >= leastShare) return best.message
  const dates = sheet.count(anyDate)
  if (dates >= total * leastShare) {
    return `${tellShare(dates, total, sampled, ['is a date or time', 'are dates or times'])}, but not all in one format.`
  }
  const numbers = sheet.merged([...numbersWith('point'), ...decidingFor('comma')]).count
  if (numbers >= total * leastShare) {
    const saying = ['is a number', 'are numbers'] as const
    return `${tellShare(numbers, total, sampled, saying)}, but some have a decimal point and some a decimal comma.`
  }
  return `The ${sampled ? 'sampled ' : ''}values share no narrower type.`
}

interface Suggested extends PlainFit {
  readonly confidence: number
  /** Null for a text that nothing is known of. */
  readonly reason: string | null
  readonly losses: InspectedColumn['losses']
}

function suggestedType(judged: Judged): Suggested {
  const { total } = judged
  const fit = fitsOf(judged).find(({ count }) => count >= total * leastShare)
  const identifier = identifierReason(judged, fit?.type)
  if (identifier !== null) {
    const losses = lossesOf('integer', judged)
    return { type: 'text', count: 0, isIdentifier: true, confidence: 0.9, reason: identifier, losses }
  }
  if (fit === undefined)
    return { type: 'text', count: 0, isIdentifier: false, confidence: 0.9, reason: null, losses: [] }
  return {
    type: fit.type,
    count: fit.count,
    isIdentifier: false,
    confidence: confidenceIn(judged, fit.count / total),
    reason: `${tellShare(fit.count, total, judged.sampled, fit.saying)}.`,
    losses: lossesOf(fit.type, judged),
  }
}

/** How many values fit each type, the narrowest first. */
function fitsOf({ sheet }: Judged): Fit[] {
  const plain = sheet.merged(plainNumbers).count
  const rounded = sheet.merged(marksWith('point', 'rounding', true)).count
  const tooLong = sheet.count(integersTooLong)
  const exact = plain - tooLong - sheet.count(decimalsTooLong)
  const asked = sheet.count(meanings.phoneAsked)
  const phones = asked === 0 ? 0 : Math.floor((sheet.count(meanings.phoneLike) * sheet.count(meanings.phone)) / asked)
  const isPrecise = rounded > tooLong && exact > plain - rounded
  return [
    { type: 'boolean', count: sheet.count(meanings.boolean), saying: ['is true or false', 'are true or false'] },
    { type: 'date', count: sheet.count(meanings.date), saying: ['is a date', 'are dates'] },
    { type: 'phone', count: phones, saying: ['is a telephone number', 'are telephone numbers'] },
    {
      type: 'integer',
      count: sheet.merged(plainIntegers).count - tooLong,
      saying: ['is a whole number', 'are whole numbers'],
    },
    isPrecise
      ? {
          type: 'decimal',
          count: exact,
          saying: [
            'is a number, with more digits than a double keeps',
            `are numbers, ${formatCount(rounded)} of them with more digits than a double keeps`,
          ],
        }
      : { type: 'number', count: plain - rounded, saying: ['is a number', 'are numbers'] },
    { type: 'email', count: sheet.count(meanings.email), saying: ['is an e-mail address', 'are e-mail addresses'] },
    { type: 'url', count: sheet.count(meanings.url), saying: ['is a web address', 'are web addresses'] },
  ]
}

const lossKinds: Partial<Record<FieldType, readonly NumberMark[]>> = {
  integer: ['leading-zeros', 'plus-sign', 'more-than-15-digits'],
  number: ['leading-zeros', 'plus-sign', 'more-than-15-digits', 'rounding', 'bare-point', 'trailing-zeros'],
  decimal: ['leading-zeros', 'plus-sign', 'bare-point', 'trailing-zeros'],
}
/** [P14] These change how a value is written and nothing else; they are told where every value was seen. */
const notation: readonly LossKind[] = ['bare-point', 'trailing-zeros', 'case']

function lossesOf(type: FieldType, { sheet, sampled }: Judged): InspectedColumn['losses'] {
  const kinds = lossKinds[type] ?? []
  const found = kinds.map((kind) => [kind as LossKind, sheet.merged(marksWith('point', kind, true))] as const)
  const cased = type === 'boolean' ? [['case', sheet.merged([meanings.booleanCase])] as const] : []
  return tellLosses(
    [...found, ...cased].filter(([kind]) => !sampled || !notation.includes(kind)),
    sampled,
  )
}

/** The pair of words for true and false that fits best, where it is not the one that the type takes. */
function booleanReadings(judged: Judged, type: FieldType): SuggestedReading[] {
  const { sheet, total, sampled } = judged
  if (type === 'boolean') return []
  const [best] = pairNames
    .map((pair) => ({ pair, tally: sheet.merged([pairTally(pair)]) }))
    .sort((one, other) => other.tally.count - one.tally.count)
  if (!best || best.tally.count < total * leastShare) return []
  const { pair, tally } = best
  const examples = tally.examples.map(({ text }) => text)
  if (new Set(examples.map((text) => text.toLowerCase())).size < 2) return []
  return [
    {
      kind: 'boolean',
      format: pair,
      count: tally.count,
      share: tally.count / total,
      examples,
      message: `${tellShare(tally.count, total, sampled, [`is ${pair.replace('/', ' or ')}`, `are ${pair.replace('/', ' or ')}`])}.`,
      losses: tellLosses([['case', sheet.merged([meanings.booleanCase])]], sampled),
    },
  ]
}

function tellNullWords({ facts }: Judged, count: number): string {
  const words = [...facts.values.judge.nullWords].sort((one, other) => other[1] - one[1])
  const verb = count === 1 ? 'says' : 'say'
  return `; ${formatCount(count)} more ${verb} nothing, such as ${quoted(words[0]?.[0])}`
}
