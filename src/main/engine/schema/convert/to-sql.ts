import type { FieldCheck } from '../../../../contract/schema/field-check.ts'
import type { ConversionNote } from '../../../../contract/schema/schema-conversion.ts'
import type { SchemaDocument, SchemaField } from '../../../../contract/schema/schema-document.ts'
import { quoteIdentifier, quoteLiteral } from '../../lib/sql-names.ts'
import { plainNumber } from '../../validate/types/decimals.ts'
import { noteList, shown, type Tell, tellOthers, tellOwnWays } from './notes.ts'
import { sayChecks } from './said-checks.ts'
import { type SqlDialect, type SqlType, sqlTypes, tableSuffix } from './sql-types.ts'
import { typedValues } from './typed-values.ts'

/** A document as a table of an SQL database that takes its accepted rows, and what that cannot say. */
export function toSql(
  document: SchemaDocument,
  dialect: SqlDialect,
): { readonly text: string; readonly notes: ConversionNote[] } {
  const { notes, tell } = noteList()
  const columns = document.fields.map((field) => columnOf(field, dialect, tell))
  const keys = keysOf(document, tell)
  const known = new Set(['$schema', 'name', 'title', 'description', 'fields', 'unknownColumns', 'unique'])
  tellOthers(document, known, (message) => tell(null, message))
  if (document.title !== undefined) tell(null, 'the title is left out.')
  if (document.description !== undefined) tell(null, 'the description is left out.')
  if (document.unknownColumns === 'keep') tell(null, 'columns that the schema does not name are not kept.')
  for (const note of nameNotes(document, dialect)) tell(null, note)
  const lines = [...columns, ...keys].map((line) => `  ${line}`).join(',\n')
  return { text: `CREATE TABLE ${quoteIdentifier(document.name)} (\n${lines}\n)${tableSuffix[dialect]};\n`, notes }
}

const knownProperties: ReadonlySet<string> = new Set(['unique', 'precision', 'scale', 'default'])

function columnOf(field: SchemaField, dialect: SqlDialect, tell: Tell): string {
  const type = sqlTypes[dialect](field)
  const column = quoteIdentifier(field.name)
  for (const note of type.notes) tell(field.name, note)
  tellOwnWays(field, knownProperties, tell)
  if (field.severity !== 'error')
    tell(field.name, `severity "${field.severity}" is left out: every constraint rejects.`)
  const checks = type.check === null ? [] : [type.check(column)]
  sayChecks(field, tell, (check) => {
    const condition = conditionOf(check, column, type)
    if (condition !== null) checks.push(condition)
    return condition !== null
  })
  if (field.unique === 'file') tell(field.name, 'unique is meant within each file.')
  if (typeof field.default === 'object') tell(field.name, 'the computed default is left out.')
  return [
    column,
    type.name,
    ...(field.required ? ['NOT NULL'] : []),
    ...(typeof field.default === 'string' ? [`DEFAULT ${defaultOf(field.default, type)}`] : []),
    ...(field.unique === undefined ? [] : ['UNIQUE']),
    ...checks.map((check) => `CHECK (${check})`),
  ].join(' ')
}

function defaultOf(text: string, { kind, literal }: SqlType): string {
  return kind === 'number'
    ? text.replace(/^\+/, '')
    : literal(text.toLowerCase() === 'true' && kind === 'truth' ? 'true' : text)
}

/** A check of a cell as a condition that NULL passes; null where SQL has none that all of these databases agree on. */
function conditionOf(check: FieldCheck, column: string, type: SqlType): string | null {
  switch (check.check) {
    case 'min':
      return `${type.compared(column)} >= ${limitText(check.value, type)}`
    case 'max':
      return `${type.compared(column)} <= ${limitText(check.value, type)}`
    case 'min-length':
      return type.kind === 'text' ? `length(${column}) >= ${check.value}` : null
    case 'max-length':
      return type.kind === 'text' ? `length(${column}) <= ${check.value}` : null
    case 'one-of':
    case 'not-one-of': {
      const values = listOf(check.values, type)
      const operator = check.check === 'one-of' ? 'IN' : 'NOT IN'
      return values && `${column} ${operator} (${values.join(', ')})`
    }
    default:
      return null
  }
}

/** A limit as the column is compared with it. */
function limitText(limit: number | string, { kind, literal }: SqlType): string {
  if (typeof limit === 'number') return plainNumber(limit)
  return kind === 'day' ? literal(limit) : limit.replace(/^\+/, '')
}

/** The values of a list as literals; null where a value has several writings, of which the list means one. */
function listOf(texts: readonly string[], { kind, literal }: SqlType): string[] | null {
  if (kind === 'text') return texts.map(quoteLiteral)
  if (kind === 'day') return null
  const values = typedValues(texts, kind === 'truth' ? 'boolean' : 'number')
  return values && texts.map((text) => (kind === 'truth' ? literal(text) : text))
}

/** The keys of several fields: the first whose fields are all required is the primary one. */
function keysOf(document: SchemaDocument, tell: Tell): string[] {
  const required = new Set(document.fields.filter((field) => field.required).map(({ name }) => name))
  let hasPrimary = false
  return (document.unique ?? []).flatMap(({ fields, within, severity, message }) => {
    if (severity !== 'error') {
      tell(null, `the key ${shown(fields)} is left out: it only tells, and rejects nothing.`)
      return []
    }
    if (within === 'file') tell(null, `the key ${shown(fields)} is meant within each file.`)
    if (message !== undefined) tell(null, `the message ${shown(message)} is left out.`)
    const isPrimary = !hasPrimary && fields.every((field) => required.has(field))
    hasPrimary ||= isPrimary
    return [`${isPrimary ? 'PRIMARY KEY' : 'UNIQUE'} (${fields.map(quoteIdentifier).join(', ')})`]
  })
}

/** Names that a database cuts or refuses, whatever their quotes. */
function nameNotes({ name, fields }: SchemaDocument, dialect: SqlDialect): string[] {
  if (dialect === 'sqlite' && /^sqlite_/i.test(name)) return ['SQLite keeps names that begin with sqlite_ for itself.']
  if (dialect !== 'postgres') return []
  return [name, ...fields.map((field) => field.name)]
    .filter((long) => Buffer.byteLength(long) > longestPostgresName)
    .map((long) => `PostgreSQL cuts the name ${shown(long)} behind ${longestPostgresName} bytes.`)
}

/** NAMEDATALEN of PostgreSQL, less the byte that ends a name. */
const longestPostgresName = 63
