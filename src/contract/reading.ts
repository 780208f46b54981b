import { z } from 'zod'
import { fieldType } from './schema-document.ts'

/** How a file is to be read; whatever is left out is sniffed. */
export const readingOptions = z.strictObject({
  encoding: z.string().optional(),
  delimiter: z.string().min(1).max(10).optional(),
  quote: z.string().max(1).optional().describe('One character; empty for a file without quoting'),
  escape: z.string().length(1).optional(),
  newline: z.enum(['lf', 'crlf', 'cr']).optional(),
  /** 1-based row number of the header, or 'none'. */
  headerRow: z.union([z.number().int().min(1), z.literal('none')]).optional(),
  skipRows: z.number().int().min(0).optional(),
  nullValues: z.array(z.string()).optional(),
})
export type ReadingOptions = z.output<typeof readingOptions>

const why = { confidence: z.number().min(0).max(1), reason: z.string() }

export const encodingChoice = z.object({ name: z.string(), bom: z.boolean(), ...why })
export type EncodingChoice = z.output<typeof encodingChoice>

export const dialectChoice = z.object({
  delimiter: z.string(),
  quote: z.string(),
  escape: z.string(),
  newline: z.enum(['lf', 'crlf', 'cr', 'mixed']),
  ...why,
})
export type DialectChoice = z.output<typeof dialectChoice>

export const headerChoice = z.object({
  /** 1-based row numbers of the header; empty where the file has none. */
  rows: z.array(z.number().int()),
  ...why,
})
export type HeaderChoice = z.output<typeof headerChoice>

/** What turning a column's text into its suggested type would lose, and how often in the sample. */
export const conversionLoss = z.object({
  kind: z.string(),
  count: z.number().int(),
  examples: z.array(z.string()),
  message: z.string(),
})

export const inspectedColumn = z.object({
  name: z.string(),
  type: fieldType,
  ...why,
  examples: z.array(z.string()),
  losses: z.array(conversionLoss),
})
export type InspectedColumn = z.output<typeof inspectedColumn>

export const inspection = z.object({
  file: z.object({ path: z.string(), bytes: z.number().int(), format: z.string() }),
  encoding: encodingChoice.nullable(),
  dialect: dialectChoice.nullable(),
  header: headerChoice,
  sheets: z.array(z.object({ name: z.string(), hidden: z.boolean(), rows: z.number().int().nullable() })),
  columns: z.array(inspectedColumn),
  sample: z.array(z.array(z.string())),
  sampled: z.object({ rows: z.number().int(), bytes: z.number().int() }),
})
export type Inspection = z.output<typeof inspection>

/** Where the next page of records begins. */
export const recordCursor = z.object({
  byteOffset: z.number().int(),
  rowNumber: z.number().int(),
  lineNumber: z.number().int(),
})
export type RecordCursor = z.output<typeof recordCursor>

export const recordPage = z.object({
  /** The header's names, made unique; null where the file has no header. */
  header: z.array(z.string()).nullable(),
  /** The header as the file has it. */
  originalHeader: z.array(z.string()).nullable(),
  /** Every record of the page as text, as wide as the header or wider where there was surplus text. */
  records: z.array(z.array(z.string())),
  faults: z.array(z.object({ rowNumber: z.number().int(), lineNumber: z.number().int(), message: z.string() })),
  next: recordCursor.nullable(),
})
export type RecordPage = z.output<typeof recordPage>
