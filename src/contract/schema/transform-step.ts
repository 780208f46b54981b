import { z } from 'zod'

/** Cleaning steps that need nothing but their name. */
export const transformNames = [
  'trim',
  'collapse-spaces',
  'lowercase',
  'uppercase',
  'normalize-unicode',
  'normalize-email',
  'remove-control-characters',
] as const

const format = z.union([z.string().min(1).max(100), z.array(z.string().min(1).max(100)).min(1)])

/** A cleaning step that a document may name; steps run in the order written, before the type is read. */
export const transformStep = z.union([
  z.enum(transformNames),
  /** Writes what fits the format as types store it; leaves other texts as they are. */
  z.strictObject({ step: z.enum(['parse-number', 'parse-date']), format }),
  z.strictObject({ custom: z.string().min(1).describe('A transform that the embedding program registered') }),
])
export type TransformStep = z.output<typeof transformStep>
