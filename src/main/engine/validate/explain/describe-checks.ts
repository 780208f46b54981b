import type { IssueCode } from '../../../../contract/issues.ts'
import { closestHint, listed } from './code-hints.ts'
import { checkOf, type Describe, shown, type Subject } from './description.ts'

/** Values that fail a check of their field. */
export const checkDescriptions = {
  required: ({ field }) => ({
    problem: 'a value is required, and the cell is empty.',
    hint:
      field === undefined
        ? 'Bring the column along, or correct the key.'
        : field.required
          ? 'Fill the cell, or take `required` off the field.'
          : 'Fill the cell.',
  }),
  'too-small': ({ value, field }) => ({
    problem: `${shown(value)} is less than ${checkOf(field, 'min')?.value}.`,
    hint: `The least value allowed is ${checkOf(field, 'min')?.value}.`,
  }),
  'too-large': ({ value, field }) => ({
    problem: `${shown(value)} is more than ${checkOf(field, 'max')?.value}.`,
    hint: `The greatest value allowed is ${checkOf(field, 'max')?.value}.`,
  }),
  'too-short': ({ value, field }) => ({
    problem: `${shown(value)} is too short.`,
    hint: `At least ${checkOf(field, 'min-length')?.value} characters are needed.`,
  }),
  'too-long': ({ value, field }) => ({
    problem: `${shown(value)} is too long.`,
    hint:
      field?.type === 'integer'
        ? 'At most 38 digits are kept exactly; use the type text for more.'
        : `At most ${checkOf(field, 'max-length')?.value} characters are allowed.`,
  }),
  'pattern-mismatch': (subject) => ({
    problem: `${shown(subject.value)} does not match the pattern.`,
    hint: patternHint(subject),
  }),
  'not-one-of': ({ value, field }) => ({
    problem: `${shown(value)} is not one of the allowed values.`,
    hint: closestHint(value, allowedValues(value, field)),
  }),
  'forbidden-value': ({ value, field }) => ({
    problem: `${shown(value)} is not allowed.`,
    hint: `Not allowed are: ${listed(checkOf(field, 'not-one-of')?.values ?? [])}.`,
  }),
  'in-future': ({ value }) => ({
    problem: `${shown(value)} is in the future.`,
    hint: 'It was judged by the moment at which the import began. Correct the date, or take `not-in-future` off the field.',
  }),
  expression: ({ value, field }) => ({
    problem: `${shown(value)} does not fulfil ${checkOf(field, 'expression')?.expression}.`,
    hint: null,
  }),
  'row-rule': () => ({
    problem: 'the row breaks a rule of the schema.',
    hint: 'Correct one of the cells that the rule reads.',
  }),
  'expression-error': () => ({
    problem: 'an expression of the schema could not be computed for the row.',
    hint: 'Correct the cells that it reads, or let the expression say what is to happen then.',
  }),
  custom: ({ value }) => ({ problem: `${shown(value)} fails a check of the program.`, hint: null }),
} satisfies Partial<Record<IssueCode, Describe>>

/** The list of a check, or of an enum: of the first that the text is not in. */
function allowedValues(value: string, field: Subject['field']): readonly string[] {
  const checked = checkOf(field, 'one-of')?.values ?? []
  const own = field?.type === 'enum' ? (field.values ?? []) : []
  return own.length > 0 && (checked.length === 0 || !own.includes(value)) ? own : checked
}

function patternHint({ value, field }: Subject): string | null {
  const pattern = checkOf(field, 'pattern')?.pattern
  if (pattern === undefined) return null
  const words = /^\^\(([\w|-]+)\)\$$/.exec(pattern)?.[1]?.split('|')
  return words ? closestHint(value, words) : `The pattern is ${pattern}`
}
