import type { ErrorCode, ErrorShape } from '../../../contract/errors.ts'

interface AppErrorOptions {
  /** What to do next, for a person. */
  readonly hint?: string
  readonly details?: Record<string, unknown>
  readonly cause?: unknown
}

/** An expected failure: its message says what happened and where, its hint what to do next. Bad data is never one. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly hint: string | null
  readonly details: Record<string, unknown>

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.hint = options.hint ?? null
    this.details = options.details ?? {}
  }
}

/** The value that an error is outside its thread. Anything that is not an `AppError` is our mistake and says so. */
export function toErrorShape(error: unknown): ErrorShape {
  if (error instanceof AppError) {
    return { code: error.code, message: error.message, hint: error.hint, details: error.details }
  }
  const message = error instanceof Error ? error.message : String(error)
  const stack = error instanceof Error ? error.stack : undefined
  return {
    code: 'unexpected',
    message: `Something went wrong inside Headgate: ${message}`,
    hint: 'This is a mistake in the program. The details below help to mend it.',
    details: stack === undefined ? {} : { stack },
  }
}

/** The error that a value was, on the other side of a thread. */
export function fromErrorShape(shape: ErrorShape): AppError {
  return new AppError(shape.code, shape.message, { hint: shape.hint ?? undefined, details: shape.details })
}

/** The code of a failed system call, such as `ENOENT`; null for any other error. */
export function systemCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}

/** Turns a full disk, seen by Node or by SQLite, into the failure that people know; returns any other error as it is. */
export function explainStorageError(error: unknown, where: string): unknown {
  const code = systemCode(error)
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL') {
    return new AppError('disk-full', `The disk is full: writing to ${where} failed.`, {
      hint: 'Free some space and resume the import; what was committed is kept.',
      cause: error,
    })
  }
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB') {
    return new AppError('workspace-damaged', `The workspace database is damaged: ${where}.`, {
      hint: 'Restore a backup of the workspace. Nothing was overwritten.',
      cause: error,
    })
  }
  return error
}
