import type { FieldCheck } from '../../../../contract/schema/field-check.ts'
import type { ConversionNote } from '../../../../contract/schema/schema-conversion.ts'
import type { SchemaDocument, SchemaField } from '../../../../contract/schema/schema-document.ts'
import { quoteIdentifier, quoteLiteral } from '../../lib/sql-names.ts'
import { limitOf } from '../../validate/types/limits.ts'
import { noteList, shown, type Tell, tellOthers, tellOwnWays } from './notes.ts'
import { sayChecks } from './said-checks.ts'
import type { SqlType } from './sql-type.ts'
import { type SqlDialect, sqlTypes, tableSuffix } from './sql-types.ts'
import { typedValues } from './typed-values.ts'

/**
 * A document, whose defaults are as they are stored, as a table of an SQL database that takes its accepted rows; and what that cannot say.
 */
export function toSql(
  document: SchemaDocument,
  dialect: SqlDialect,
): { readonly text: string; readonly notes: ConversionNote[] } {
  const { notes, tell } = noteList()
  const columns = document.fields.map((field) => columnOf(field, dialect, tell))
  const keys = keysOf(document, dialect, tell)
  const known = new Set(['$schema', 'name', 'title', 'description', 'fields', 'unknownColumns', 'unique'])
  tellOthers(document, known, (message) => tell(null, message))
  if (document.title !== undefined) tell(null, 'the title is left out.')
  if (document.description !== undefined) tell(null, 'the description is left out.')
  if (document.unknownColumns === 'keep') tell(null, 'columns that the schema does not name are not kept.')
  for (const note of nameNotes(document, dialect)) tell(null, note)
  const lines = [...columns, ...keys].map((line) => `  ${line}`).join(',\n')
  return { text: `CREATE TABLE ${quoteIdentifier(document.name)} (\n${lines}\n)${tableSuffix[dialect]};\n`, notes }
}

const knownProperties: ReadonlySet<string> = new Set(['unique', 'precision', 'scale', 'default', 'values', 'items'])

function columnOf(field: SchemaField, dialect: SqlDialect, tell: Tell): string {
  const type = sqlTypes[dialect][field.type](field)
  const column = quoteIdentifier(field.name)
  for (const note of type.notes) tell(field.name, note)
  tellOwnWays(field, knownProperties, tell)
  if (field.severity !== 'error')
    tell(field.name, `severity "${field.severity}" is left out: every constraint rejects.`)
  const checks = type.check === null ? [] : [type.check(column)]
  sayChecks(field, tell, (check) => {
    const condition = conditionOf(check, field, type)
    if (condition !== null) checks.push(condition)
    return condition !== null
  })
  const isUnique = field.unique !== undefined && type.noKey === null
  if (field.unique !== undefined && type.noKey !== null) tell(field.name, `unique is left out: ${type.noKey}`)
  if (isUnique && field.unique === 'file') tell(field.name, 'unique is meant within each file.')
  if (typeof field.default === 'object') tell(field.name, 'the computed default is left out.')
  return [
    column,
    type.name,
    ...(field.required ? ['NOT NULL'] : []),
    ...(typeof field.default === 'string' ? [`DEFAULT ${type.literal(field.default)}`] : []),
    ...(isUnique ? ['UNIQUE'] : []),
    ...checks.map((check) => `CHECK (${check})`),
  ].join(' ')
}

/** A check of a cell as a condition that NULL passes; null where SQL has none that all of these databases agree on. */
function conditionOf(check: FieldCheck, field: SchemaField, type: SqlType): string | null {
  const column = quoteIdentifier(field.name)
  switch (check.check) {
    case 'min':
    case 'max': {
      const limit = limitOf(check.value, field)
      if (type.order === null || limit === null) return null
      return `${type.order.compared(column)} ${check.check === 'min' ? '>=' : '<='} ${type.order.limit(limit)}`
    }
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

/** The values of a list as literals; null where a value has several writings, of which the list means one. */
function listOf(texts: readonly string[], { kind, literal }: SqlType): string[] | null {
  if (kind === 'text') return texts.map(quoteLiteral)
  if (kind === 'other') return null
  const values = typedValues(texts, kind === 'truth' ? 'boolean' : 'number')
  return values && texts.map((text) => (kind === 'truth' ? literal(text) : text))
}

/** The keys of several fields: the first whose fields are all required is the primary one. */
function keysOf(document: SchemaDocument, dialect: SqlDialect, tell: Tell): string[] {
  const required = new Set(document.fields.filter((field) => field.required).map(({ name }) => name))
  let hasPrimary = false
  return (document.unique ?? []).flatMap(({ fields, within, severity, message }) => {
    if (severity !== 'error') {
      tell(null, `the key ${shown(fields)} is left out: it only tells, and rejects nothing.`)
      return []
    }
    const noKey = noKeyOf(document, fields, dialect)
    if (noKey !== null) {
      tell(null, `the key ${shown(fields)} is left out: ${noKey}`)
      return []
    }
    if (within === 'file') tell(null, `the key ${shown(fields)} is meant within each file.`)
    if (message !== undefined) tell(null, `the message ${shown(message)} is left out.`)
    const isPrimary = !hasPrimary && fields.every((field) => required.has(field))
    hasPrimary ||= isPrimary
    return [`${isPrimary ? 'PRIMARY KEY' : 'UNIQUE'} (${fields.map(quoteIdentifier).join(', ')})`]
  })
}

function noKeyOf(document: SchemaDocument, names: readonly string[], dialect: SqlDialect): string | null {
  const fields = document.fields.filter(({ name }) => names.includes(name))
  return fields.map((field) => sqlTypes[dialect][field.type](field).noKey).find((why) => why !== null) ?? null
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
