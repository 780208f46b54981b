import { quoteLiteral } from '../../lib/sql-names.ts'
import { decimalShape } from '../../validate/layout.ts'
import { itemNotes, moment, sqlType, type SqlTypes, textTypes, type TypeOf } from './sql-type.ts'

/** SQLite has no exact decimals: a text keeps all digits. */
const exact: TypeOf = (field) => {
  const { precision, scale } = decimalShape(field)
  const note = `it is kept as text, so that no digit is lost: precision ${precision} and scale ${scale} are not checked, limits are compared as doubles.`
  const { order } = sqlType('', 'number')
  return sqlType('TEXT', 'text', {
    order: order && { ...order, compared: (column) => `CAST(${column} AS REAL)` },
    notes: [note],
  })
}

/** Characters of a stored time, and of a stored day with its time, before the fraction of a second. */
const timeLength = 8
const dateTimeLength = 19

/** A text that is what SQLite makes of its part before the fraction, and a fraction without zeros at its end behind that. */
function isMoment(text: string, made: string, length: number): string {
  const fraction = `substr(${text}, ${length + 1})`
  const digits = `${fraction} GLOB '.*[1-9]' AND substr(${text}, ${length + 2}) NOT GLOB '*[^0-9]*' AND length(${fraction}) <= 7`
  return `substr(${text}, 1, ${length}) IS ${made} AND (${fraction} = '' OR ${digits})`
}

const dateTimeOf = (text: string): string => `strftime('%Y-%m-%dT%H:%M:%S', substr(${text}, 1, ${dateTimeLength}))`
/** Without the `Z` at their ends, moments compare as their texts. */
const local = (column: string): string => `rtrim(${column}, 'Z')`

/** The types of SQLite's STRICT tables. Its functions of days give another day for one that no calendar has. */
export const sqliteTypes: SqlTypes = {
  ...textTypes('TEXT'),
  integer: () => sqlType('INTEGER', 'number', { notes: ['integers beyond 64 bits do not fit.'] }),
  decimal: exact,
  amount: exact,
  percent: exact,
  number: () => sqlType('REAL', 'number'),
  boolean: () =>
    sqlType('INTEGER', 'truth', {
      literal: (text) => (text === 'true' ? '1' : '0'),
      check: (column) => `${column} IN (0, 1)`,
      notes: ['true is kept as 1, false as 0.'],
    }),
  date: () => moment('TEXT', { check: (column) => `${column} IS date(${column})` }),
  time: () => moment('TEXT', { check: (column) => isMoment(column, `time(substr(${column}, 1, 8))`, timeLength) }),
  'date-time': () => moment('TEXT', { check: (column) => isMoment(column, dateTimeOf(column), dateTimeLength) }),
  'zoned-date-time': () =>
    moment('TEXT', {
      order: { compared: local, limit: (text) => quoteLiteral(text.replace(/Z$/, '')) },
      check: (column) => `${column} GLOB '*[0-9]Z' AND ${isMoment(local(column), dateTimeOf(column), dateTimeLength)}`,
    }),
  uuid: () =>
    sqlType('TEXT', 'text', { check: (column) => `${column} GLOB '${[8, 4, 4, 4, 12].map(hexDigits).join('-')}'` }),
  json: () => sqlType('TEXT', 'text', { check: (column) => `json_valid(${column})` }),
  list: (field) =>
    sqlType('TEXT', 'text', {
      check: (column) => `json_type(${column}) = 'array'`,
      notes: ['it is kept as a JSON array of texts.', ...itemNotes(field)],
    }),
}

function hexDigits(count: number): string {
  return '[0-9a-f]'.repeat(count)
}
