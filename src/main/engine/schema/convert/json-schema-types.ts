import type { FieldType } from '../../../../contract/schema/field-type.ts'
import type { SchemaField } from '../../../../contract/schema/schema-document.ts'

/** What a JSON Schema says of the value that a type stores. */
export interface JsonType {
  readonly type: string
  readonly format?: string
  readonly contentMediaType?: string
  readonly note?: string
}

const inexact = (type: FieldType): JsonType => ({
  type: 'number',
  note: `the type ${type} is written as a number, which need not be exact.`,
})
const openText = (type: FieldType): JsonType => ({ type: 'string', note: `the type ${type} is written as a string.` })

/** How each type is written. Local times have formats of the OpenAPI registry, because those of JSON Schema ask for an offset. */
export const jsonTypes: Readonly<Record<FieldType, JsonType>> = {
  text: { type: 'string' },
  integer: { type: 'integer' },
  decimal: inexact('decimal'),
  number: { type: 'number' },
  amount: inexact('amount'),
  percent: inexact('percent'),
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  time: { type: 'string', format: 'time-local' },
  'date-time': { type: 'string', format: 'date-time-local' },
  'zoned-date-time': { type: 'string', format: 'date-time' },
  duration: {
    type: 'string',
    format: 'duration',
    note: 'a duration of less than a second, or of less than nothing, is none there.',
  },
  enum: { type: 'string' },
  email: { type: 'string', format: 'email' },
  url: { type: 'string', format: 'uri' },
  phone: openText('phone'),
  uuid: { type: 'string', format: 'uuid' },
  iban: openText('iban'),
  country: openText('country'),
  'postal-code': openText('postal-code'),
  json: { type: 'string', contentMediaType: 'application/json' },
  list: { type: 'array' },
}

/** The items of a list, which are texts whatever their type. */
export function jsonItems({ items = 'text', values }: SchemaField): {
  readonly written: object
  readonly notes: string[]
} {
  const { note, ...of } = jsonTypes[items]
  const isText = of.type === 'string'
  const listed = items === 'enum' && values !== undefined ? { enum: values } : {}
  return {
    written: isText ? { ...of, ...listed } : { type: 'string' },
    notes: isText ? [note].flatMap((one) => one ?? []) : [`its items of the type ${items} are written as strings.`],
  }
}
