import type { ImportMode } from '../../../contract/imports.ts'
import type { SchemaDocument } from '../../../contract/schema/schema-document.ts'
import type { LayoutColumn } from './layout.ts'
import { type TableRule, tableRules } from './table-rules.ts'

/** What beside schema and columns decides which rules the rows of an import have. */
export interface ImportKind {
  readonly mode: ImportMode
  /** Fields; empty unless it is an upsert. */
  readonly key: readonly string[]
}

/** [U11] The rules beyond the row that an import is judged by: those of its schema, and of an upsert that a row has a key of its own. */
export function importRules(
  document: SchemaDocument,
  layout: readonly LayoutColumn[],
  { mode, key }: ImportKind,
): TableRule[] {
  const rules = tableRules(document, layout)
  if (mode !== 'upsert') return rules
  const positions = key.map((field) => layout.findIndex((column) => column.field === field))
  const said = { severity: 'error', message: null } as const
  const fieldOf = (name: string) => document.fields.find((field) => field.name === name)
  // Where the schema itself rejects what has no value, or has one twice, once is enough.
  const missing = key.flatMap((field, index): TableRule[] => {
    const declared = fieldOf(field)
    if (declared?.required === true && declared.severity === 'error') return []
    return [{ kind: 'key', fields: [field], positions: [positions[index] as number], ...said }]
  })
  const isUnique = rules.some(
    (rule) => rule.kind === 'unique' && rule.severity === 'error' && sameFields(rule.fields, key),
  )
  const unique: TableRule[] = isUnique ? [] : [{ kind: 'unique', within: 'file', fields: key, positions, ...said }]
  const absent = document.fields.filter(
    ({ name, required, severity, default: value }) =>
      required && severity === 'error' && value === undefined && !layout.some((column) => column.field === name),
  )
  const inserted = absent.map(
    (field): TableRule => ({ kind: 'new', fields: key, positions: [], ...said, lacks: field.name }),
  )
  return [...rules, ...missing, ...unique, ...inserted]
}

function sameFields(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((field) => other.includes(field))
}
