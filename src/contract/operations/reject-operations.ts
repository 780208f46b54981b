import { mergePreview, mergeRequest, rejectsExport, rejectsRequest } from '../rejects.ts'
import { operation } from './operation.ts'

/** What is asked of rejected rows as files. */
export const rejectOperations = {
  'rejects.export': operation({
    summary:
      'Write the rejected rows of an import, with their reasons, to a file that can be corrected and merged back',
    input: rejectsRequest,
    output: rejectsExport,
    http: 'POST /imports/{importId}/rejects/export',
  }),
  'rejects.preview': operation({
    summary: 'What merging a corrected file of rejected rows would take, and what it would not; changes nothing',
    input: mergeRequest,
    output: mergePreview,
    http: 'POST /rejects/preview',
  }),
} as const
