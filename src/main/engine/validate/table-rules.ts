import type { Severity } from '../../../contract/issues.ts'
import type { FieldCheck, TableCheck } from '../../../contract/schema/field-check.ts'
import { tableCheckNames } from '../../../contract/schema/table-check-names.ts'
import type { SchemaDocument, SchemaField, UniqueWithin } from '../../../contract/schema/schema-document.ts'
import type { LayoutColumn } from './layout.ts'

/** What every rule of a table says. SPEC.md, "Tables", has what the rules mean. */
interface Rule {
  /** The fields whose values it looks at, together, and where they stand in a stored row. */
  readonly fields: readonly string[]
  readonly positions: readonly number[]
  readonly severity: Severity
  /** Said instead of the usual words. */
  readonly message: string | null
}

export interface UniqueRule extends Rule {
  readonly kind: 'unique'
  readonly within: UniqueWithin
}

export interface ReferenceRule extends Rule {
  readonly kind: 'reference'
  /** Exactly one of the two is given. */
  readonly dataset: string | null
  readonly lookup: string | null
  /** The field of the dataset, or the column of the lookup table, that has the values. */
  readonly target: string
}

export interface OrderRule extends Rule {
  readonly kind: 'order'
  readonly direction: 'increasing' | 'decreasing'
  readonly strictly: boolean
}

/** Of an upsert: a row has a value in a field of its key. */
interface KeyRule extends Rule {
  readonly kind: 'key'
}

/** Of an upsert: a row is of a key that is there already, because its file lacks a field that a new row needs. */
interface NewRule extends Rule {
  readonly kind: 'new'
  readonly lacks: string
}

/** A rule that looks beyond one row. */
export type TableRule = UniqueRule | ReferenceRule | OrderRule | KeyRule | NewRule

/** The fields of a schema that a layout has, by their place in a stored row. */
type Positions = ReadonlyMap<string, number>

/** Whether a check looks beyond its own row. */
export function isTableCheck(check: FieldCheck): check is TableCheck {
  return tableCheckNames.some((name) => name === check.check)
}

/**
 * The rules of a schema that look beyond one row, in the order of their issues: those of the fields, then the keys of several fields.
 * Rules of fields that the layout has not are left out: their values are NULL in every row, and NULL passes.
 */
export function tableRules(document: SchemaDocument, layout: readonly LayoutColumn[]): TableRule[] {
  const positions: Positions = new Map(
    layout.flatMap(({ field }, position) => (field === null ? [] : [[field, position] as const])),
  )
  return [
    ...document.fields.flatMap((field) => rulesOfField(field, positions)),
    ...(document.unique ?? []).flatMap((key): UniqueRule[] => {
      const found = key.fields.flatMap((field) => positions.get(field) ?? [])
      if (found.length < key.fields.length) return []
      const { fields, within, severity, message = null } = key
      return [{ kind: 'unique', fields, positions: found, within, severity, message }]
    }),
  ]
}

function rulesOfField(field: SchemaField, known: Positions): TableRule[] {
  const position = known.get(field.name)
  if (position === undefined) return []
  const place = { fields: [field.name], positions: [position] }
  const unique: UniqueRule[] =
    field.unique === undefined
      ? []
      : [{ kind: 'unique', ...place, within: field.unique, severity: field.severity, message: null }]
  const checks = field.checks.filter(isTableCheck).map((check): TableRule => {
    const said = { severity: check.severity ?? field.severity, message: check.message ?? null }
    if (check.check !== 'reference') {
      return { kind: 'order', ...place, ...said, direction: check.check, strictly: check.strictly ?? false }
    }
    const { dataset = null, lookup = null, field: target } = check
    // The words of the code speak of the field's first reference.
    const words = check === field.checks.find((other) => other.check === 'reference') ? null : repeatedWords(check)
    return { kind: 'reference', ...place, ...said, message: said.message ?? words, dataset, lookup, target }
  })
  return [...unique, ...checks]
}

function repeatedWords({ dataset, lookup, field }: Extract<TableCheck, { check: 'reference' }>): string {
  return `the value does not occur as "${field}" in "${dataset ?? lookup}".`
}

/** Where the issues of a rule stand: at its field, or at the record where it is about several. */
export function positionOf({ positions }: TableRule): number {
  return positions.length === 1 ? (positions[0] as number) : -1
}
