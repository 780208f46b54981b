import { z } from 'zod'
import { importId, task } from './operations/operation.ts'
import { readingOptions } from './reading.ts'

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

/** A cell that a spreadsheet changed by itself, and that is kept as it was. */
export const undoneCell = z.object({
  /** 1-based, of the import. */
  rowNumber: z.number().int(),
  column: z.string(),
  theirs: z.string(),
  kept: z.string(),
  damage: z.enum([
    'guard',
    'line-ends',
    'cut',
    'not-shown',
    'spaces',
    'number',
    'date',
    'time',
    'letter-case',
    'encoding',
    'formula',
  ]),
})
export type UndoneCell = z.output<typeof undoneCell>

/** Something about a corrected file that whoever merges it should know. */
export const mergeProblem = z.object({
  kind: z.enum([
    'row-added',
    'key-twice',
    'row-not-rejected',
    'row-changed',
    'rows-missing',
    'column-missing',
    'column-unknown',
    'column-ambiguous',
    'excel-like',
  ]),
  /** 1-based, of the import; null where it is about no row of it. */
  rowNumber: z.number().int().nullable(),
  /** 1-based, of the corrected file. */
  fileRow: z.number().int().nullable(),
  column: z.string().nullable(),
  message: z.string(),
})
export type MergeProblem = z.output<typeof mergeProblem>

/** A corrected file of rejected rows. */
export const mergeRequest = z.strictObject({
  file: z.string().min(1),
  reading: readingOptions.default({}),
  task: task.optional(),
})
export type MergeRequest = z.output<typeof mergeRequest>

/** What merging a corrected file takes, and what it does not. */
export const mergePreview = z.object({
  importId: z.number().int(),
  rows: z.object({
    /** Rows with cells that are taken. */
    edited: z.number().int(),
    unchanged: z.number().int(),
  }),
  /** Raw cells that are taken, by row number and 0-based position. */
  edits: z.array(z.object({ rowNumber: z.number().int(), cells: z.record(z.string(), z.string()) })),
  undone: z.array(undoneCell),
  /** All of them, also those beyond the 100,000 that are listed. */
  undoneCells: z.number().int(),
  problems: z.array(mergeProblem),
})
export type MergePreview = z.output<typeof mergePreview>
