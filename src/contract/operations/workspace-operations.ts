import { z } from 'zod'
import { nothing, operation } from './operation.ts'

/** What the workspace is asked as a whole. */
export const workspaceOperations = {
  'workspace.health': operation({
    summary: 'Whether the workspace, its databases, the disk and the memory are in order',
    input: nothing,
    output: z.object({
      ok: z.boolean(),
      workspace: z.string(),
      version: z.string(),
      checks: z.array(z.object({ name: z.string(), ok: z.boolean(), message: z.string() })),
      warnings: z.array(z.string()),
    }),
    http: 'GET /health',
  }),
} as const
