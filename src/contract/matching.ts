import { z } from 'zod'

/** What became of a column of a file beside a schema. */
export const columnMatch = z.object({
  /** The column's name, made unique within the file. */
  column: z.string(),
  /** The header as the file has it. */
  source: z.string(),
  /** The field that it becomes; null for a column that the schema does not know. */
  field: z.string().nullable(),
  /** `mapping`, as was asked; `saved`, as it was for the last file of this header; the others by name, the surest first. */
  how: z.enum(['mapping', 'saved', 'exact', 'folded', 'alias']).nullable(),
  /** The field, still without a column, that it most probably is, and how alike their names are; never applied by itself. */
  suggestion: z.object({ field: z.string(), score: z.number().min(0).max(1) }).nullable(),
})
export type ColumnMatch = z.output<typeof columnMatch>

/** How the columns of a file fit a schema. */
export const matching = z.object({
  columns: z.array(columnMatch),
  /** Fields that need a column and have none. */
  missing: z.array(z.string()),
  /** What is different from the last file that was imported by this schema; null where there was none. */
  drift: z
    .object({
      importId: z.number().int(),
      added: z.array(z.string()),
      removed: z.array(z.string()),
      reordered: z.boolean(),
    })
    .nullable(),
})
export type Matching = z.output<typeof matching>
