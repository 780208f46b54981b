import { z } from 'zod'
import { errorShape } from './error-shape.ts'
import { readingOptions } from './reading.ts'

export const importStates = [
  'queued',
  'running',
  'paused',
  'interrupted',
  'completed',
  'cancelled',
  'failed',
  'rolled-back',
] as const
export const importState = z.enum(importStates)
export type ImportState = z.output<typeof importState>

/** `read` is always `accepted + rejected`; blank and skipped records are not read. */
export const rowCounts = z.object({
  read: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  blank: z.number().int(),
  skipped: z.number().int(),
})
export type RowCounts = z.output<typeof rowCounts>

/** How the rows of an import go into its dataset: beside the others, in place of all others, or in place of those with the same key. */
export const importModes = ['append', 'replace', 'upsert'] as const
export const importMode = z.enum(importModes)
export type ImportMode = z.output<typeof importMode>

/**
 * What became of the rows of an upsert when it was completed: `matched` (= `updated + unchanged`) had a key that was there, `inserted` a
 * new one, `skipped` were rejected.
 */
export const upsertCounts = z.object({
  matched: z.number().int(),
  inserted: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  skipped: z.number().int(),
})
export type UpsertCounts = z.output<typeof upsertCounts>

export const importRecord = z.object({
  importId: z.number().int(),
  dataset: z.string(),
  state: importState,
  file: z.object({ path: z.string(), bytes: z.number().int(), sha256: z.string().nullable() }),
  schema: z.object({ name: z.string(), version: z.number().int() }),
  rows: rowCounts,
  /** Issues of every severity. */
  issues: z.number().int(),
  elapsedMs: z.number(),
  rowsPerSecond: z.number(),
  peakRssBytes: z.number().int(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  /** The import whose stored rows this one judged again and whose place it takes; null for one of a file. */
  revalidates: z.number().int().nullable(),
  mode: importMode,
  error: errorShape.nullable(),
  /** The fields whose values an upsert finds rows by; null for other modes. */
  key: z.array(z.string()).nullable(),
  /** Null for other modes, and until it is completed. */
  upserted: upsertCounts.nullable(),
})
export type ImportRecord = z.output<typeof importRecord>

export const importRequest = z.strictObject({
  path: z.string().min(1),
  dataset: z.string().min(1),
  /** A schema's name in the workspace, with an optional `@VERSION`; without one the dataset's own, or an inferred one. */
  schema: z.string().min(1).optional(),
  /** A schema document of either form instead of a name; stored with the import, and not at all where the import is refused. */
  schemaDocument: z.unknown().optional(),
  reading: readingOptions.default({}),
  /** Source column -> field. */
  mapping: z.record(z.string(), z.string()).default({}),
  mode: importMode.default('append'),
  /** Of an upsert, and only there: the fields whose values together tell which row a row is. */
  key: z.array(z.string().min(1)).min(1).optional(),
  /** Take a file although the dataset already holds the same bytes. */
  again: z.boolean().default(false),
  /** Keep nothing when more than this share of the rows is rejected. */
  maxRejectRate: z.number().min(0).max(1).optional(),
  workers: z.number().int().min(1).max(64).optional(),
  chunkBytes: z
    .number()
    .int()
    .min(64)
    .max(256 * 1024 * 1024)
    .optional(),
})
export type ImportRequest = z.output<typeof importRequest>

export const importStage = z.enum(['reading', 'judging', 'publishing', 'finished'])

/** Progress of one import; `estimatedTimeRemaining` is in milliseconds and null until there is something to go by. */
export const importProgress = z.object({
  importId: z.number().int(),
  dataset: z.string(),
  fileName: z.string(),
  stage: importStage,
  bytesProcessed: z.number().int(),
  totalBytes: z.number().int(),
  percentComplete: z.number(),
  rows: rowCounts,
  issues: z.number().int(),
  rowsPerSecond: z.number(),
  elapsedMs: z.number(),
  estimatedTimeRemaining: z.number().nullable(),
})
export type ImportProgress = z.output<typeof importProgress>
