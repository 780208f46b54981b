import { z } from 'zod'
import { severity } from '../issues.ts'
import { expression } from './row-rule.ts'

/** What every check may say: how grave a failure is, where not as the field has it, and the words for it. */
const said = {
  severity: severity.optional(),
  message: z.string().min(1).max(1000).optional().describe('Said instead of the usual words'),
}

const length = z.number().int().min(0)

/** A check of a field's value, made after its type was read. */
export const fieldCheck = z.discriminatedUnion('check', [
  z.strictObject({ check: z.literal('min'), value: z.number(), ...said }),
  z.strictObject({ check: z.literal('max'), value: z.number(), ...said }),
  z.strictObject({ check: z.literal('min-length'), value: length, ...said }),
  z.strictObject({ check: z.literal('max-length'), value: length, ...said }),
  z.strictObject({
    check: z.literal('pattern'),
    pattern: z.string().min(1),
    flags: z
      .string()
      .regex(/^[imsu]*$/)
      .optional(),
    ...said,
  }),
  z.strictObject({ check: z.literal('one-of'), values: z.array(z.string()).min(1), ...said }),
  z.strictObject({ check: z.literal('not-one-of'), values: z.array(z.string()).min(1), ...said }),
  z.strictObject({
    check: z.literal('custom'),
    name: z.string().min(1).describe('A validator that the embedding program registered'),
    ...said,
  }),
  z.strictObject({ check: z.literal('expression'), expression, ...said }),
])
export type FieldCheck = z.output<typeof fieldCheck>
