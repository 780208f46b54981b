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
  /**
   * How many cells each step changed: the name of a transform, `null words`, `default`, or `type`; and the words to read behind the
   * count, `14,203 values trimmed`.
   */
  changedBy: z.array(z.object({ step: z.string(), words: z.string(), count: z.number().int() })),
})
export type JudgedField = z.output<typeof judgedField>

/** The same for an import that is seen: with how many different values its accepted rows have. */
export const importedField = judgedField.extend({
  /** Estimated where there are too many rows to count; null for an import whose rows are not seen. */
  distinct: z.object({ count: z.number().int(), exact: z.boolean() }).nullable(),
})
export type ImportedField = z.output<typeof importedField>
