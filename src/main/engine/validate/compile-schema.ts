import type { IssueCode, Severity } from '../../../contract/issues.ts'
import type { SchemaDocument, SchemaField } from '../../../contract/schema-document.ts'
import { AppError } from '../lib/app-error.ts'
import { compileTransforms, type Transform } from '../transform/transforms.ts'
import { type CompiledCheck, compileChecks } from './checks.ts'
import type { Extensions } from './extensions.ts'
import type { LayoutColumn } from './layout.ts'
import { loadPhoneCheck } from './phone.ts'
import { isBoolean } from './types.ts'

/**
 * One thing wrong with a row, as it is stored: cell position (-1 for the record), code, severity, a reason where the code alone does
 * not say it, and the offset in the table's text where a fault of its writing stands.
 */
export type StoredIssue = readonly [
  position: number,
  code: IssueCode,
  severity?: Severity,
  reason?: string | null,
  byteOffset?: number,
]

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
        if (!judge) {
          clean[position] = raw === '' ? null : raw
          continue
        }
        const text = judge(raw, issues)
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

/** The judge of a field; null for one that takes any text as it is. */
async function compileField(
  field: SchemaField,
  position: number,
  nullWords: ReadonlySet<string>,
  extensions: Extensions,
): Promise<CellJudge | null> {
  const transform = canonicalForm(field, compileTransforms(field.transforms, extensions))
  const phone = field.type === 'phone' ? await loadPhoneCheck(field.region) : null
  const checks = compileChecks(field, extensions, phone)
  const { required, keepEmpty, severity } = field
  const defaultText = defaultOf(field)
  refuseBadDefault(field, defaultText, checks)
  const missing: StoredIssue = issueOf(position, 'required', severity)

  const empty = (issues: IssueList): string | null => {
    if (defaultText !== null) return defaultText
    if (required) issues.push(missing)
    return keepEmpty ? '' : null
  }
  const passesAsItIs = transform === null && nullWords.size === 0
  if (passesAsItIs && checks.length === 0) {
    const emptyIsNull = defaultText === null && !required && !keepEmpty
    return emptyIsNull ? null : (text, issues) => (text === '' ? empty(issues) : text)
  }
  if (passesAsItIs && checks.length === 1) {
    const check = checks[0] as CompiledCheck
    return (text, issues) => {
      if (text === '') return empty(issues)
      const found = check(text)
      if (found !== null) issues.push(issueOf(position, found.code, severity, found.reason))
      return text
    }
  }
  return (raw, issues) => {
    const text = transform === null ? raw : transform(raw)
    if (text === '' || nullWords.has(text)) return empty(issues)
    for (const check of checks) {
      const found = check(text)
      if (found !== null) issues.push(issueOf(position, found.code, severity, found.reason))
    }
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

function defaultOf(field: SchemaField): string | null {
  if (field.default === undefined || field.default === '') return null
  return field.type === 'boolean' ? field.default.toLowerCase() : field.default
}

/** [V5] a default is not judged row by row, so it has to be right from the start. */
function refuseBadDefault(field: SchemaField, text: string | null, checks: readonly CompiledCheck[]): void {
  if (text === null || checks.every((check) => check(text) === null)) return
  throw new AppError('schema-invalid', `Field "${field.name}": its default "${text}" does not pass its own rules.`, {
    hint: 'Correct the default or the rules.',
  })
}
