import { z } from 'zod'
import { importId } from './operations/operation.ts'

/**
 * What is erased: `raw`, the raw cells of rejected rows and of cells that cleaning changed; `rows`, all rows and issues, which takes the
 * import back for good; `all`, the record of the import as well.
 */
export const purgeScope = z.enum(['raw', 'rows', 'all'])
export type PurgeScope = z.output<typeof purgeScope>

export const purgeRequest = importId.extend({
  what: purgeScope,
  /** Without it nothing is erased: the result says what would be. */
  confirm: z.boolean().default(false),
})
export type PurgeRequest = z.output<typeof purgeRequest>

export const purgeCounts = z.object({
  acceptedRows: z.number().int(),
  rejectedRows: z.number().int(),
  /** Accepted rows with cells that cleaning changed. */
  changedRows: z.number().int(),
})
export type PurgeCounts = z.output<typeof purgeCounts>

export const purgeResult = z.object({
  importId: z.number().int(),
  what: purgeScope,
  /** False where it was only said what would go. */
  done: z.boolean(),
  counts: purgeCounts,
  /** Backups and archives that were made since the import began: they may still hold it. */
  heldBy: z.array(z.object({ path: z.string(), bytes: z.number().int(), modifiedAt: z.string() })),
  /** Imports that judged the same rows again, or whose rows this one did: they hold the same cells. */
  sameRows: z.array(z.number().int()),
})
export type PurgeResult = z.output<typeof purgeResult>
