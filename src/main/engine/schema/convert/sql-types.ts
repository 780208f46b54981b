import type { FieldType } from '../../../../contract/schema/field-type.ts'
import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { quoteLiteral } from '../../lib/sql-names.ts'
import { decimalShape } from '../../validate/layout.ts'

export type SqlDialect = 'sqlite' | 'duckdb' | 'postgres'

/** The column type that keeps every value of a field, and how its values are written and compared. */
export interface SqlType {
  readonly name: string
  readonly kind: 'text' | 'number' | 'truth' | 'day'
  /** The literal of a text as it is stored, for kinds other than numbers. */
  readonly literal: (text: string) => string
  /** A column, by its quoted name, as it is compared with a number. */
  readonly compared: (column: string) => string
  /** What the type itself leaves open. */
  readonly check: ((column: string) => string) | null
  readonly notes: readonly string[]
}

/** What stands behind a table's columns. STRICT makes SQLite (3.37 and later) hold to the types. */
export const tableSuffix: Readonly<Record<SqlDialect, string>> = { sqlite: ' STRICT', duckdb: '', postgres: '' }

const sqlType = (name: string, kind: SqlType['kind'], rest: Partial<SqlType> = {}): SqlType => ({
  name,
  kind,
  literal: quoteLiteral,
  compared: (column) => column,
  check: null,
  notes: [],
  ...rest,
})

type TypeOf = (field: SchemaField) => SqlType
/** By type; one that has no entry is kept as a text of its dialect, and told. */
type Types = Readonly<Partial<Record<FieldType, TypeOf>>> & { readonly text: TypeOf }

const formIsOpen = (type: FieldType): string => `the form of ${type} is not checked.`
const truth = (text: string): string => text

/** The types that one database has like another. */
function commonTypes(text: string): Types {
  const formless: TypeOf = (field) => sqlType(text, 'text', { notes: [formIsOpen(field.type)] })
  return { text: () => sqlType(text, 'text'), email: formless, url: formless, phone: formless }
}

const sqlite: Types = {
  ...commonTypes('TEXT'),
  integer: () => sqlType('INTEGER', 'number', { notes: ['integers beyond 64 bits do not fit.'] }),
  // SQLite has no exact decimals: a text keeps all digits.
  decimal: (field) => {
    const { precision, scale } = decimalShape(field)
    const notes = [
      `it is kept as text, so that no digit is lost: precision ${precision} and scale ${scale} are not checked, limits are compared as doubles.`,
    ]
    return sqlType('TEXT', 'text', { compared: (column) => `CAST(${column} AS REAL)`, notes })
  },
  number: () => sqlType('REAL', 'number'),
  boolean: () =>
    sqlType('INTEGER', 'truth', {
      literal: (text) => (text === 'true' ? '1' : '0'),
      check: (column) => `${column} IN (0, 1)`,
      notes: ['true is kept as 1, false as 0.'],
    }),
  // date() gives another day for one that no calendar has.
  date: () => sqlType('TEXT', 'day', { check: (column) => `${column} IS date(${column})` }),
}

const duckdb: Types = {
  ...commonTypes('VARCHAR'),
  integer: () => sqlType('HUGEINT', 'number'),
  decimal: (field) => sqlType(decimalName('DECIMAL', field), 'number'),
  number: () => sqlType('DOUBLE', 'number'),
  boolean: () => sqlType('BOOLEAN', 'truth', { literal: truth }),
  date: () => sqlType('DATE', 'day'),
}

const postgres: Types = {
  ...commonTypes('text'),
  integer: () => sqlType('numeric(38, 0)', 'number'),
  decimal: (field) => sqlType(decimalName('numeric', field), 'number'),
  number: () => sqlType('double precision', 'number'),
  boolean: () => sqlType('boolean', 'truth', { literal: truth }),
  date: () => sqlType('date', 'day'),
}

function decimalName(name: string, field: SchemaField): string {
  const { precision, scale } = decimalShape(field)
  return `${name}(${precision}, ${scale})`
}

function typesOf(types: Types): TypeOf {
  return (field) => {
    const typeOf = types[field.type]
    if (typeOf) return typeOf(field)
    return { ...types.text(field), notes: [`the type ${field.type} is kept as text, and its form is not checked.`] }
  }
}

/** The type of a field's column, by database. */
export const sqlTypes: Readonly<Record<SqlDialect, TypeOf>> = {
  sqlite: typesOf(sqlite),
  duckdb: typesOf(duckdb),
  postgres: typesOf(postgres),
}
