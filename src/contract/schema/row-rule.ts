import { z } from 'zod'
import { severity } from '../issues.ts'

/** An expression over the fields of a row, in the language CEL; what may stand in it is said in `validate/expressions/SPEC.md`. */
export const expression = z.string().min(1).max(2000)

/** A rule over several cells of a row: where it applies, `expression` is true of a sound row. */
export const rowRule = z.strictObject({
  name: z.string().min(1).max(200),
  expression,
  /** The rule applies where this is true; everywhere, where it is not given. */
  when: expression.optional(),
  message: z.string().min(1).max(1000).optional().describe('Said instead of the usual words'),
  severity: severity.default('error'),
  /** The fields that a broken rule is shown at, the first before the others; unless given, the first that the expression reads. */
  fields: z.array(z.string()).min(1).optional(),
})
