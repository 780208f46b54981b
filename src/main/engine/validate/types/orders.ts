import type { FieldType } from '../../../../contract/schema/field-type.ts'
import { compareTexts } from './compare-texts.ts'
import { isDate } from './date.ts'
import { plainDateTime } from './date-time.ts'
import { compareDurations, plainDuration } from './duration.ts'
import { compareToNumber, numberText } from './number.ts'
import { plainPercent } from './percent.ts'
import { plainTime } from './time.ts'
import { compareMoments, plainMoment } from './zoned-date-time.ts'

/** How the values of a type are more or less than one another. */
export interface Order {
  /** A limit, written as the type writes its values without a declared format, as it is stored; null where it is none of the type. */
  readonly limit: (text: string) => string | null
  /** Tells how stored texts lie to a stored limit: negative, zero or positive as they are less, equal or more. */
  readonly compareTo: (limit: string) => (text: string) => number
  /** A limit, to show how one is written. */
  readonly example: string
}

const plainNumber = (text: string): string | null => (numberText.test(text) ? text : null)
const number: Order = { limit: plainNumber, compareTo: compareToNumber, example: '12.5' }

/** [T-limits] The orders of the types that have one. */
export const orders: Readonly<Partial<Record<FieldType, Order>>> = {
  integer: number,
  decimal: number,
  number,
  amount: number,
  percent: { ...number, limit: (text) => plainNumber(text) ?? plainPercent(text), example: '0.125 or 12.5%' },
  date: { limit: (text) => (isDate(text) === null ? text : null), compareTo: compareTexts, example: '2025-03-04' },
  time: { limit: plainTime, compareTo: compareTexts, example: '11:00' },
  'date-time': { limit: plainDateTime, compareTo: compareTexts, example: '2025-03-04T11:00' },
  'zoned-date-time': {
    limit: (text) => plainMoment(text, null),
    compareTo: compareMoments,
    example: '2025-03-04T11:00Z',
  },
  duration: { limit: plainDuration, compareTo: compareDurations, example: 'PT36H30M' },
}
