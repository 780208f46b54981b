import { z } from 'zod'
import { judgedField } from './judged-field.ts'
import { issue } from './issues.ts'

/** What judging the stored rows of an import by another document would find; nothing is changed by it. */
export const judgingPreview = z.object({
  /** Rows that were judged. */
  rows: z.number().int(),
  /** What would become of the rows; null where only some fields were judged, since a row's verdict takes all of them. */
  verdicts: z
    .object({
      accepted: z.number().int(),
      rejected: z.number().int(),
      /** Rows that are rejected now and would be accepted, and the other way round. */
      newlyAccepted: z.number().int(),
      newlyRejected: z.number().int(),
    })
    .nullable(),
  /** The fields that were judged, in the order of the file's columns. */
  fields: z.array(judgedField),
  /** The first issues of each kind. */
  examples: z.array(issue),
  elapsedMs: z.number(),
})
export type JudgingPreview = z.output<typeof judgingPreview>
