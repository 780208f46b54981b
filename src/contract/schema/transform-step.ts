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

/** A cleaning step that a document may name; steps run in the order written, before the type is read. */
export const transformStep = z.union([
  z.enum(transformNames),
  z.strictObject({ custom: z.string().min(1).describe('A transform that the embedding program registered') }),
])
export type TransformStep = z.output<typeof transformStep>
