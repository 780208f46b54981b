import type { FieldType } from '../../contract/schema/field-type.ts'
import type { UniqueWithin } from '../../contract/schema/schema-document.ts'
import type { transformNames } from '../../contract/schema/transform-step.ts'
import { amount } from './messages.ts'
import { typeWords } from './words.ts'

const characters = { one: 'character', other: 'characters' }

/** How a schema is read aloud, clause by clause. */
export const schemaWords = {
  required: 'must be there',
  optional: 'may be empty',
  precision: (digits: number, scale: number) => `up to ${digits} digits, ${scale} of them after the point`,
  region: (country: string) => `local numbers are of ${country}`,
  min: (value: string) => `at least ${value}`,
  max: (value: string) => `at most ${value}`,
  minLength: (length: number) => `at least ${amount(length, characters)}`,
  maxLength: (length: number) => `at most ${amount(length, characters)}`,
  pattern: (pattern: string) => `fits the pattern ${pattern}`,
  oneOf: (values: string) => `one of: ${values}`,
  notOneOf: (values: string) => `none of: ${values}`,
  custom: (name: string) => `passes ${name}`,
  reference: (field: string, target: string) => `occurs as ${field} in ${target}`,
  order: {
    increasing: 'never falls from row to row',
    decreasing: 'never rises from row to row',
    strictlyIncreasing: 'rises from row to row',
    strictlyDecreasing: 'falls from row to row',
  },
  unique: { file: 'no two rows of a file have the same', dataset: 'no two rows of the dataset have the same' },
  uniqueKey: (fields: string, within: UniqueWithin) =>
    `No two rows of ${within === 'file' ? 'a file' : 'the dataset'} have the same ${fields}.`,
  customTransform: (name: string) => `passed through ${name}`,
  keepEmpty: 'an empty cell stays an empty text',
  default: (value: string) => `${value} where it is empty`,
  aliases: (names: string) => `also called ${names}`,
  severity: { warning: 'failing is only a warning', information: 'failing is only remarked' },
  suggestion: (type: FieldType) => `looks like a ${typeWords[type]}, kept as text`,
  transforms: {
    trim: 'spaces at the ends removed',
    'collapse-spaces': 'runs of spaces made one',
    lowercase: 'made lower case',
    uppercase: 'made upper case',
    'normalize-unicode': 'letters written one way',
    'normalize-email': 'e-mail address written one way',
    'remove-control-characters': 'control characters removed',
  } satisfies Record<(typeof transformNames)[number], string>,
}
