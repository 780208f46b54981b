import { AppError } from '../../src/main/engine/lib/app-error.ts'
import { defaultLimits, type Limits } from '../../src/main/engine/lib/limits.ts'
import type { CellFault, Workbook } from '../../src/main/engine/parse/workbook/workbook.ts'
import { openXlsx } from '../../src/main/engine/parse/workbook/xlsx/open-xlsx.ts'
import type { ErrorShape } from '../../src/contract/errors.ts'
import { makeXlsx, type XlsxParts } from '../support/make-xlsx.ts'
import type { TempFolder } from '../support/temp-folder.ts'

/** A sheet that was read to its end. */
export interface ReadSheet {
  readonly csv: string
  readonly records: number
  readonly faults: readonly CellFault[]
  readonly progress: readonly number[]
  readonly batches: number
}

export interface ReadOptions {
  readonly asShown?: boolean
  readonly fillMerged?: boolean
  readonly sheetIndex?: number
  readonly limits?: Partial<Limits>
}

export async function readSheetOf(workbook: Workbook, options: ReadOptions = {}): Promise<ReadSheet> {
  const faults: CellFault[] = []
  const pieces: Buffer[] = []
  const progress: number[] = []
  let records = 0
  const { sheetIndex = 0, asShown = false, fillMerged = false } = options
  for await (const batch of workbook.rows(sheetIndex, { asShown, fillMerged })) {
    faults.push(...batch.faults)
    pieces.push(batch.bytes)
    progress.push(batch.progress)
    records += batch.records
  }
  return { csv: Buffer.concat(pieces).toString('utf8'), records, faults, progress, batches: pieces.length }
}

/** Reads one sheet of the workbook at a path. */
export async function readXlsxFile(path: string, options: ReadOptions = {}): Promise<ReadSheet> {
  const workbook = await openXlsx(path, { ...defaultLimits, ...options.limits })
  try {
    return await readSheetOf(workbook, options)
  } finally {
    await workbook.close()
  }
}

let made = 0

/** Makes a workbook of parts, or takes its bytes, and reads one sheet of it. */
export function readXlsx(
  temp: TempFolder,
  content: XlsxParts | Uint8Array,
  options: ReadOptions = {},
): Promise<ReadSheet> {
  const bytes = content instanceof Uint8Array ? content : makeXlsx(content)
  return readXlsxFile(temp.file(`${made++}.xlsx`, bytes), options)
}

/** The refusal that reading ends with. */
export async function refusalOf(reading: Promise<unknown>): Promise<{ code: ErrorShape['code']; message: string }> {
  try {
    await reading
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (!/\S+ \S+/.test(error.hint ?? '')) throw new Error(`There is no hint for: ${error.message}`, { cause: error })
    return { code: error.code, message: error.message }
  }
  throw new Error('It was read.')
}

/** Cells of the first column: what is inside each `c`, with its attributes. */
export function column(cells: readonly string[]): string {
  return cells.map((cell) => `<row>${cell}</row>`).join('')
}
