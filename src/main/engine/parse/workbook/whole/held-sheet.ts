import type { Finding, SheetSummary } from '../../../../../contract/reading.ts'
import type { SheetFacts } from '../book-findings.ts'
import type { CellFault } from '../workbook.ts'

/** As Excel has them; a file that goes beyond is none that Excel would open. */
export const mostRows = 1_048_576
export const mostColumns = 16_384

/** A sample of a sheet that has to be taken apart before its first row is there ends behind the row that has this cell. */
export const sampledCells = 100_000

/** What is wrong with a cell; its place is the cell's. */
export type HeldFault = Pick<CellFault, 'code' | 'severity' | 'reason'>

/** A cell that has a text, or a fault, or both. */
export interface HeldCell {
  /** 0-based column. */
  readonly position: number
  readonly text: string
  readonly fault?: HeldFault
}

/** A row that has cells, in the order of their columns. */
export interface HeldRow {
  readonly rowIndex: number
  readonly cells: readonly HeldCell[]
}

/** Cells that are shown as one: 0-based, both ends included. */
export interface MergedRange {
  readonly firstRow: number
  readonly lastRow: number
  readonly firstColumn: number
  readonly lastColumn: number
}

/** The cells of a sheet of a workbook that is held in memory. */
export interface HeldSheet {
  /** Rows in their order, which can be gone through once; those without cells may be missing. */
  readonly rows: Iterable<HeldRow>
  /** In any order; those of a row are there when the row is. */
  readonly merges: readonly MergedRange[]
  /** Whether rows behind these were left out, of a sample. */
  readonly isCut: boolean
  /** Counted when the rows are. */
  readonly facts: Readonly<SheetFacts>
  /** How much of the sheet has been gone through, from 0 to 1, when so many rows have been. */
  progress(rows: number): number
}

/** A workbook that is held in memory, whatever its format: what `heldWorkbook` makes a `Workbook` of. */
export interface HeldBook {
  readonly sheets: readonly SheetSummary[]
  readonly findings: readonly Finding[]
  /** The cells of a sheet, as values or as they are shown; of a sample maybe those of its first rows alone. */
  load(sheetIndex: number, options: { readonly asShown: boolean; readonly sample?: boolean }): Promise<HeldSheet>
  /** Lets go of what is held. */
  release(): Promise<void> | void
}
