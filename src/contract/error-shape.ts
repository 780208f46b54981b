import { z } from 'zod'
import { type ErrorCode, type ErrorShape, errorKinds } from './errors.ts'

/** A failure that comes from outside. Apart from the kinds, which every thread knows: zod costs a thread seven megabytes. */
export const errorShape: z.ZodType<ErrorShape> = z.object({
  code: z.enum(Object.keys(errorKinds) as [ErrorCode, ...ErrorCode[]]),
  message: z.string(),
  hint: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
})
