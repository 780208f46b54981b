import type { FieldType } from '../../../../contract/schema/field-type.ts'

/** What an expression sees of a field of a type. */
export interface FieldVariable {
  /** The type's name in CEL. */
  readonly type: string
  /** The value of a sound stored text. */
  readonly read: (text: string) => unknown
  /** Whether texts must come as characters; otherwise they are ASCII. */
  readonly needsCharacters: boolean
}

const text: FieldVariable = { type: 'string', read: (value) => value, needsCharacters: true }
const ascii: FieldVariable = { ...text, needsCharacters: false }
const double: FieldVariable = { type: 'double', read: Number, needsCharacters: false }

/** Stored texts of types with a time have no offset but that of UTC. */
function timestamp(written: (value: string) => string): FieldVariable {
  return { type: 'google.protobuf.Timestamp', read: (value) => new Date(written(value)), needsCharacters: false }
}

/** [E3] The variable that fields of a type are. */
export const fieldVariables: Readonly<Record<FieldType, FieldVariable>> = {
  text,
  email: text,
  url: text,
  phone: text,
  integer: { type: 'int', read: BigInt, needsCharacters: false },
  decimal: double,
  number: double,
  boolean: { type: 'bool', read: (value) => value === 'true', needsCharacters: false },
  amount: double,
  percent: double,
  date: timestamp((value) => `${value}T00:00:00Z`),
  'date-time': timestamp((value) => `${value}Z`),
  'zoned-date-time': timestamp((value) => value),
  time: ascii,
  duration: ascii,
  enum: text,
  uuid: ascii,
  iban: ascii,
  country: ascii,
  'postal-code': ascii,
  json: text,
  list: text,
}
