import { z } from 'zod'
import { importId, task } from './operations/operation.ts'

/** Rejected rows wanted as a file. */
export const rejectsRequest = importId.extend({
  file: z.string().min(1),
  format: z.enum(['csv', 'xlsx']),
  /** Texts that a spreadsheet would run as a formula get an apostrophe; only in CSV, where nothing else tells them from formulas. */
  guard: z.boolean().default(true),
  overwrite: z.boolean().default(false),
  task: task.optional(),
})
export type RejectsRequest = z.output<typeof rejectsRequest>

/** The file of rejected rows that was written. */
export const rejectsExport = z.object({
  importId: z.number().int(),
  file: z.string(),
  format: z.enum(['csv', 'xlsx']),
  rows: z.number().int(),
  bytes: z.number().int(),
  /** Cells that got an apostrophe, which merging takes away again. */
  guardedCells: z.number().int(),
  /** Cells whose text was longer than a cell of Excel; each says so. */
  cutCells: z.number().int(),
  /** Reasons that stand in the column of reasons only, because a sheet would have too many notes. */
  notesLeftOut: z.number().int(),
})
export type RejectsExport = z.output<typeof rejectsExport>
