import type { FieldType, TypeProperty } from '../../../../contract/schema/field-type.ts'
import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { shiftPoint, survivesDouble } from '../../validate/types/decimals.ts'
import { wordPair } from '../../validate/types/boolean.ts'
import { formatsOf } from '../../validate/writing/field-writing.ts'
import { numberNotation } from '../../validate/writing/number-notation.ts'
import { shown } from './notes.ts'
import { strptimeOf } from './strptime.ts'
import { itemTypes, type TableSchemaType } from './table-schema.ts'

/** A field's type as a Table Schema has it. */
export interface TableType {
  readonly written: TableSchemaType
  /** The properties of the field that it says. */
  readonly said?: readonly TypeProperty[]
  /** A stored limit as it has it, null for one that it cannot say; left out where it can say none. */
  readonly limit?: (stored: string) => number | string | null
  /** What it does not say. */
  readonly notes?: readonly string[]
}

/** The type of a field that has the locale of its document. */
export function tableType(field: SchemaField): TableType {
  return types[field.type](field)
}

const asString = ({ type }: SchemaField): TableType => ({
  written: { type: 'string' },
  notes: [`the type ${type} is written as a string.`],
})
const inexact = (type: FieldType): string => `the type ${type} is written as a number, which need not be exact.`
const asIs = (stored: string): string => stored
const shareOfHundred = (stored: string): number | null => numberLimit(shiftPoint(stored, 2))

/** Texts of numbers would have to be as files write them. */
function numberLimit(stored: string): number | null {
  return survivesDouble(stored) ? Number(stored) : null
}

const types: Readonly<Record<FieldType, (field: SchemaField) => TableType>> = {
  text: () => ({ written: { type: 'string' } }),
  integer: (field) => numeric(field, ({ groupChar }) => ({ type: 'integer', ...(groupChar ? { groupChar } : {}) })),
  decimal: (field) => numeric(field, (marks) => ({ type: 'number', ...marks }), [inexact('decimal')]),
  number: (field) => numeric(field, (marks) => ({ type: 'number', ...marks })),
  amount: (field) => {
    const sign = field.currency === undefined ? {} : { bareNumber: false }
    return numeric(field, (marks) => ({ type: 'number', ...marks, ...sign }), [inexact('amount')])
  },
  percent: (field) => {
    const shares = formatsOf(field).map((format) => numberNotation(format)?.isShare === true)
    const hasShares = shares.includes(true)
    if (hasShares && shares.includes(false)) return asString(field)
    const notes = [
      inexact('percent'),
      ...(hasShares ? [] : ['a percentage is the number before its sign there, and here a hundredth of it.']),
    ]
    const sign = hasShares ? {} : { bareNumber: false }
    const number = numeric(field, (marks) => ({ type: 'number', ...marks, ...sign }), notes)
    return hasShares || number.limit === undefined ? number : { ...number, limit: shareOfHundred }
  },
  boolean: (field) => {
    const formats = formatsOf(field)
    const pairs = (formats.length === 0 ? ['true/false'] : formats).flatMap((format) => wordPair(format) ?? [])
    const trueValues = [...new Set(pairs.flatMap(({ yes }) => inCases(yes)))]
    const falseValues = [...new Set(pairs.flatMap(({ no }) => inCases(no)))]
    return { written: { type: 'boolean', trueValues, falseValues }, said: ['format'] }
  },
  date: (field) => dated(field, 'date'),
  time: (field) => dated(field, 'time'),
  'date-time': (field) => dated(field, 'datetime'),
  'zoned-date-time': (field) => {
    const { notes = [], ...rest } = dated(field, 'datetime')
    const hasOffset = rest.written.format?.endsWith('%z') === true
    return { ...rest, notes: hasOffset ? notes : [...notes, 'that it is a moment, with an offset, is left out.'] }
  },
  duration: (field) => (field.format === undefined ? { written: { type: 'duration' }, limit: asIs } : asString(field)),
  enum: ({ values = [] }) => ({ written: { type: 'string', categories: values }, said: ['values'] }),
  email: () => ({ written: { type: 'string', format: 'email' } }),
  url: () => ({ written: { type: 'string', format: 'uri' } }),
  phone: asString,
  uuid: () => ({ written: { type: 'string', format: 'uuid' } }),
  iban: asString,
  country: asString,
  'postal-code': asString,
  json: () => ({
    written: { type: 'object' },
    notes: ['the type json is written as an object, which lists and plain values of JSON are not.'],
  }),
  list: ({ separator, items = 'text' }) => {
    const itemType = Object.keys(itemTypes).find((known) => itemTypes[known] === items)
    return {
      written: {
        type: 'list',
        ...(separator === undefined ? {} : { delimiter: separator }),
        ...(itemType === 'string' || itemType === undefined ? {} : { itemType }),
      },
      said: ['separator', ...(itemType === undefined ? [] : (['items'] as const))],
    }
  },
}

interface Marks {
  readonly decimalChar?: string
  readonly groupChar?: string
}

/** A number, with the marks that its formats, or else its locale, have in common. */
function numeric(field: SchemaField, write: (marks: Marks) => TableSchemaType, notes: string[] = []): TableType {
  const formats =
    formatsOf(field).length > 0 || field.locale === undefined ? formatsOf(field) : [sampleOf(field.locale)]
  const [marks = {}, ...others] = formats.map(marksOf)
  if (marks === null || others.some((other) => shown(other) !== shown(marks))) return asString(field)
  return { written: write(marks), said: ['format', 'locale'], limit: numberLimit, notes }
}

function sampleOf(locale: string): string {
  return new Intl.NumberFormat(locale, { useGrouping: 'always' }).format(1234.5)
}

/** The marks that a format shows; null where it shows none that are known. */
function marksOf(format: string): Marks | null {
  const notation = numberNotation(format)
  if (notation === null) return null
  const groupChar = /^1(\D)234/.exec(format)?.[1]
  return {
    ...(notation.mark === 'comma' ? { decimalChar: ',' } : {}),
    ...(groupChar === undefined ? {} : { groupChar }),
  }
}

/** A day, a time or both: as its one format, else by ISO 8601. */
function dated(field: SchemaField, type: string): TableType {
  const formats = formatsOf(field)
  if (formats.length === 0 && field.locale === undefined) return { written: { type }, limit: asIs }
  const pattern = formats.length === 1 ? strptimeOf(formats[0] as string) : null
  if (pattern !== null) return { written: { type, format: pattern }, said: ['format'] }
  // Any writing that can be read at all.
  return { written: { type, format: 'any' }, notes: [`how it is written is left open: ${type} of the format any.`] }
}

/** A word as people write it: in lower case, with a capital, in capitals. */
function inCases(word: string): string[] {
  return [...new Set([word, word.slice(0, 1).toUpperCase() + word.slice(1), word.toUpperCase()])]
}
