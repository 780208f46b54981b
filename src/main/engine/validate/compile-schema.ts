import type { IssueCode, Severity } from '../../../contract/issues.ts'
import type { FieldCheck, SchemaDocument, SchemaField } from '../../../contract/schema-document.ts'
import { AppError } from '../lib/app-error.ts'
import { compileTransforms, type Transform } from '../transform/transforms.ts'
import type { Extensions } from './extensions.ts'
import type { LayoutColumn } from './layout.ts'
import { loadPhoneCheck } from './phone.ts'
import {
  type Check,
  decimalCheck,
  isBoolean,
  isDate,
  isEmail,
  isInteger,
  isNumber,
  isUrl,
  withLimits,
} from './types.ts'

/** One thing wrong with a row, as it is stored: cell position (-1 for the record), code, severity, and a reason given by a program. */
export type StoredIssue = readonly [position: number, code: IssueCode, severity?: Severity, reason?: string]

/** Judges one cell and reports what is wrong; returns the clean text, null for NULL. */
type CellJudge = (text: string, issues: IssueList) => string | null

/** Where a judge puts what it finds; empty between rows. */
export type IssueList = StoredIssue[]

/** A schema for files of one header: one function per cell, built once, before the first row. */
export interface CompiledSchema {
  /** Cells of a record; more or fewer is a fault of the record. */
  readonly sourceWidth: number
  /**
   * Judges a record of `sourceWidth` cells. Puts the clean cells into `clean` and what is wrong into `issues`;
   * returns the raw texts of the cells that cleaning changed, by position, or null where nothing changed.
   */
  readonly judge: (
    record: readonly string[],
    clean: (string | null)[],
    issues: IssueList,
  ) => Record<number, string> | null
}

/**
 * Compiles a schema for the columns of a file.
 * @throws AppError `schema-invalid` for a pattern that does not compile or a name that nobody registered
 */
export async function compileSchema(
  document: SchemaDocument,
  layout: readonly LayoutColumn[],
  extensions: Extensions,
): Promise<CompiledSchema> {
  const fields = new Map(document.fields.map((field) => [field.name, field]))
  const nullWords = new Set(document.nullWords)
  const judges: (CellJudge | null)[] = []
  for (const [position, column] of layout.entries()) {
    const field = column.field === null ? undefined : fields.get(column.field)
    judges.push(field ? await compileField(field, position, nullWords, extensions) : null)
  }
  const sourceWidth = layout.filter((column) => column.source !== null).length

  return {
    sourceWidth,
    judge: (record, clean, issues) => {
      let changed: Record<number, string> | null = null
      for (let position = 0; position < judges.length; position++) {
        const raw = position < sourceWidth ? (record[position] as string) : ''
        const judge = judges[position]
        const text = judge ? judge(raw, issues) : raw === '' ? null : raw
        clean[position] = text
        if (text !== raw && !(text === null && raw === '')) {
          changed ??= {}
          changed[position] = raw
        }
      }
      return changed
    },
  }
}

async function compileField(
  field: SchemaField,
  position: number,
  nullWords: ReadonlySet<string>,
  extensions: Extensions,
): Promise<CellJudge | null> {
  const transform = canonicalForm(field, compileTransforms(field.transforms, extensions))
  const checks = await compileChecks(field, extensions)
  const { required, keepEmpty, severity } = field
  const defaultText = field.default ?? null
  const missing: StoredIssue = issueOf(position, 'required', severity)
  const single = checks.length === 1 && nullWords.size === 0 ? (checks[0] as CompiledCheck) : null

  const empty = (issues: IssueList): string | null => {
    if (defaultText !== null) return defaultText
    if (required) issues.push(missing)
    return keepEmpty ? '' : null
  }
  const run = (text: string, issues: IssueList): void => {
    for (const check of checks) {
      const found = check(text)
      if (found !== null) issues.push(issueOf(position, found.code, severity, found.reason))
    }
  }
  if (transform === null && single !== null) {
    return (text, issues) => {
      if (text === '') return empty(issues)
      const found = single(text)
      if (found !== null) issues.push(issueOf(position, found.code, severity, found.reason))
      return text
    }
  }
  return (raw, issues) => {
    const text = transform === null ? raw : transform(raw)
    if (text === '' || nullWords.has(text)) return empty(issues)
    run(text, issues)
    return text
  }
}

function issueOf(position: number, code: IssueCode, severity: Severity, reason?: string): StoredIssue {
  if (reason !== undefined) return [position, code, severity, reason]
  return severity === 'error' ? [position, code] : [position, code, severity]
}

/** A boolean is stored as `true` or `false`, whatever its case was. */
function canonicalForm(field: SchemaField, transform: Transform | null): Transform | null {
  if (field.type !== 'boolean') return transform
  const lower: Transform = (text) => (isBoolean(text) === null ? text.toLowerCase() : text)
  return transform === null ? lower : (text) => lower(transform(text))
}

/** A check with the reason that a program gave, where it gave one. */
type CompiledCheck = (text: string) => { readonly code: IssueCode; readonly reason?: string } | null

async function compileChecks(field: SchemaField, extensions: Extensions): Promise<CompiledCheck[]> {
  const checks: CompiledCheck[] = []
  const type = await typeCheck(field)
  if (type) checks.push(withCode(type))
  for (const check of field.checks) {
    // The limits of a number are part of its type's check: a text that is no number has no size.
    if ((check.check === 'min' || check.check === 'max') && isNumeric(field)) continue
    checks.push(check.check === 'custom' ? customCheck(check.name, extensions) : withCode(plainCheck(check, field)))
  }
  return checks
}

function withCode(check: Check): CompiledCheck {
  const found = new Map<IssueCode, { readonly code: IssueCode }>()
  return (text) => {
    const code = check(text)
    if (code === null) return null
    let value = found.get(code)
    if (!value) {
      value = { code }
      found.set(code, value)
    }
    return value
  }
}

function isNumeric(field: SchemaField): boolean {
  return field.type === 'integer' || field.type === 'decimal' || field.type === 'number'
}

async function typeCheck(field: SchemaField): Promise<Check | null> {
  const min = limitOf(field, 'min')
  const max = limitOf(field, 'max')
  switch (field.type) {
    case 'text':
      return null
    case 'integer':
      return withLimits(isInteger, min, max)
    case 'decimal':
      return withLimits(decimalCheck(field.precision ?? 38, field.scale ?? 10), min, max)
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
      return loadPhoneCheck(field.region)
  }
}

function limitOf(field: SchemaField, which: 'min' | 'max'): number | undefined {
  const check = field.checks.find((candidate) => candidate.check === which)
  return check && 'value' in check ? check.value : undefined
}

function plainCheck(check: Exclude<FieldCheck, { check: 'custom' }>, field: SchemaField): Check {
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

/**
 * @throws AppError `schema-invalid` saying which field and why
 */
export function compilePattern(pattern: string, flags: string, field: string): RegExp {
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
