import type { IssueCode, Severity } from '../../../../contract/issues.ts'
import type { Finding, SheetSummary } from '../../../../contract/reading.ts'

/**
 * A workbook that is open, whatever wrote it. Its sheets become text records, so that everything behind this interface reads a
 * sheet as it reads a CSV file. What an implementer keeps:
 *
 * - Opening reads no cell: sheets are listed by the workbook's own directory.
 * - Cells are what SEMANTICS of the product says: the stored value as text (numbers with at most 15 significant digits, no exponent, no
 *   format; dates and times as ISO 8601; booleans TRUE and FALSE), or with `asShown` the text that Excel displays.
 * - What is wrong with a cell is a fault of that cell, never an exception; a workbook that cannot be trusted as a whole
 *   (damaged, encrypted, made to harm) is an AppError.
 * - Nothing in a file is believed before it was checked: sizes, dimensions, counts, references. Memory is bounded by what is
 *   shared between cells, never by how many cells a sheet has or says it has.
 */
export interface Workbook {
  /** In the order of the workbook. */
  readonly sheets: readonly SheetSummary[]
  /** What is in the workbook besides cells. */
  readonly findings: readonly Finding[]
  /**
   * The records of a sheet, by its 0-based index, from its first row on; batches are some hundred kilobytes. Returns `cut` where a sample
   * ended before the sheet.
   */
  rows(sheetIndex: number, options: SheetOptions): AsyncGenerator<RowBatch, 'cut' | void>
  close(): Promise<void>
}

export interface SheetOptions {
  readonly asShown: boolean
  readonly fillMerged: boolean
  /** Only the beginning is wanted, and soon: the rows may end where more than a part of what cells share would have to be read. */
  readonly sample?: boolean
}

/** Consecutive records of a sheet. The first batch begins with row 1, each other where the one before ended. */
export interface RowBatch {
  /**
   * UTF-8 CSV, written by `sheetDialect`: a record a row, as many cells as the row has up to its last one, every record ended by LF.
   * A row that the sheet does not have, or that has no cell, is an empty line, so that the n-th record is row n.
   */
  readonly bytes: Buffer
  readonly records: number
  readonly faults: readonly CellFault[]
  /** How much of the sheet has been read with it: from 0 to 1. */
  readonly progress: number
}

export interface CellFault {
  /** 1-based. */
  readonly rowNumber: number
  /** 0-based column of the sheet; -1 for a fault of the record as a whole, as a stored one may have. */
  readonly position: number
  readonly code: IssueCode
  /** `error` rejects the row; anything else is noted beside the accepted row. */
  readonly severity: Severity
  /** What is wrong in words, where the code alone does not say it. */
  readonly reason?: string
  /** Where the fault began in the text that the record was first read from. */
  readonly byteOffset?: number
}
