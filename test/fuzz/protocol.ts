import type { ErrorCode } from '../../src/contract/errors.ts'

/** A file to make and judge. */
export interface Question {
  readonly target: string
  readonly seed: number
}

/** What became of it; `failure` says what is wrong. */
export interface Answer {
  readonly code: ErrorCode | null
  readonly failure: string | null
  /** Of the process, since it began. */
  readonly peakBytes: number
}
