import { z } from 'zod'

/**
 * What can be wrong with a row, as a closed list. The names are stored: never rename one, only add.
 */
export const issueCodes = [
  'required',
  'invalid-text',
  'invalid-integer',
  'invalid-decimal',
  'invalid-number',
  'number-loses-digits',
  'invalid-boolean',
  'invalid-date',
  'invalid-email',
  'invalid-url',
  'invalid-phone',
  'invalid-amount',
  'invalid-percent',
  'invalid-time',
  'invalid-date-time',
  'invalid-zoned-date-time',
  'invalid-duration',
  'invalid-uuid',
  'invalid-iban',
  'invalid-country',
  'invalid-postal-code',
  'invalid-json',
  'invalid-list',
  'in-future',
  'too-small',
  'too-large',
  'too-short',
  'too-long',
  'pattern-mismatch',
  'not-one-of',
  'forbidden-value',
  'custom',
  'duplicate',
  'reference-missing',
  'out-of-order',
  'expression',
  'row-rule',
  'expression-error',
  'unknown-column',
  'too-few-cells',
  'too-many-cells',
  'stray-quote',
  'unclosed-quote',
  'undecodable',
  'cell-error',
  'cell-unreadable',
  'formula-without-value',
  'digits-beyond-excel',
  'fictitious-date',
  'store-refused',
] as const

export const issueCode = z.enum(issueCodes)
export type IssueCode = z.output<typeof issueCode>

export const severity = z.enum(['error', 'warning', 'information'])
export type Severity = z.output<typeof severity>

/** One thing wrong with one row, whole: nothing else is needed to explain it to whoever sent the file. */
export const issue = z.object({
  /** 1-based, as Excel shows it; null for an issue about the whole file. */
  rowNumber: z.number().int().nullable(),
  /** 1-based first physical line of the record; null for workbooks. */
  lineNumber: z.number().int().nullable(),
  sheet: z.string().nullable(),
  field: z.string().nullable(),
  /** The column's header as the file has it. */
  sourceColumn: z.string().nullable(),
  code: issueCode,
  severity,
  /** The raw text of the cell, or of the record where the fault is the record's. */
  value: z.string().nullable(),
  message: z.string(),
  hint: z.string().nullable(),
})
export type Issue = z.output<typeof issue>

/** Which issues are wanted; no filter means all. */
export const issueFilter = z.object({
  field: z.string().nullable().optional(),
  code: issueCode.optional(),
})
export type IssueFilter = z.output<typeof issueFilter>

/** How many issues of one kind an import has. */
export const issueFacet = z.object({
  field: z.string().nullable(),
  code: issueCode,
  severity,
  count: z.number().int(),
})
export type IssueFacet = z.output<typeof issueFacet>
