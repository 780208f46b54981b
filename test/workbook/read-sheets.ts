import type { Finding } from '../../src/contract/reading.ts'
import { defaultLimits, type Limits } from '../../src/main/engine/lib/limits.ts'
import { openWholeWorkbook, type WholeFormat } from '../../src/main/engine/parse/workbook/whole/open-whole-workbook.ts'
import type { CellFault, SheetOptions, Workbook } from '../../src/main/engine/parse/workbook/workbook.ts'

/** A sheet as it was read. */
export interface ReadSheet {
  readonly name: string
  readonly hidden: boolean
  /** Its records, without the last line end. */
  readonly text: string
  readonly records: number
  readonly faults: readonly CellFault[]
}

export interface ReadBook {
  readonly sheets: readonly ReadSheet[]
  readonly findings: readonly Finding[]
}

/** Reads all sheets of an open workbook, and closes it. */
export async function readSheets(book: Workbook, options: Partial<SheetOptions> = {}): Promise<ReadBook> {
  const sheets: ReadSheet[] = []
  for (const [index, { name, hidden }] of book.sheets.entries()) {
    const parts: Buffer[] = []
    const faults: CellFault[] = []
    let records = 0
    for await (const batch of book.rows(index, { asShown: false, fillMerged: false, ...options })) {
      parts.push(batch.bytes)
      faults.push(...batch.faults)
      records += batch.records
    }
    sheets.push({ name, hidden, text: Buffer.concat(parts).toString('utf8').replace(/\n$/, ''), records, faults })
  }
  const findings = [...book.findings, ...book.sheets.flatMap((_, index) => book.sheetFindings(index))]
  await book.close()
  return { sheets, findings }
}

/** Opens a workbook that is held whole, and reads it. */
export async function readWhole(
  path: string,
  format: WholeFormat,
  options: Partial<SheetOptions> = {},
  limits: Limits = defaultLimits,
): Promise<ReadBook> {
  return readSheets(await openWholeWorkbook(path, format, limits), options)
}
