import { z } from 'zod'
import { fieldType } from './schema/field-type.ts'

/**
 * How cells are spaced: `exact`, the delimiter and nothing else; `trim-after`, spaces behind a delimiter belong to it;
 * `runs`, any number of delimiters in a row are one, as in tables that are aligned with spaces.
 */
export const spacing = z.enum(['exact', 'trim-after', 'runs'])
export type Spacing = z.output<typeof spacing>

/** How a file is to be read; whatever is left out is sniffed. */
export const readingOptions = z.strictObject({
  encoding: z.string().optional(),
  delimiter: z.string().min(1).max(10).optional(),
  spacing: spacing.optional(),
  quote: z.string().max(1).optional().describe('One character; empty for a file without quoting'),
  escape: z.string().length(1).optional(),
  newline: z.enum(['lf', 'crlf', 'cr', 'any']).optional(),
  /** What a comment line begins with; empty for a file without comments. */
  comment: z.string().max(10).optional(),
  /** 1-based row number of the header, first and last row of a stacked header, or 'none'. */
  headerRow: z
    .union([z.number().int().min(1), z.tuple([z.number().int().min(1), z.number().int().min(1)]), z.literal('none')])
    .optional(),
  skipRows: z.number().int().min(0).optional(),
  /** Records at the end of the file that are no data. */
  footerRows: z.number().int().min(0).max(1000).optional(),
  /** A sheet by name, or by its 1-based number. */
  sheet: z.union([z.string().min(1), z.number().int().min(1)]).optional(),
  /** The text that Excel shows for a cell instead of its value. */
  asShown: z.boolean().optional(),
  /** Every cell of a merged range has the range's value instead of the first alone. */
  fillMerged: z.boolean().optional(),
  nullValues: z.array(z.string()).optional(),
})
export type ReadingOptions = z.output<typeof readingOptions>

const why = { confidence: z.number().min(0).max(1), reason: z.string() }

export const encodingChoice = z.object({ name: z.string(), bom: z.boolean(), ...why })
export type EncodingChoice = z.output<typeof encodingChoice>

export const dialectChoice = z.object({
  delimiter: z.string(),
  spacing,
  quote: z.string(),
  escape: z.string(),
  /** `mixed`: LF and CRLF, which read alike; `any`: CR alone as well. */
  newline: z.enum(['lf', 'crlf', 'cr', 'mixed', 'any']),
  /** Empty where the file has no comment lines. */
  comment: z.string(),
  ...why,
})
export type DialectChoice = z.output<typeof dialectChoice>

export const headerChoice = z.object({
  /** 1-based row numbers of the header, several where it is stacked; empty where the file has none. */
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

export type ConversionLoss = z.output<typeof conversionLoss>

/** A way to read a column's texts that no type has unless it is declared: `12,50`, `03/04/2025`, `ja`. Never applied. */
export const suggestedReading = z.object({
  kind: z.enum(['number', 'percent', 'money', 'date', 'time', 'date-time', 'duration', 'boolean']),
  /** As it is written: `1.234,50`, `DD/MM/YYYY`, `ja/nein`. */
  format: z.string(),
  /** Values that can be read so, and their share of the filled ones that are no null words. */
  count: z.number().int(),
  share: z.number().min(0).max(1),
  examples: z.array(z.string()),
  message: z.string(),
  losses: z.array(conversionLoss),
})
export type SuggestedReading = z.output<typeof suggestedReading>

/** What a column's texts are where a way of writing them is declared. Never applied. */
export const declaredType = z.object({ type: fieldType, format: z.string(), ...why })
export type DeclaredType = z.output<typeof declaredType>

export const inspectedColumn = z.object({
  name: z.string(),
  type: fieldType,
  ...why,
  examples: z.array(z.string()),
  losses: z.array(conversionLoss),
  /** The most fitting first; left out where there is none. */
  readings: z.array(suggestedReading).optional(),
  /** Left out where the type fits as many values without a format. */
  declared: declaredType.optional(),
})
export type InspectedColumn = z.output<typeof inspectedColumn>

/** Something about a file that whoever imports it should know: what is in it besides cells, or what looks odd. */
export const finding = z.object({
  kind: z.enum([
    'macros',
    'external-links',
    'embedded-objects',
    'hidden-sheet',
    'hidden-rows',
    'hidden-columns',
    'merged-cells',
    'formulas',
    'formula-like-text',
    'script-like-text',
    'control-characters',
    'name-and-content-differ',
    'footer',
    'damaged',
  ]),
  severity: z.enum(['information', 'warning']),
  /** How often, where it can be counted. */
  count: z.number().int().nullable(),
  message: z.string(),
})
export type Finding = z.output<typeof finding>

export const sheetSummary = z.object({ name: z.string(), hidden: z.boolean(), rows: z.number().int().nullable() })
export type SheetSummary = z.output<typeof sheetSummary>

export const inspection = z.object({
  file: z.object({ path: z.string(), bytes: z.number().int(), format: z.string() }),
  encoding: encodingChoice.nullable(),
  /** `spacing` and `comment` only where they are not the usual ones: `exact`, and none. */
  dialect: dialectChoice.partial({ spacing: true, comment: true }).nullable(),
  header: headerChoice,
  sheets: z.array(sheetSummary),
  columns: z.array(inspectedColumn),
  sample: z.array(z.array(z.string())),
  sampled: z.object({ rows: z.number().int(), bytes: z.number().int() }),
  /** The sheet that was looked at; null for a text. */
  sheet: z.string().nullable(),
  findings: z.array(finding),
})
export type Inspection = z.output<typeof inspection>

/** How far the reading of a whole file is; `estimatedTimeRemaining` is in milliseconds and null until there is something to go by. */
export const fileProgress = z.object({
  /** As the caller named the work; null where it did not. */
  task: z.string().nullable(),
  path: z.string(),
  bytesProcessed: z.number().int(),
  totalBytes: z.number().int(),
  percentComplete: z.number(),
  rows: z.number().int(),
  elapsedMs: z.number(),
  estimatedTimeRemaining: z.number().nullable(),
})
export type FileProgress = z.output<typeof fileProgress>

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
