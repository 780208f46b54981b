import type { Failure } from './verdict.ts'

/**
 * How a field's type reads texts, made once from the field, before the first row. What an implementer keeps:
 *
 * - `read` gives the text as it is stored, in the one writing of the type that every store can read (SPEC, "Types"), or a failure. It is
 *   never given an empty text. It throws nothing, keeps nothing between calls that a verdict depends on, and makes no failure anew for
 *   each value where it can be made once.
 * - Reading what it gave without a declared writing gives the same again, but for percentages and lists, which are stored otherwise than
 *   they are written (types/SPEC.md).
 */
export interface ValueType {
  readonly read: (text: string) => string | Failure
  /** Whether the UTF-8 bytes of a text, as one character each, are read like the text: so where only ASCII is sound. */
  readonly readsBytes: boolean
  /**
   * Tells how stored texts lie to a limit (also a stored text): negative, zero or positive as they are less, equal or more.
   * Null where the type has no order.
   */
  readonly compareTo: ((limit: string) => (text: string) => number) | null
}

/** A type whose sound texts are stored as they are; `check` gives what is wrong, or null. */
export function asWritten(
  check: (text: string) => Failure | null,
  { readsBytes, compareTo = null }: Pick<ValueType, 'readsBytes'> & Partial<Pick<ValueType, 'compareTo'>>,
): ValueType {
  return { read: (text) => check(text) ?? text, readsBytes, compareTo }
}
