import { z } from 'zod'
import { tableProfile } from '../profile.ts'
import { finding, inspection, readingOptions, recordCursor, recordPage } from '../reading.ts'
import { operation, task } from './operation.ts'

/** What is asked of files, before any of them is imported. */
export const fileOperations = {
  'files.inspect': operation({
    summary: 'What a file is and how it would be read, each choice with its confidence and reason',
    input: z.strictObject({
      path: z.string().min(1),
      reading: readingOptions.default({}),
      full: z.boolean().default(false),
      task: task.optional(),
    }),
    output: inspection,
    http: 'POST /files/inspect',
  }),
  'files.profile': operation({
    summary:
      'Statistics of every column over a whole file, and what turning texts into their probable types would lose',
    input: z.strictObject({ path: z.string().min(1), reading: readingOptions.default({}), task: task.optional() }),
    output: z.object({
      file: inspection.shape.file,
      sheet: z.string().nullable(),
      findings: z.array(finding),
      profile: tableProfile,
    }),
    http: 'POST /files/profile',
  }),
  'files.stop': operation({
    summary: 'Stop reading a whole file, which then fails as cancelled',
    input: z.strictObject({ task }),
    output: z.object({ stopped: z.boolean() }),
    http: 'POST /files/stop',
  }),
  'files.records': operation({
    summary: 'A page of a file as it reads, every record whatever is wrong with it',
    input: z.strictObject({
      path: z.string().min(1),
      reading: readingOptions.default({}),
      cursor: recordCursor.optional(),
      limit: z.number().int().min(1).max(100_000).default(1000),
    }),
    output: recordPage,
    http: 'POST /files/records',
  }),
} as const
