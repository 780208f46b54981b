import { z } from 'zod'
import { chartRequest, datasetDetails, datasetSummary, queryResult } from '../datasets.ts'
import { tableProfile } from '../profile.ts'
import { nothing, operation, task } from './operation.ts'

/**
 * An import whose dataset is wanted as it stood when that import was first completed: later imports and what they took the place of do not
 * count, and what is rolled back now is left out. Other datasets are as they are now.
 */
const asOf = z.number().int().min(1).optional()

/** What is asked of datasets and their rows. */
export const datasetOperations = {
  'datasets.list': operation({
    summary: 'All datasets',
    input: nothing,
    output: z.array(datasetSummary),
    http: 'GET /datasets',
  }),
  'datasets.show': operation({
    summary: 'One dataset with its columns and the imports that made it',
    input: z.strictObject({ dataset: z.string().min(1) }),
    output: datasetDetails,
    http: 'GET /datasets/{dataset}',
  }),
  'datasets.profile': operation({
    summary: 'Statistics of every column over all rows of a dataset that are seen',
    input: z.strictObject({ dataset: z.string().min(1), task: task.optional() }),
    output: z.object({ dataset: z.string(), profile: tableProfile }),
    http: 'POST /datasets/{dataset}/profile',
  }),
  'datasets.rename': operation({
    summary: 'Give a dataset another name; nothing else of it changes',
    input: z.strictObject({ dataset: z.string().min(1), name: z.string().min(1) }),
    output: datasetDetails,
    http: 'POST /datasets/{dataset}/rename',
  }),
  'datasets.drop': operation({
    summary: 'Take a dataset away with all its imports, as one step that can be undone; everything stays stored',
    input: z.strictObject({ dataset: z.string().min(1) }),
    output: z.object({ dataset: z.string() }),
    http: 'POST /datasets/{dataset}/drop',
  }),
  'datasets.restore': operation({
    summary: 'Bring a dropped dataset back as it was',
    input: z.strictObject({ dataset: z.string().min(1) }),
    output: datasetDetails,
    http: 'POST /datasets/{dataset}/restore',
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
      asOf,
    }),
    output: z.object({ file: z.string(), rows: z.number().int(), bytes: z.number().int() }),
    http: 'POST /datasets/{dataset}/export',
  }),
  'analytics.query': operation({
    summary: 'Run one read-only SQL statement over the datasets',
    input: z.strictObject({ sql: z.string().min(1), limit: z.number().int().min(1).optional(), asOf }),
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
