import type { ErrorCode, ErrorShape } from '../../contract/errors.ts'
import type { Call } from '../../contract/operations.ts'
import type { Outcome } from '../../preload/bridge.ts'
import { bridge } from './bridge.ts'

/** A failure that the engine explained: words for the person in `message` and `hint`, a code for the program. */
export class OperationError extends Error {
  readonly code: ErrorCode
  readonly hint: string | null
  readonly details: Record<string, unknown>

  constructor(shape: ErrorShape) {
    super(shape.message)
    this.name = 'OperationError'
    this.code = shape.code
    this.hint = shape.hint
    this.details = shape.details
  }
}

/** The value of an outcome, or its error thrown. */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new OperationError(outcome.error)
}

/** Calls an operation of the engine; rejects with an `OperationError`. */
export const call: Call = async (name, input) => unwrap(await bridge.call(name, input))
