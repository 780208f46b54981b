import {
  decimalName,
  itemLiterals,
  itemNotes,
  moment,
  sqlType,
  type SqlTypes,
  textTypes,
  type TypeOf,
} from './sql-type.ts'
import { sqliteTypes } from './sqlite-types.ts'

export type SqlDialect = 'sqlite' | 'duckdb' | 'postgres'

/** What stands behind a table's columns. STRICT makes SQLite (3.37 and later) hold to the types. */
export const tableSuffix: Readonly<Record<SqlDialect, string>> = { sqlite: ' STRICT', duckdb: '', postgres: '' }

const truth: Pick<ReturnType<typeof sqlType>, 'literal'> = { literal: (text) => text }

const duckdb: SqlTypes = {
  ...textTypes('VARCHAR'),
  integer: () => sqlType('HUGEINT', 'number'),
  ...exact((field) => sqlType(decimalName('DECIMAL', field), 'number')),
  number: () => sqlType('DOUBLE', 'number'),
  boolean: () => sqlType('BOOLEAN', 'truth', truth),
  date: () => moment('DATE'),
  time: () => moment('TIME'),
  'date-time': () => moment('TIMESTAMP'),
  'zoned-date-time': () => moment('TIMESTAMP WITH TIME ZONE'),
  uuid: () => sqlType('UUID', 'other'),
  json: () => sqlType('JSON', 'other'),
  list: (field) =>
    sqlType('VARCHAR[]', 'other', {
      literal: (stored) => `[${itemLiterals(stored)}]`,
      noKey: 'DuckDB has no keys of lists.',
      notes: itemNotes(field),
    }),
}

const postgres: SqlTypes = {
  ...textTypes('text'),
  integer: () => sqlType('numeric(38, 0)', 'number'),
  ...exact((field) => sqlType(decimalName('numeric', field), 'number')),
  number: () => sqlType('double precision', 'number'),
  boolean: () => sqlType('boolean', 'truth', truth),
  date: () => moment('date'),
  time: () => moment('time'),
  'date-time': () => moment('timestamp'),
  'zoned-date-time': () => moment('timestamp with time zone'),
  uuid: () => sqlType('uuid', 'other'),
  // jsonb would write it anew.
  json: () => sqlType('json', 'other', { noKey: 'PostgreSQL compares no json.' }),
  list: (field) =>
    sqlType('text[]', 'other', {
      literal: (stored) => `ARRAY[${itemLiterals(stored)}]::text[]`,
      notes: itemNotes(field),
    }),
}

function exact(decimal: TypeOf) {
  return { decimal, amount: decimal, percent: decimal }
}

/** The type of a field's column, by database. */
export const sqlTypes: Readonly<Record<SqlDialect, SqlTypes>> = { sqlite: sqliteTypes, duckdb, postgres }
