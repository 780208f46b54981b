import type { IssueCode, Severity } from '../../../contract/issues.ts'

/** What is wrong with a value, wherever it stands. Reasons that need no value are made once, before the first row. */
export interface Failure {
  readonly code: IssueCode
  /** Said instead of the usual words of the code. */
  readonly reason?: string
}

const plain = new Map<IssueCode, Failure>()

/** The failure of a code in its usual words; always the same one. */
export function failureOf(code: IssueCode): Failure {
  let failure = plain.get(code)
  if (!failure) {
    failure = { code }
    plain.set(code, failure)
  }
  return failure
}

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

/** Where a judge puts what it finds; empty between rows. */
export type IssueList = StoredIssue[]

/** A failure at its place; what is usual is left out. */
export function issueAt(position: number, failure: Failure, severity: Severity): StoredIssue {
  if (failure.reason !== undefined) return [position, failure.code, severity, failure.reason]
  return severity === 'error' ? [position, failure.code] : [position, failure.code, severity]
}

/** Whether an issue rejects its row. */
export function isError([, , severity = 'error']: StoredIssue): boolean {
  return severity === 'error'
}
