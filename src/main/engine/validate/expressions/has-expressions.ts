import type { SchemaDocument } from '../../../../contract/schema/schema-document.ts'

/** Whether a schema computes anything from its rows. Apart from what computes it, so that asking loads no language. */
export function hasExpressions({ fields, rules = [] }: SchemaDocument): boolean {
  return (
    rules.length > 0 ||
    fields.some(
      (field) => typeof field.default === 'object' || field.checks.some(({ check }) => check === 'expression'),
    )
  )
}
