import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { AppError } from '../../lib/app-error.ts'
import type { ComputedDefault } from './document-expressions.ts'

/**
 * Puts computed defaults into an order in which each comes behind those that it reads.
 * @throws AppError `schema-invalid` for defaults that need each other, or themselves
 */
export function orderDefaults(defaults: readonly ComputedDefault[], fields: readonly SchemaField[]): ComputedDefault[] {
  const byField = new Map(defaults.map((computed) => [computed.field, computed]))
  const ordered: ComputedDefault[] = []
  const done = new Set<number>()
  const visit = (computed: ComputedDefault, way: readonly number[]): void => {
    if (done.has(computed.field)) return
    const from = way.indexOf(computed.field)
    if (from !== -1) throw circular([...way.slice(from), computed.field], fields)
    for (const { field } of computed.expression.reads) {
      const needed = byField.get(field)
      if (needed) visit(needed, [...way, computed.field])
    }
    done.add(computed.field)
    ordered.push(computed)
  }
  for (const computed of defaults) visit(computed, [])
  return ordered
}

function circular(way: readonly number[], fields: readonly SchemaField[]): AppError {
  const names = way.map((field) => `"${(fields[field] as SchemaField).name}"`)
  return new AppError(
    'schema-invalid',
    names.length === 2
      ? `Field ${names[0]}: its default is computed from itself.`
      : `Defaults need each other in a circle: ${names.join(' from ')}.`,
    { hint: 'Let one of them be a fixed text, or compute it from other fields.' },
  )
}
