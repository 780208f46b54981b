import type { FieldType } from '../../contract/schema/field-type.ts'
import type { UniqueWithin } from '../../contract/schema/schema-document.ts'
import { amount } from './messages/amounts.ts'
import { typeWords } from './words.ts'

const characters = { one: 'character', other: 'characters' }

/** How a schema is read aloud, clause by clause. */
export const schemaWords = {
  required: 'must be there',
  optional: 'may be empty',
  precision: (digits: number, scale: number) => `up to ${digits} digits, ${scale} of them after the point`,
  format: (formats: string) => `written ${formats}`,
  locale: (locale: string) => `written as in ${locale}`,
  currency: (currency: string) => `in ${currency}`,
  zone: (zone: string) => `in the time of ${zone} where no offset is written`,
  values: (values: string) => `one of: ${values}`,
  ignoreCase: 'in upper or lower case',
  separator: (separator: string) => `items stand between "${separator}"`,
  items: (type: FieldType) => `each item is a ${typeWords[type]}`,
  region: (country: string) => `of ${country}, unless written otherwise`,
  notInFuture: 'not in the future',
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
  expression: (text: string) => `fulfils ${text}`,
  uniqueKey: (fields: string, within: UniqueWithin) =>
    `No two rows of ${within === 'file' ? 'a file' : 'the dataset'} have the same ${fields}.`,
  keepEmpty: 'an empty cell stays an empty text',
  default: (value: string) => `${value} where it is empty`,
  computed: (text: string) => `computed as ${text} where it is empty`,
  rule: (name: string, text: string) => `${name}: each row fulfils ${text}`,
  when: (text: string) => `where ${text}`,
  aliases: (names: string) => `also called ${names}`,
  severity: { warning: 'failing is only a warning', information: 'failing is only remarked' },
  suggestion: (type: FieldType, format: string | undefined) =>
    `looks like a ${typeWords[type]}${format === undefined ? '' : ` written ${format}`}, kept as text`,
}
