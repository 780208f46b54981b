import { z } from 'zod'

const bytes = z.number().int().min(1)
const count = z.number().int().min(1)

/** What is read at most, so that no file can take all memory, all disk or all day; whatever is left out has its default. */
export const limitSettings = z.strictObject({
  /** The largest file that is opened. */
  fileBytes: bytes.optional(),
  /** A file of a format that has to be held in memory whole: every workbook but xlsx and xlsm. */
  wholeWorkbookBytes: bytes.optional(),
  /** The longest cell that is read as one. */
  cellBytes: bytes.min(64).optional(),
  /** A record wider than this is no row of a table. */
  columns: count.optional(),
  sheets: count.optional(),
  /** Compressed content may grow to this size whatever the ratio; beyond it, to `inflationRatio` times its compressed size. */
  inflatedBytes: bytes.optional(),
  inflationRatio: z.number().min(1).optional(),
  /** What the cells of a workbook share: texts, styles. */
  sharedBytes: bytes.optional(),
})

/** The file `settings.json` of a workspace. */
export const settings = z.strictObject({ limits: limitSettings.default({}) })
export type Settings = z.output<typeof settings>
