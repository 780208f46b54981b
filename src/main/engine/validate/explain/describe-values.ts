import type { IssueCode } from '../../../../contract/issues.ts'
import { dateHint } from './date-hint.ts'
import { type Describe, shown } from './description.ts'
import { numberHint } from './number-hint.ts'

const notANumber: Describe = ({ value }) => ({ problem: `${shown(value)} is not a number.`, hint: numberHint(value) })

/** Texts that are not of their type. */
export const valueDescriptions = {
  'invalid-text': ({ value }) => ({ problem: `${shown(value)} is not a text that can be kept.`, hint: null }),
  'invalid-integer': ({ value }) => ({ problem: `${shown(value)} is not a whole number.`, hint: numberHint(value) }),
  'invalid-decimal': notANumber,
  'invalid-number': notANumber,
  'number-loses-digits': ({ value, field }) => ({
    problem: `${shown(value)} has more digits than the type keeps.`,
    hint:
      field?.type === 'decimal'
        ? 'Widen precision and scale of the field.'
        : 'Use the type decimal or text, which keep every digit.',
  }),
  'invalid-boolean': ({ value }) => ({
    problem: `${shown(value)} is neither true nor false.`,
    hint: 'Write true or false.',
  }),
  'invalid-date': ({ value }) => ({ problem: `${shown(value)} is not a date.`, hint: dateHint(value) }),
  'invalid-email': ({ value }) => ({ problem: `${shown(value)} is not an e-mail address.`, hint: emailHint(value) }),
  'invalid-url': ({ value }) => ({
    problem: `${shown(value)} is not a web address.`,
    hint: 'Write it whole, as in https://example.com/page.',
  }),
  'invalid-phone': ({ value, field }) => ({
    problem: `${shown(value)} is not a phone number.`,
    hint:
      field?.region === undefined
        ? 'Write it with its country code, as in +49 30 123456, or give the field a region.'
        : `Check the digits; numbers without a country code are read as ${field.region}.`,
  }),
} satisfies Partial<Record<IssueCode, Describe>>

function emailHint(value: string): string {
  if (value !== value.trim()) return 'There are spaces around it; the transform `trim` removes them.'
  const at = value.split('@').length - 1
  if (at === 0) return 'The @ is missing.'
  if (at > 1) return 'There is more than one @.'
  if (/\s/.test(value)) return 'There is a space inside.'
  return 'Write it as name@example.com.'
}
