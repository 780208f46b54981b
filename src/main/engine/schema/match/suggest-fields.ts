import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { similarity } from './similarity.ts'

export interface FieldSuggestion {
  readonly field: string
  /** From 0 to 1. */
  readonly score: number
}

/** Names less alike than this are no suggestion. */
const leastScore = 0.5
/** Beyond so many pairs nobody waits for names to be compared letter by letter. */
const mostPairs = 40_000

/**
 * The fields that columns most probably are, by the likeness of their names: one column for a field and one field for a column, the
 * most alike first. `columns` are names by position.
 */
export function suggestFields(
  columns: ReadonlyMap<number, string>,
  fields: readonly SchemaField[],
): Map<number, FieldSuggestion> {
  if (columns.size * fields.length > mostPairs) return new Map()
  const pairs = [...columns].flatMap(([position, name]) =>
    fields.map((field) => ({ position, field: field.name, score: likeness(name, field) })),
  )
  pairs.sort((one, other) => other.score - one.score || one.position - other.position)
  const found = new Map<number, FieldSuggestion>()
  const taken = new Set<string>()
  for (const { position, field, score } of pairs) {
    if (score < leastScore) break
    if (found.has(position) || taken.has(field)) continue
    found.set(position, { field, score: Math.round(score * 100) / 100 })
    taken.add(field)
  }
  return found
}

function likeness(column: string, { name, title, aliases = [] }: SchemaField): number {
  return Math.max(...[name, title ?? '', ...aliases].map((candidate) => similarity(column, candidate)))
}
