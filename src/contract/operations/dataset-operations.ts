import { z } from 'zod'
import { chartRequest, datasetSummary, queryResult } from '../datasets.ts'
import { nothing, operation } from './operation.ts'

/** What is asked of datasets and their rows. */
export const datasetOperations = {
  'datasets.list': operation({
    summary: 'All datasets',
    input: nothing,
    output: z.array(datasetSummary),
    http: 'GET /datasets',
  }),
  'datasets.revalidate': operation({
    summary:
      'Judge all rows of a dataset again by a version of its schema, the newest unless one is named: each import that another version judged',
    input: z.strictObject({ dataset: z.string().min(1), version: z.number().int().min(1).optional() }),
    output: z.object({ importIds: z.array(z.number().int()) }),
    http: 'POST /datasets/{dataset}/revalidate',
  }),
  'datasets.export': operation({
    summary: 'Write a dataset to a file; raw gives the text as it was read',
    input: z.strictObject({
      dataset: z.string().min(1),
      file: z.string().min(1),
      format: z.enum(['csv']).default('csv'),
      raw: z.boolean().default(false),
    }),
    output: z.object({ file: z.string(), rows: z.number().int(), bytes: z.number().int() }),
    http: 'POST /datasets/{dataset}/export',
  }),
  'analytics.query': operation({
    summary: 'Run one read-only SQL statement over the datasets',
    input: z.strictObject({ sql: z.string().min(1), limit: z.number().int().min(1).optional() }),
    output: queryResult,
    http: 'POST /query',
  }),
  'analytics.chart': operation({
    summary: 'One measure over one dimension, computed by DuckDB',
    input: chartRequest,
    output: queryResult.extend({ sql: z.string() }),
    http: 'POST /chart',
  }),
} as const
