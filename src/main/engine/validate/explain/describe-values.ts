import type { IssueCode } from '../../../../contract/issues.ts'
import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { booleanPairs } from '../writing/boolean-pairs.ts'
import { countryHint, ibanHint, jsonHint, listHint, postalHint, uuidHint } from './code-hints.ts'
import { dateHint, dateTimeHint, durationHint, momentHint, timeHint } from './date-hint.ts'
import { type Describe, shown } from './description.ts'
import { expectedWriting } from './expected.ts'
import { amountHint, numberHint, percentHint } from './number-hint.ts'

const notANumber: Describe = ({ value, field }) => ({
  problem: `${shown(value)} is not a number.`,
  hint: numberHint(value, field),
})

/** Texts that are not of their type. */
export const valueDescriptions = {
  'invalid-text': ({ value }) => ({ problem: `${shown(value)} is not a text that can be kept.`, hint: null }),
  'invalid-integer': ({ value, field }) => ({
    problem: `${shown(value)} is not a whole number.`,
    hint: numberHint(value, field),
  }),
  'invalid-decimal': notANumber,
  'invalid-number': notANumber,
  'number-loses-digits': ({ value, field }) => ({
    problem: `${shown(value)} has more digits than the type keeps.`,
    hint:
      field?.type === 'decimal' || field?.type === 'amount' || field?.type === 'percent'
        ? 'Widen precision and scale of the field.'
        : 'Use the type decimal or text, which keep every digit.',
  }),
  'invalid-amount': ({ value, field }) => ({
    problem: `${shown(value)} is not an amount of money.`,
    hint: amountHint(value, field),
  }),
  'invalid-percent': ({ value, field }) => ({
    problem: `${shown(value)} is not a percentage.`,
    hint: percentHint(value, field),
  }),
  'invalid-boolean': ({ value, field }) => ({
    problem: `${shown(value)} is neither true nor false.`,
    hint: booleanHint(value, field),
  }),
  'invalid-date': ({ value, field }) => ({ problem: `${shown(value)} is not a date.`, hint: dateHint(value, field) }),
  'invalid-time': ({ value, field }) => ({ problem: `${shown(value)} is not a time.`, hint: timeHint(value, field) }),
  'invalid-date-time': ({ value, field }) => ({
    problem: `${shown(value)} is not a date with a time.`,
    hint: dateTimeHint(value, field),
  }),
  'invalid-zoned-date-time': ({ value, field }) => ({
    problem: `${shown(value)} is not a moment.`,
    hint: momentHint(value, field),
  }),
  'invalid-duration': ({ value, field }) => ({
    problem: `${shown(value)} is not a duration.`,
    hint: durationHint(value, field),
  }),
  'invalid-uuid': ({ value }) => ({ problem: `${shown(value)} is not a UUID.`, hint: uuidHint(value) }),
  'invalid-iban': ({ value }) => ({ problem: `${shown(value)} is not an IBAN.`, hint: ibanHint(value) }),
  'invalid-country': ({ value, field }) => ({
    problem: `${shown(value)} is not a country.`,
    hint: countryHint(value, field),
  }),
  'invalid-postal-code': ({ value, field }) => ({
    problem: `${shown(value)} is not a postal code${field?.region === undefined ? '' : ` of ${field.region}`}.`,
    hint: postalHint(field),
  }),
  'invalid-json': ({ value }) => ({ problem: `${shown(value)} is not JSON.`, hint: jsonHint(value) }),
  'invalid-list': ({ value, field }) => ({
    problem: `${shown(value)} is not a list of such items.`,
    hint: listHint(field),
  }),
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

function booleanHint(value: string, field: SchemaField | undefined): string {
  const word = value.trim().toLowerCase()
  const pair = field?.format === undefined ? booleanPairs.find(([yes, no]) => word === yes || word === no) : undefined
  const write = `Write ${expectedWriting(field, 'true or false')}.`
  return pair === undefined ? write : `Give the field the format ${pair.join('/')}, or write true or false.`
}

function emailHint(value: string): string {
  if (value !== value.trim()) return 'There are spaces around it; the transform `trim` removes them.'
  const at = value.split('@').length - 1
  if (at === 0) return 'The @ is missing.'
  if (at > 1) return 'There is more than one @.'
  if (/\s/.test(value)) return 'There is a space inside.'
  return 'Write it as name@example.com.'
}
