import type { IssueCode } from '../../../../contract/issues.ts'

/** Judges one cell's text, never empty: the code of what is wrong, or null. Rules are numbered in SPEC.md. */
export type Check = (text: string) => IssueCode | null
