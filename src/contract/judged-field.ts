import { z } from 'zod'
import { issueCode } from './issues.ts'

/** What an import found and did in one field. */
export const judgedField = z.object({
  field: z.string(),
  /** The column's header as the file has it; null for a field that the file does not bring. */
  sourceColumn: z.string().nullable(),
  /** Cells that were judged. Cells of a record that is at fault as a whole are not. */
  checked: z.number().int(),
  empty: z.number().int(),
  /** Cells with at least one issue. */
  failed: z.number().int(),
  failedBy: z.array(z.object({ code: issueCode, count: z.number().int() })),
  /** Cells that are stored otherwise than they were written. */
  changed: z.number().int(),
  /** How many cells each step changed: a transform in the words of the schema, `null words`, `default`, or `type`. */
  changedBy: z.array(z.object({ step: z.string(), count: z.number().int() })),
})
export type JudgedField = z.output<typeof judgedField>
