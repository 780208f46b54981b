import type { FieldCheck } from '../../../../contract/schema/field-check.ts'
import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { AppError } from '../../lib/app-error.ts'

/**
 * [T-pattern] Whether a text holds a match.
 * @throws AppError `schema-invalid` for a pattern that does not compile
 */
export function compilePattern(
  { pattern, flags = '' }: Extract<FieldCheck, { check: 'pattern' }>,
  { name }: SchemaField,
): (text: string) => boolean {
  const compiled = compile(pattern, flags, name)
  return (text) => compiled.test(text)
}

function compile(pattern: string, flags: string, field: string): RegExp {
  try {
    // Unicode first: a pattern written for it means what it says; older ones that Unicode forbids still work.
    return new RegExp(pattern, `${flags.replace('u', '')}u`)
  } catch {
    try {
      return new RegExp(pattern, flags)
    } catch (error) {
      throw new AppError(
        'schema-invalid',
        `Field "${field}": the pattern does not compile. ${(error as Error).message}`,
        {
          hint: 'Correct the pattern and add the schema again; the previous version stays in force.',
          cause: error,
        },
      )
    }
  }
}
