import { rejectsExport, rejectsRequest } from '../rejects.ts'
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
} as const
