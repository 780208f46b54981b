import { z } from 'zod'
import { importMode, importState } from './imports.ts'
import { fieldType } from './schema/field-type.ts'

export const datasetSummary = z.object({
  name: z.string(),
  schema: z.string(),
  rows: z.number().int(),
  imports: z.number().int(),
  columns: z.array(z.object({ name: z.string(), type: fieldType })),
  createdAt: z.string(),
})
export type DatasetSummary = z.output<typeof datasetSummary>

/** One import that a dataset was made by, as it stands there. */
export const datasetImport = z.object({
  importId: z.number().int(),
  state: importState,
  mode: importMode,
  key: z.array(z.string()).nullable(),
  /** Its name alone, without folders. */
  fileName: z.string(),
  schemaVersion: z.number().int(),
  /** Rows that were accepted, and those of them that are seen: not the ones of which a newer version is. */
  accepted: z.number().int(),
  seen: z.number().int(),
  revalidates: z.number().int().nullable(),
  startedAt: z.string(),
})

/** A dataset with the imports that were completed into it, newest first, those that were taken back among them. */
export const datasetDetails = datasetSummary.extend({
  /** Accepted rows that are stored and not seen, because a newer version of them is, or another import took their place. */
  rowsUnseen: z.number().int(),
  madeBy: z.array(datasetImport),
})
export type DatasetDetails = z.output<typeof datasetDetails>

/** A value in a result: integers beyond 2^53 and decimals are texts, dates and times ISO 8601 texts. */
export const resultValue = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type ResultValue = z.output<typeof resultValue>

export const queryResult = z.object({
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  rows: z.array(z.array(resultValue)),
  /** True where `limit` cut the result. */
  truncated: z.boolean(),
})
export type QueryResult = z.output<typeof queryResult>

/** One measure over one dimension of a dataset. */
export const chartRequest = z.strictObject({
  dataset: z.string().min(1),
  dimension: z.strictObject({
    field: z.string().min(1),
    grain: z.enum(['value', 'day', 'month', 'year']).default('value'),
  }),
  measure: z.strictObject({
    aggregate: z.enum(['count', 'sum', 'average', 'minimum', 'maximum']),
    field: z.string().optional(),
  }),
  limit: z.number().int().min(1).max(1000).default(50),
})
export type ChartRequest = z.output<typeof chartRequest>
