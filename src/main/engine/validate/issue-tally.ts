import type { IssueCode, Severity } from '../../../contract/issues.ts'
import type { StoredIssue } from './verdict.ts'

/** How many issues of one kind there are. */
export interface IssueCount {
  /** 0-based; -1 for records as a whole. */
  readonly position: number
  readonly code: IssueCode
  readonly severity: Severity
  readonly count: number
}

export interface IssueTally {
  /** Counts an issue; returns how many of its kind there are now. */
  add(issue: StoredIssue): number
  list(): IssueCount[]
}

/** Counts issues by position, code and severity. */
export function issueTally(): IssueTally {
  const counts = new Map<string, { position: number; code: IssueCode; severity: Severity; count: number }>()
  return {
    add: ([position, code, severity = 'error']) => {
      const key = `${position} ${code} ${severity}`
      const found = counts.get(key)
      if (found) return ++found.count
      counts.set(key, { position, code, severity, count: 1 })
      return 1
    },
    list: () => [...counts.values()],
  }
}
