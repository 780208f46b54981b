import type { IssueCode } from '../../../contract/issues.ts'
import type { FieldCheck, SchemaField } from '../../../contract/schema-document.ts'
import { AppError } from '../lib/app-error.ts'
import { isEmail } from './email.ts'
import type { Extensions } from './extensions.ts'
import { decimalShape } from './layout.ts'
import { type Check, decimalCheck, isBoolean, isDate, isInteger, isNumber, isUrl, withLimits } from './types.ts'

/** What a check found, with the reason that a program gave, where it gave one. */
export interface Finding {
  readonly code: IssueCode
  readonly reason?: string
}

/** Judges one cell's text, never empty: what is wrong, or null. */
export type CompiledCheck = (text: string) => Finding | null

/**
 * The checks of a field in the order in which they are made: its type, then the others as written. `phone` is the check of its
 * phone numbers, which has to be loaded beforehand.
 * @throws AppError `schema-invalid` for a pattern that does not compile or a name that nobody registered
 */
export function compileChecks(field: SchemaField, extensions: Extensions, phone: Check | null): CompiledCheck[] {
  const checks: CompiledCheck[] = []
  const type = typeCheck(field, phone)
  if (type) checks.push(withCode(type))
  for (const check of field.checks) {
    if (check.check === 'custom') checks.push(customCheck(check.name, extensions))
    else {
      const plain = plainCheck(check, field)
      if (plain) checks.push(withCode(plain))
    }
  }
  return checks
}

/**
 * Refuses checks that cannot work, whoever registers what.
 * @throws AppError `schema-invalid`
 */
export function refuseBadChecks(field: SchemaField): void {
  for (const check of field.checks) if (check.check !== 'custom') plainCheck(check, field)
}

function withCode(check: Check): CompiledCheck {
  const found = new Map<IssueCode, Finding>()
  return (text) => {
    const code = check(text)
    if (code === null) return null
    let finding = found.get(code)
    if (!finding) {
      finding = { code }
      found.set(code, finding)
    }
    return finding
  }
}

function isNumeric(field: SchemaField): boolean {
  return field.type === 'integer' || field.type === 'decimal' || field.type === 'number'
}

function typeCheck(field: SchemaField, phone: Check | null): Check | null {
  const min = limitOf(field, 'min')
  const max = limitOf(field, 'max')
  switch (field.type) {
    case 'text':
      return null
    case 'integer':
      return withLimits(isInteger, min, max)
    case 'decimal': {
      const { precision, scale } = decimalShape(field)
      return withLimits(decimalCheck(precision, scale), min, max)
    }
    case 'number':
      return withLimits(isNumber, min, max)
    case 'boolean':
      return isBoolean
    case 'date':
      return isDate
    case 'email':
      return isEmail
    case 'url':
      return isUrl
    case 'phone':
      return phone
  }
}

/** The narrowest of the limits that a field has. */
function limitOf(field: SchemaField, which: 'min' | 'max'): number | undefined {
  const values = field.checks.flatMap((check) => (check.check === which ? [check.value] : []))
  if (values.length === 0) return undefined
  return which === 'min' ? Math.max(...values) : Math.min(...values)
}

/** A check that needs nothing but the text; null for the limits of a number, which are part of its type's check. */
function plainCheck(check: Exclude<FieldCheck, { check: 'custom' }>, field: SchemaField): Check | null {
  switch (check.check) {
    case 'min-length':
      return (text) => (characters(text) < check.value ? 'too-short' : null)
    case 'max-length':
      return (text) => (characters(text) > check.value ? 'too-long' : null)
    case 'pattern': {
      const pattern = compilePattern(check.pattern, check.flags ?? '', field.name)
      return (text) => (pattern.test(text) ? null : 'pattern-mismatch')
    }
    case 'one-of': {
      const values = new Set(check.values)
      return (text) => (values.has(text) ? null : 'not-one-of')
    }
    case 'min':
    case 'max':
      // A text that is no number has no size.
      if (isNumeric(field)) return null
      throw new AppError(
        'schema-invalid',
        `Field "${field.name}": ${check.check} needs a type of number, not ${field.type}.`,
        {
          hint: 'Use min-length or max-length for texts.',
        },
      )
  }
}

/** Characters as people count them, not UTF-16 units. */
function characters(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

function customCheck(name: string, extensions: Extensions): CompiledCheck {
  const validator = extensions.validators.get(name)
  if (!validator) {
    throw new AppError('schema-invalid', `No validator named "${name}" is registered.`, {
      hint: 'Register it in the program that opens the workspace, or take it out of the schema.',
    })
  }
  return (text) => {
    const verdict = validator(text)
    if (verdict === true) return null
    return typeof verdict === 'string' ? { code: 'custom', reason: verdict } : { code: 'custom' }
  }
}

function compilePattern(pattern: string, flags: string, field: string): RegExp {
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
