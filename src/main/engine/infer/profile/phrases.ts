import type { ConversionLoss } from '../../../../contract/reading.ts'
import { formatCount } from '../../lib/numbers.ts'
import type { Tally } from './tally.ts'

/** What is said of one value, and of several: `['is a date', 'are dates']`. */
export type Saying = readonly [one: string, several: string]

/** `3 of 20 sampled values are dates`, `All 20 values are dates`, `The one value is a date`. */
export function tellShare(count: number, total: number, sampled: boolean, [one, several]: Saying): string {
  const values = `${sampled ? 'sampled ' : ''}value`
  if (count === total)
    return total === 1 ? `The one ${values} ${one}` : `All ${formatCount(total)} ${values}s ${several}`
  return `${formatCount(count)} of ${formatCount(total)} ${values}s ${count === 1 ? one : several}`
}

/** `3 values decide`, `1 sampled value decides`. */
export function tellCount(count: number, sampled: boolean, [one, several]: Saying): string {
  const values = `${sampled ? 'sampled ' : ''}value${count === 1 ? '' : 's'}`
  return `${formatCount(count)} ${values} ${count === 1 ? one : several}`
}

const lossSayings = {
  'leading-zeros': ['would lose leading zeros', 'would lose leading zeros'],
  'plus-sign': ['would lose a plus sign', 'would lose a plus sign'],
  'more-than-15-digits': ['has more than 15 digits', 'have more than 15 digits'],
  rounding: ['has digits that a double cannot give back', 'have digits that a double cannot give back'],
  'trailing-zeros': ['would lose zeros at the end', 'would lose zeros at the end'],
  'bare-point': ['has no digit on one side of its decimal mark', 'have no digit on one side of their decimal mark'],
  exponent: ['is written with an exponent', 'are written with an exponent'],
  'thousands-marks': ['would lose thousands marks', 'would lose thousands marks'],
  'currency-sign': ['would lose a currency sign', 'would lose a currency sign'],
  'percent-sign': ['would lose a percent sign', 'would lose a percent sign'],
  'minus-style': ['writes its minus in another way', 'write their minus in another way'],
  'whitespace-around': ['would lose white space around it', 'would lose white space around them'],
  case: ['would lose capital letters', 'would lose capital letters'],
  'ambiguous-number': [
    'is another number with the other decimal mark',
    'are other numbers with the other decimal mark',
  ],
  'mixed-decimal-marks': ['fits the other decimal mark only', 'fit the other decimal mark only'],
  'ambiguous-date': [
    'is another day when day and month change places',
    'are other days when day and month change places',
  ],
  'two-digit-years': ['leaves its century to be guessed', 'leave their century to be guessed'],
  'mixed-formats': ['is written in another format', 'are written in other formats'],
} as const satisfies Record<string, Saying>

export type LossKind = keyof typeof lossSayings

/** A loss for each kind that was seen at all. */
export function tellLosses(found: readonly (readonly [LossKind, Tally])[], sampled: boolean): ConversionLoss[] {
  return found.flatMap(([kind, { count, examples }]) => {
    if (count === 0) return []
    const message = `${tellCount(count, sampled, lossSayings[kind])}.`
    return [{ kind, count, examples: examples.map(({ text }) => text), message }]
  })
}

/** `all 20`, `3`. */
export function tellFitting(count: number, total: number): string {
  return `${count === total ? 'all ' : ''}${formatCount(count)}`
}

interface Side {
  readonly name: string
  readonly count: number
}

/** How many values decide between two readings, or that none does, or that they contradict each other. */
export function tellDecision(one: Side, other: Side, sampled: boolean): string {
  if (one.count === 0 && other.count === 0) return 'no value decides'
  if (one.count > 0 && other.count > 0) {
    return `${tellCount(one.count, sampled, ['decides', 'decide'])} for ${one.name} and ${formatCount(other.count)} for ${other.name}, so they contradict each other`
  }
  const side = one.count > 0 ? one : other
  return `${tellCount(side.count, sampled, ['decides', 'decide'])} for ${side.name}`
}

/** A text as it stands in a sentence. */
export function quoted(text: string | undefined): string {
  return `"${text ?? ''}"`
}
