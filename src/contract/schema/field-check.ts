import { z } from 'zod'
import { severity } from '../issues.ts'
import { expression } from './row-rule.ts'
import type { tableCheckNames } from './table-check-names.ts'

/** What every check may say: how grave a failure is, where not as the field has it, and the words for it. */
const said = {
  severity: severity.optional(),
  message: z.string().min(1).max(1000).optional().describe('Said instead of the usual words'),
}

const length = z.number().int().min(0)

/** A number, or a value as the type writes it: `2025-03-04`, `PT36H`, a decimal that keeps all of its digits. */
const limit = z.union([z.number(), z.string().min(1).max(200)])

/** A check of a field's value, made after its type was read. */
export const fieldCheck = z.discriminatedUnion('check', [
  z.strictObject({ check: z.literal('min'), value: limit, ...said }),
  z.strictObject({ check: z.literal('max'), value: limit, ...said }),
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
  z.strictObject({ check: z.literal('not-in-future'), ...said }),
  z.strictObject({
    check: z.literal('custom'),
    name: z.string().min(1).describe('A validator that the embedding program registered'),
    ...said,
  }),
  z.strictObject({
    check: z
      .literal('reference')
      .describe('The value occurs in a field of a dataset, or in a column of a lookup table'),
    dataset: z.string().min(1).optional(),
    lookup: z
      .string()
      .regex(/^(?!\.)[^\\/:\0]+$/, 'is no bare name of a lookup table')
      .optional()
      .describe("A file in the workspace's folder `lookups`, by its name without .csv or .xlsx"),
    field: z.string().min(1),
    ...said,
  }),
  z.strictObject({ check: z.literal('increasing'), strictly: z.boolean().optional(), ...said }),
  z.strictObject({ check: z.literal('decreasing'), strictly: z.boolean().optional(), ...said }),
  z.strictObject({ check: z.literal('expression'), expression, ...said }),
])
export type FieldCheck = z.output<typeof fieldCheck>
export type TableCheck = Extract<FieldCheck, { check: (typeof tableCheckNames)[number] }>
