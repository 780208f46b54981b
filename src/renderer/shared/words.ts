import type { ErrorCode } from '../../contract/errors.ts'
import type { ImportState } from '../../contract/imports.ts'
import type { IssueCode, Severity } from '../../contract/issues.ts'
import type { FieldType } from '../../contract/schema/field-type.ts'

/** The words for the contract's closed lists; `messages/` has everything else that the window says. */
export const importStateWords: Record<ImportState, string> = {
  queued: 'Waiting',
  running: 'Running',
  paused: 'Paused',
  interrupted: 'Stopped half-way',
  completed: 'Completed',
  cancelled: 'Cancelled',
  failed: 'Failed',
  'rolled-back': 'Rolled back',
}

/** The word for a severity. */
export const severityWords: Record<Severity, string> = {
  error: 'Error',
  warning: 'Warning',
  information: 'Information',
}

/** Why a value was not taken, in a few words. */
export const reasonWords: Record<IssueCode, string> = {
  required: 'Missing',
  'invalid-text': 'Not a text',
  'invalid-integer': 'Not a whole number',
  'invalid-decimal': 'Not a decimal number',
  'invalid-number': 'Not a number',
  'number-loses-digits': 'Would lose digits',
  'invalid-boolean': 'Not yes or no',
  'invalid-date': 'Not a date',
  'invalid-email': 'Not an e-mail address',
  'invalid-url': 'Not a web address',
  'invalid-phone': 'Not a phone number',
  'invalid-amount': 'Not an amount of money',
  'invalid-percent': 'Not a percentage',
  'invalid-time': 'Not a time',
  'invalid-date-time': 'Not a date with a time',
  'invalid-zoned-date-time': 'Not a moment',
  'invalid-duration': 'Not a duration',
  'invalid-uuid': 'Not a UUID',
  'invalid-iban': 'Not an IBAN',
  'invalid-country': 'Not a country',
  'invalid-postal-code': 'Not a postal code',
  'invalid-json': 'Not JSON',
  'invalid-list': 'Not a list of such items',
  'in-future': 'In the future',
  'too-small': 'Too small',
  'too-large': 'Too large',
  'too-short': 'Too short',
  'too-long': 'Too long',
  'pattern-mismatch': 'Does not fit the pattern',
  'not-one-of': 'Not in the list',
  'forbidden-value': 'Not allowed',
  custom: 'Fails a check of its own',
  duplicate: 'Occurs more than once',
  'reference-missing': 'Not among the referenced values',
  'out-of-order': 'Out of order',
  expression: 'Fails a check by expression',
  'row-rule': 'Breaks a rule of the row',
  'expression-error': 'Could not be computed',
  'unknown-column': 'Column not in the schema',
  'too-few-cells': 'Too few cells',
  'too-many-cells': 'Too many cells',
  'stray-quote': 'Stray quote',
  'unclosed-quote': 'Quote never closed',
  undecodable: 'Cannot be decoded',
  'cell-error': 'Error in the cell',
  'cell-unreadable': 'Cell without a readable value',
  'formula-without-value': 'Formula without a result',
  'digits-beyond-excel': 'More digits than Excel keeps',
  'fictitious-date': 'A day that never was',
  'store-refused': 'Refused by the store',
}

export const typeWords: Record<FieldType, string> = {
  text: 'text',
  integer: 'whole number',
  decimal: 'decimal number',
  number: 'number',
  amount: 'amount of money',
  percent: 'percentage',
  boolean: 'yes or no',
  date: 'date',
  time: 'time of day',
  'date-time': 'date and time',
  'zoned-date-time': 'date and time with zone',
  duration: 'duration',
  enum: 'one of a list',
  email: 'e-mail address',
  url: 'web address',
  phone: 'phone number',
  uuid: 'UUID',
  iban: 'bank account (IBAN)',
  country: 'country',
  'postal-code': 'postal code',
  json: 'JSON',
  list: 'list',
}

/** What an error of a code is, in a line above its own message. */
export const errorTitles: Partial<Record<ErrorCode, string>> = {
  'file-not-found': 'File not found',
  'file-empty': 'The file is empty',
  'file-unsupported': 'Not a file that Headgate reads',
  'schema-invalid': 'Not a valid schema',
  'import-duplicate': 'Already imported',
  'workspace-locked': 'The workspace is in use',
  'query-invalid': 'Not a valid query',
  'query-failed': 'The query failed',
  'disk-full': 'The disk is full',
  unexpected: 'Unexpected',
}
