import type { FieldCheck } from '../../../../contract/schema/field-check.ts'
import type { ConversionNote } from '../../../../contract/schema/schema-conversion.ts'
import type { SchemaDocument, SchemaField } from '../../../../contract/schema/schema-document.ts'
import { limitOf } from '../../validate/types/limits.ts'
import { withLocale } from '../../validate/writing/field-writing.ts'
import { noteList, shown, type Tell, tellOthers, tellOwnWays } from './notes.ts'
import { sayChecks } from './said-checks.ts'
import { type TableSchema, type TableSchemaField, tableSchemaProfile } from './table-schema.ts'
import { type TableType, tableType } from './to-table-types.ts'
import { wholePattern } from './whole-pattern.ts'

/** A document as a Table Schema (Data Package 2.0), and what that cannot say. */
export function toTableSchema(document: SchemaDocument): {
  readonly document: TableSchema
  readonly notes: ConversionNote[]
} {
  const { notes, tell } = noteList()
  const foreignKeys: object[] = []
  const fields = document.fields.map((field) => tableField(withLocale(field, document.locale), foreignKeys, tell))
  const [primaryKey, ...uniqueKeys] = keysOf(document, tell)
  const known = new Set([
    '$schema',
    'name',
    'title',
    'description',
    'fields',
    'unknownColumns',
    'nullWords',
    'unique',
    'locale',
  ])
  tellOthers(document, known, (message) => tell(null, message))
  if (document.unknownColumns === 'ignore')
    tell(null, 'Unknown columns are ignored; fieldsMatch says that there may be some.')
  return {
    document: {
      $schema: tableSchemaProfile,
      name: document.name,
      ...(document.title === undefined ? {} : { title: document.title }),
      ...(document.description === undefined ? {} : { description: document.description }),
      fields,
      fieldsMatch: document.unknownColumns === 'reject' ? 'equal' : 'subset',
      missingValues: ['', ...document.nullWords],
      ...(primaryKey === undefined ? {} : { primaryKey }),
      ...(uniqueKeys.length === 0 ? {} : { uniqueKeys }),
      ...(foreignKeys.length === 0 ? {} : { foreignKeys }),
    },
    notes,
  }
}

function tableField(field: SchemaField, foreignKeys: object[], tell: Tell): TableSchemaField {
  const type = tableType(field)
  for (const note of type.notes ?? []) tell(field.name, note)
  tellOwnWays(field, new Set(['title', 'description', 'unique', ...(type.said ?? [])]), tell)
  if (field.severity !== 'error')
    tell(field.name, `severity "${field.severity}" is left out: every constraint rejects.`)
  const { categories } = type.written
  const constraints: Record<string, unknown> = categories === undefined ? {} : { enum: categories }
  if (field.required) constraints['required'] = true
  if (field.unique !== undefined) constraints['unique'] = true
  if (field.unique === 'file') tell(field.name, 'unique is meant within each file.')
  sayChecks(field, tell, (check) => {
    if (check.check !== 'reference') return sayCheck(check, constraints, field, type, tell)
    if (check.lookup !== undefined) tell(field.name, `the lookup ${shown(check.lookup)} is written as a resource.`)
    const reference = { resource: check.dataset ?? check.lookup, fields: [check.field] }
    foreignKeys.push({ fields: [field.name], reference })
    return true
  })
  return {
    name: field.name,
    ...(field.title === undefined ? {} : { title: field.title }),
    ...(field.description === undefined ? {} : { description: field.description }),
    ...type.written,
    ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
  }
}

/** Puts a check among the constraints, where there is one for it. */
function sayCheck(
  check: FieldCheck,
  constraints: Record<string, unknown>,
  field: SchemaField,
  { written, limit }: TableType,
  tell: Tell,
): boolean {
  const isText = written.type === 'string'
  switch (check.check) {
    case 'min':
    case 'max': {
      const stored = limitOf(check.value, field)
      const said = stored === null ? null : (limit?.(stored) ?? null)
      if (said !== null) constraints[check.check === 'min' ? 'minimum' : 'maximum'] = said
      return said !== null
    }
    case 'min-length':
      // The stored text of a number or a list has a length; the value has none, or another.
      if (isText) constraints['minLength'] = check.value
      return isText
    case 'max-length':
      if (isText) constraints['maxLength'] = check.value
      return isText
    case 'one-of': {
      const isSaid = typesWithValues.has(written.type) && field.format === undefined && field.locale === undefined
      if (isSaid) constraints['enum'] = check.values
      return isSaid
    }
    case 'pattern': {
      if (!isText || (check.flags !== undefined && check.flags !== '')) return false
      const whole = wholePattern(check.pattern)
      // A constraint fits the whole text; this one may stand anywhere in it.
      if (whole === null) tell(field.name, `the pattern ${shown(check.pattern)} is written as one of a whole text.`)
      constraints['pattern'] = whole ?? `[\\s\\S]*(?:${check.pattern})[\\s\\S]*`
      return true
    }
    default:
      return false
  }
}

/** The types whose stored texts are as files have them, so that a list of them can be said. */
const typesWithValues: ReadonlySet<string> = new Set(['string', 'integer', 'number', 'boolean', 'date'])

/** The keys of the document: the first of required fields is the primary one. */
function keysOf(document: SchemaDocument, tell: Tell): (string[] | undefined)[] {
  const required = new Set(document.fields.filter((field) => field.required).map(({ name }) => name))
  const keys = (document.unique ?? []).flatMap((key) => {
    if (key.severity !== 'error') {
      tell(null, `the key ${shown(key.fields)} is left out: it only tells, and rejects nothing.`)
      return []
    }
    if (key.within === 'file') tell(null, `the key ${shown(key.fields)} is meant within each file.`)
    if (key.message !== undefined) tell(null, `the message ${shown(key.message)} is left out.`)
    return [key.fields]
  })
  const primary = keys.find((fields) => fields.every((field) => required.has(field)))
  return [primary, ...keys.filter((fields) => fields !== primary)]
}
