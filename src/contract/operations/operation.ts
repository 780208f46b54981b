import { z } from 'zod'

/** Where an operation can be called from. */
const shells = ['desktop', 'cli', 'server'] as const
export type Shell = (typeof shells)[number]

export interface Operation<I extends z.ZodType, O extends z.ZodType> {
  readonly summary: string
  readonly input: I
  readonly output: O
  readonly http: `${'GET' | 'POST' | 'DELETE'} /${string}`
  /** All shells, unless said. */
  readonly shells?: readonly Shell[]
}

/** One entry of the table, with its types kept. */
export function operation<I extends z.ZodType, O extends z.ZodType>(definition: Operation<I, O>): Operation<I, O> {
  return definition
}

/** The input of an operation that needs none. */
export const nothing = z.strictObject({})
/** A name that a caller gives to long work, to follow and to stop it. */
export const task = z.string().min(1).max(100)
export const importId = z.strictObject({ importId: z.number().int().min(1) })
