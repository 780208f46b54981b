import type { SchemaField } from '../../../contract/schema/schema-document.ts'
import { AppError } from '../lib/app-error.ts'
import { compileTransforms } from '../transform/compile-transforms.ts'
import { type CompiledCheck, compileChecks } from './checks/compile-checks.ts'
import type { Extensions } from './extensions.ts'
import type { FieldTally } from './field-tally.ts'
import type { Moment } from './moment.ts'
import { compileType } from './types/compile-type.ts'
import { issueAt, type IssueList, type StoredIssue } from './verdict.ts'

/** Judges one cell and reports what is wrong; returns the clean text, null for NULL. */
export type CellJudge = (text: string, issues: IssueList) => string | null

export interface FieldContext {
  readonly position: number
  readonly nullWords: ReadonlySet<string>
  readonly extensions: Extensions
  readonly now: Moment
  /** Counted up by the judge. */
  readonly tally: FieldTally
}

export interface CompiledField {
  /** Null for a field that takes any text as it is. */
  readonly judge: CellJudge | null
  /** Whether cells must come as characters; otherwise their UTF-8 bytes, as one character each, will do. */
  readonly needsCharacters: boolean
  /** Whether a text that was judged is of the type of the field. */
  readonly isRead: (text: string) => boolean
  /** Fills an empty cell of a field whose default is computed: judges the text that was computed, null for none. */
  readonly fill: (computed: string | null, issues: IssueList) => string | null
}

/**
 * Compiles the rules of a field to one function over its cells.
 * @throws AppError `schema-invalid` for a pattern that does not compile, a name that nobody registered, or a default that fails
 */
export async function compileField(field: SchemaField, context: FieldContext): Promise<CompiledField> {
  const { position, nullWords, extensions, tally } = context
  const { required, keepEmpty, severity } = field
  const transform = await compileTransforms(
    field,
    { locale: field.locale, region: field.region, extensions },
    tally.steps,
  )
  const type = await compileType(field)
  const checks = compileChecks(field, { type, extensions, now: context.now })
  const defaultText = readDefault(field, type?.read ?? null, checks)
  const missing: StoredIssue = issueAt(position, { code: 'required' }, severity)

  const isComputed = typeof field.default === 'object'

  const nothing = (issues: IssueList): string | null => {
    if (required) {
      tally.failed++
      issues.push(missing)
    }
    return keepEmpty ? '' : null
  }
  const empty = (issues: IssueList): string | null => {
    tally.empty++
    // The row fills it, when all other cells are judged.
    if (isComputed) return null
    if (defaultText === null) return nothing(issues)
    tally.defaults++
    return defaultText
  }
  /** The type and the checks of a text that is not empty. */
  const verdict = (text: string, issues: IssueList): string => {
    const before = issues.length
    let value = text
    if (type !== null) {
      const read = type.read(text)
      if (typeof read !== 'string') issues.push(issueAt(position, read, severity))
      else if (read !== text) {
        value = read
        tally.rewritten++
      }
    }
    const isRead = issues.length === before
    for (const { check, ofValue, severity: own } of checks) {
      // What is not of its type has no size.
      if (ofValue && !isRead) continue
      const failure = check(value)
      if (failure !== null) issues.push(issueAt(position, failure, own))
    }
    if (issues.length > before) tally.failed++
    return value
  }

  const fill: CompiledField['fill'] = (computed, issues) => {
    if (computed === null) return nothing(issues)
    tally.defaults++
    return verdict(computed, issues)
  }
  const isRead = (text: string): boolean => type === null || typeof type.read(text) === 'string'

  const passesAsItIs = transform === null && nullWords.size === 0
  const judgesNothing = type === null && checks.length === 0
  const needsCharacters =
    !passesAsItIs ||
    field.default !== undefined ||
    type?.readsBytes === false ||
    checks.some((check) => !check.readsBytes)
  const rest = { needsCharacters, isRead, fill }
  if (passesAsItIs && judgesNothing) return { judge: (text, issues) => (text === '' ? empty(issues) : text), ...rest }
  if (passesAsItIs) return { judge: (text, issues) => (text === '' ? empty(issues) : verdict(text, issues)), ...rest }
  return {
    judge: (raw, issues) => {
      const text = transform === null ? raw : transform(raw)
      if (text === '') return empty(issues)
      if (nullWords.has(text)) {
        tally.nullWords++
        return empty(issues)
      }
      return verdict(text, issues)
    },
    ...rest,
  }
}

/** [V5] a default is not judged row by row, so it has to be right from the start; it is stored as its type writes it. */
function readDefault(
  field: SchemaField,
  read: ((text: string) => unknown) | null,
  checks: readonly CompiledCheck[],
): string | null {
  const text = field.default
  if (typeof text !== 'string' || text === '') return null
  const value = read === null ? text : read(text)
  if (typeof value === 'string' && checks.every(({ check }) => check(value) === null)) return value
  throw new AppError('schema-invalid', `Field "${field.name}": its default "${text}" does not pass its own rules.`, {
    hint: 'Correct the default or the rules.',
  })
}
