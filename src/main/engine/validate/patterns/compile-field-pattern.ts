import type { FieldCheck } from '../../../../contract/schema/field-check.ts'
import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { type CompiledPattern, compilePattern } from './compile-pattern.ts'

/**
 * [T-pattern] The pattern of a check of a field.
 * @throws AppError `schema-invalid` naming the field
 */
export function compileFieldPattern(
  { pattern, flags }: Extract<FieldCheck, { check: 'pattern' }>,
  { name }: SchemaField,
): CompiledPattern {
  return compilePattern(pattern, flags, `Field "${name}": the pattern`)
}
