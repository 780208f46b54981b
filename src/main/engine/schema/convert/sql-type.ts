import type { FieldType } from '../../../../contract/schema/field-type.ts'
import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { quoteLiteral } from '../../lib/sql-names.ts'
import { decimalShape } from '../../validate/layout.ts'

/** The column type that keeps every stored value of a field, and how its values are written and compared. */
export interface SqlType {
  readonly name: string
  /** What conditions of texts and lists of values see in it; none of an `other`. */
  readonly kind: 'text' | 'number' | 'truth' | 'other'
  /** The literal of a stored text. */
  readonly literal: (text: string) => string
  /** How it lies to limits; null where its values have no order, or another one than here. */
  readonly order: SqlOrder | null
  /** What the type itself leaves open. */
  readonly check: ((column: string) => string) | null
  /** Why a database has no keys of it; null where it has. */
  readonly noKey: string | null
  readonly notes: readonly string[]
}

export interface SqlOrder {
  /** A column, by its quoted name, as it is compared. */
  readonly compared: (column: string) => string
  /** A stored limit, as it is compared with. */
  readonly limit: (text: string) => string
}

export type TypeOf = (field: SchemaField) => SqlType
export type SqlTypes = Readonly<Record<FieldType, TypeOf>>

export const sqlType = (name: string, kind: SqlType['kind'], rest: Partial<SqlType> = {}): SqlType => ({
  name,
  kind,
  literal: kind === 'number' ? withoutPlus : quoteLiteral,
  order: kind === 'number' ? { compared: (column) => column, limit: withoutPlus } : null,
  check: null,
  noKey: null,
  notes: [],
  ...rest,
})

/** Days and times: their stored texts are literals that compare as they do. */
export const moment = (name: string, rest: Partial<SqlType> = {}): SqlType =>
  sqlType(name, 'other', { order: { compared: (column) => column, limit: quoteLiteral }, ...rest })

function withoutPlus(text: string): string {
  return text.replace(/^\+/, '')
}

export function decimalName(name: string, field: SchemaField): string {
  const { precision, scale } = decimalShape(field)
  return `${name}(${precision}, ${scale})`
}

/** Types that are texts in every database. */
export function textTypes(text: string) {
  const formless: TypeOf = (field) => sqlType(text, 'text', { notes: [`the form of ${field.type} is not checked.`] })
  const listed: TypeOf = ({ values = [] }) =>
    sqlType(text, 'text', { check: (column) => `${column} IN (${values.map(quoteLiteral).join(', ')})` })
  return {
    text: () => sqlType(text, 'text'),
    enum: listed,
    ...{ email: formless, url: formless, phone: formless, iban: formless, country: formless, 'postal-code': formless },
    duration: formless,
  } satisfies Partial<SqlTypes>
}

/** The items of a stored list, as literals. */
export function itemLiterals(stored: string): string {
  return (JSON.parse(stored) as string[]).map(quoteLiteral).join(', ')
}

/** What is not said of the items of a list of texts. */
export function itemNotes({ items }: SchemaField): string[] {
  return items === undefined || items === 'text'
    ? []
    : [`its items are kept as texts, and the form of ${items} is not checked.`]
}
