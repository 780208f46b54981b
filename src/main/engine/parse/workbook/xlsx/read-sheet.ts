import type { Limits } from '../../../lib/limits.ts'
import type { ZipArchive } from '../../../source/zip-archive.ts'
import type { ZipEntry } from '../../../source/zip-directory.ts'
import type { SheetFacts } from '../book-findings.ts'
import { loadDisplayText } from '../number-format-display.ts'
import type { NumberFormat } from '../number-format.ts'
import type { CellFault, RowBatch, SheetOptions } from '../workbook.ts'
import { createCellWriter } from './cell-writer.ts'
import { createMergeFiller, readMergedRanges } from './merged-ranges.ts'
import { createRowWriter, type RowWriter } from './row-writer.ts'
import { scanPart } from './scan-part.ts'
import type { SharedStrings } from './shared-strings.ts'
import { createSheetReader } from './sheet-reader.ts'

/** What the cells of all sheets of a workbook share. */
export interface WorkbookShares {
  readonly strings: SharedStrings
  readonly formats: readonly NumberFormat[]
  readonly date1904: boolean
  /** The compressed bytes of the shared texts, which cells may repeat. */
  readonly compressedBytes: number
}

/** A record may be as long as a few of the longest cells. */
const cellsPerRow = 2

/**
 * The records of one sheet, as `Workbook.rows` says. Rows behind the last one with a value or a fault are left out, so that a sheet
 * whose empty rows are formatted ends where its cells end. `facts` are counted on the way.
 * @throws AppError `file-unsupported`, `file-hostile`
 */
export async function* readSheet(
  zip: ZipArchive,
  entry: ZipEntry,
  shares: WorkbookShares,
  options: SheetOptions,
  limits: Limits,
  facts: SheetFacts,
): AsyncGenerator<RowBatch> {
  const name = { path: zip.path, part: entry.name }
  let faults: CellFault[] = []
  const ranges = options.fillMerged ? await readMergedRanges(zip, entry) : []
  const filler = ranges.length === 0 ? null : createMergeFiller(ranges, () => faults, zip.path, limits)
  const rowLimits = {
    rowBytes: cellsPerRow * limits.cellBytes,
    sheetBytes: Math.max(
      limits.inflatedBytes,
      limits.inflationRatio * (entry.compressedBytes + shares.compressedBytes),
    ),
  }
  const rows = createRowWriter(name, rowLimits, filler)
  const display = options.asShown ? await loadDisplayText(shares.date1904) : null
  const { strings, formats, date1904 } = shares
  const fault = (found: CellFault): number => faults.push(found)
  const cells = createCellWriter({ strings, formats, date1904, display, rows, fault })
  const take = (progress: number): RowBatch => {
    const batch = { ...rows.take(), faults, progress }
    faults = []
    return batch
  }
  for await (const progress of scanPart(zip, entry, createSheetReader(name, cells, rows, limits, facts))) {
    if (isWorthABatch(rows)) yield take(progress)
  }
  facts.isComplete = true
  const last = take(1)
  if (last.records > 0) yield last
}

const worthBytes = 128 * 1024

/** Between two rows only: in the middle of one, its cells are still in the output. */
function isWorthABatch(rows: RowWriter): boolean {
  return rows.isBetweenRows() && rows.out.length >= worthBytes
}
