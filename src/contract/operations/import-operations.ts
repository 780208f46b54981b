import { z } from 'zod'
import { importProgress, importRecord, importRequest } from '../imports.ts'
import { issue, issueFacet, issueFilter } from '../issues.ts'
import { importedField } from '../judged-field.ts'
import { judgingPreview } from '../judging-preview.ts'
import { purgeRequest, purgeResult } from '../purge.ts'
import { importId, nothing, operation, task } from './operation.ts'

/** What is asked of imports and what they found. */
export const importOperations = {
  'imports.start': operation({
    summary: 'Begin an import; everything that can be refused is refused here, before anything is written',
    input: importRequest,
    output: importId,
    http: 'POST /imports',
  }),
  'imports.wait': operation({
    summary: 'The import, once it runs no more',
    input: importId,
    output: importRecord,
    http: 'POST /imports/{importId}/wait',
  }),
  'imports.list': operation({
    summary: 'All imports, newest first',
    input: z.strictObject({ dataset: z.string().optional() }),
    output: z.array(importRecord),
    http: 'GET /imports',
  }),
  'imports.show': operation({
    summary: 'One import',
    input: importId,
    output: importRecord,
    http: 'GET /imports/{importId}',
  }),
  'imports.statistics': operation({
    summary: 'What an import found and did, field by field',
    input: importId,
    output: z.object({ fields: z.array(importedField) }),
    http: 'GET /imports/{importId}/statistics',
  }),
  'imports.progress': operation({
    summary: 'The progress of the imports that run now',
    input: nothing,
    output: z.array(importProgress),
    http: 'GET /imports/progress',
  }),
  'imports.stop': operation({
    summary: 'Stop a running import at its next committed chunk: kept and resumable, or dropped',
    input: importId.extend({ keep: z.boolean() }),
    output: importRecord,
    http: 'POST /imports/{importId}/stop',
  }),
  'imports.resume': operation({
    summary: 'Go on with an interrupted import after its last committed chunk',
    input: importId,
    output: importId,
    http: 'POST /imports/{importId}/resume',
  }),
  'imports.drop': operation({
    summary: 'Throw away what an interrupted import had committed',
    input: importId,
    output: importRecord,
    http: 'POST /imports/{importId}/drop',
  }),
  'imports.preview': operation({
    summary:
      'What judging the stored rows of an import by a document, or by another version of its schema, would find; changes nothing',
    input: importId.extend({
      document: z.unknown().optional(),
      version: z.number().int().min(1).optional(),
      fields: z.array(z.string()).min(1).optional().describe('Only these fields, whose columns alone are read'),
      task: task.optional(),
    }),
    output: judgingPreview,
    http: 'POST /imports/{importId}/preview',
  }),
  'imports.revalidate': operation({
    summary:
      'Judge the stored rows of an import again, by the newest version of its schema unless one is named; a new import takes its place',
    input: importId.extend({ version: z.number().int().min(1).optional() }),
    output: importId,
    http: 'POST /imports/{importId}/revalidate',
  }),
  'imports.rollback': operation({
    summary: 'Take a completed import back: its rows are not seen any more, and what it hid is seen again',
    input: importId,
    output: importRecord,
    http: 'POST /imports/{importId}/rollback',
  }),
  'imports.restore': operation({
    summary: 'Undo a rollback',
    input: importId,
    output: importRecord,
    http: 'POST /imports/{importId}/restore',
  }),
  'imports.purge': operation({
    summary: 'Erase what an import has stored, for good; without confirm it only says what would go',
    input: purgeRequest,
    output: purgeResult,
    http: 'POST /imports/{importId}/purge',
  }),
  'issues.list': operation({
    summary: 'A page of the issues of an import, in row order; offsets are 0-based and any of them is reached at once',
    input: importId.extend({
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(10_000).default(200),
      filter: issueFilter.default({}),
    }),
    output: z.object({ total: z.number().int(), issues: z.array(issue) }),
    http: 'GET /imports/{importId}/issues',
  }),
  'issues.facets': operation({
    summary: 'How many issues there are of each kind, most frequent first',
    input: importId,
    output: z.array(issueFacet),
    http: 'GET /imports/{importId}/issues/facets',
  }),
} as const
