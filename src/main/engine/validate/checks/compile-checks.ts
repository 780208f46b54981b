import type { Severity } from '../../../../contract/issues.ts'
import type { FieldCheck } from '../../../../contract/schema/field-check.ts'
import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { AppError } from '../../lib/app-error.ts'
import { assert } from '../../lib/assert.ts'
import type { Extensions } from '../extensions.ts'
import { plainNumber } from '../types/decimals.ts'
import type { ValueType } from '../value-type.ts'
import { compileFieldPattern } from '../patterns/compile-field-pattern.ts'
import type { Failure } from '../verdict.ts'

/** A check of a field, compiled once. */
export interface CompiledCheck {
  /** Judges a text as it is stored, never empty: what is wrong, or null. */
  readonly check: (text: string) => Failure | null
  /** Whether it is made of the value, so that a text which is not of its type cannot be checked. */
  readonly ofValue: boolean
  /** Whether UTF-8 bytes, as one character each, are judged like the characters. */
  readonly readsBytes: boolean
  readonly severity: Severity
}

/**
 * The checks of a field, in the order written. `type` is how its type reads texts, null for `text`.
 * @throws AppError `schema-invalid` for a pattern that does not compile or a name that nobody registered
 */
export function compileChecks(field: SchemaField, type: ValueType | null, extensions: Extensions): CompiledCheck[] {
  return field.checks.flatMap((check) => {
    // What other cells belong to is judged with the row.
    if (check.check === 'expression') return []
    const compiled = compileCheck(check, field, type, extensions)
    return { ofValue: false, readsBytes: false, severity: check.severity ?? field.severity, ...compiled }
  })
}

type CellCheck = Exclude<FieldCheck, { check: 'expression' }>
type Compiled = Pick<CompiledCheck, 'check'> & Partial<CompiledCheck>

function compileCheck(check: CellCheck, field: SchemaField, type: ValueType | null, extensions: Extensions): Compiled {
  const failing = (code: Failure['code']): Failure =>
    check.message === undefined ? { code } : { code, reason: check.message }
  switch (check.check) {
    case 'min': {
      const failure = failing('too-small')
      const compare = comparison(check, type)
      return { check: (text) => (compare(text) < 0 ? failure : null), ofValue: true, readsBytes: true }
    }
    case 'max': {
      const failure = failing('too-large')
      const compare = comparison(check, type)
      return { check: (text) => (compare(text) > 0 ? failure : null), ofValue: true, readsBytes: true }
    }
    case 'min-length': {
      const failure = failing('too-short')
      return { check: (text) => (characters(text) < check.value ? failure : null) }
    }
    case 'max-length': {
      const failure = failing('too-long')
      return { check: (text) => (characters(text) > check.value ? failure : null) }
    }
    case 'pattern': {
      const failure = failing('pattern-mismatch')
      const { test, readsBytes } = compileFieldPattern(check, field)
      return { check: (text) => (test(text) ? null : failure), readsBytes }
    }
    case 'one-of': {
      const failure = failing('not-one-of')
      const values = new Set(check.values)
      return { check: (text) => (values.has(text) ? null : failure) }
    }
    case 'not-one-of': {
      const failure = failing('forbidden-value')
      const values = new Set(check.values)
      return { check: (text) => (values.has(text) ? failure : null) }
    }
    case 'custom':
      return { check: customCheck(check.name, failing('custom'), extensions) }
  }
}

/** How texts lie to the limit of a check. */
function comparison(
  check: Extract<FieldCheck, { check: 'min' | 'max' }>,
  type: ValueType | null,
): (text: string) => number {
  assert(type?.compareTo, 'a schema with limits for a type without order is refused when it is read')
  return type.compareTo(plainNumber(check.value))
}

/** Characters as people count them, not UTF-16 units. */
function characters(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

function customCheck(name: string, failure: Failure, extensions: Extensions): CompiledCheck['check'] {
  const validator = extensions.validators.get(name)
  if (!validator) {
    throw new AppError('schema-invalid', `No validator named "${name}" is registered.`, {
      hint: 'Register it in the program that opens the workspace, or take it out of the schema.',
    })
  }
  return (text) => {
    const verdict = validator(text)
    if (verdict === true) return null
    return typeof verdict === 'string' && failure.reason === undefined ? { code: 'custom', reason: verdict } : failure
  }
}
