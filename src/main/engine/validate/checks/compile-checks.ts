import type { Severity } from '../../../../contract/issues.ts'
import type { FieldCheck, TableCheck } from '../../../../contract/schema/field-check.ts'
import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { AppError } from '../../lib/app-error.ts'
import { assert } from '../../lib/assert.ts'
import type { Extensions } from '../extensions.ts'
import { isTableCheck } from '../table-rules.ts'
import { limitOf } from '../types/limits.ts'
import { momentTextFor, type Moment } from '../moment.ts'
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

/** What checks are compiled with, beside their field. */
export interface CheckContext {
  /** How the field's type reads texts, null for `text`. */
  readonly type: ValueType | null
  readonly extensions: Extensions
  readonly now: Moment
}

/**
 * The checks of a field that need nothing but the cell, in the order written.
 * @throws AppError `schema-invalid` for a pattern that does not compile or a name that nobody registered
 */
export function compileChecks(field: SchemaField, context: CheckContext): CompiledCheck[] {
  return field.checks.flatMap((check) => {
    // What other cells, or other rows, belong to is judged with them.
    if (isTableCheck(check) || check.check === 'expression') return []
    const compiled = compileCheck(check, field, context)
    return { ofValue: false, readsBytes: false, severity: check.severity ?? field.severity, ...compiled }
  })
}

type CellCheck = Exclude<FieldCheck, TableCheck | { check: 'expression' }>
type Compiled = Pick<CompiledCheck, 'check'> & Partial<CompiledCheck>

function compileCheck(check: CellCheck, field: SchemaField, { type, extensions, now }: CheckContext): Compiled {
  const failing = (code: Failure['code']): Failure =>
    check.message === undefined ? { code } : { code, reason: check.message }
  switch (check.check) {
    case 'min': {
      const failure = failing('too-small')
      const compare = comparison(limitOf(check.value, field), type)
      return { check: (text) => (compare(text) < 0 ? failure : null), ofValue: true, readsBytes: true }
    }
    case 'max': {
      const failure = failing('too-large')
      const compare = comparison(limitOf(check.value, field), type)
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
    case 'not-in-future': {
      const failure = failing('in-future')
      const compare = comparison(momentTextFor(field.type, now), type)
      return { check: (text) => (compare(text) > 0 ? failure : null), ofValue: true, readsBytes: true }
    }
    case 'custom':
      return { check: customCheck(check.name, failing('custom'), extensions) }
  }
}

/** How texts lie to the limit of a check. */
function comparison(limit: string | null, type: ValueType | null): (text: string) => number {
  assert(type?.compareTo && limit !== null, 'a schema with limits that are not of the type is refused when it is read')
  return type.compareTo(limit)
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
