import { AppError } from '../../../lib/app-error.ts'
import { sheetCell } from '../sheet-csv.ts'
import type { CellFault, RowBatch } from '../workbook.ts'
import { type HeldRow, type HeldSheet, mostColumns, mostRows } from './held-sheet.ts'
import { fillMerged } from './merged-fill.ts'

const batchChars = 256 * 1024
/** What a sheet may become, so that a small file cannot fill a disk with commas. */
const mostSheetChars = 4 * 1024 * 1024 * 1024

/** The rows of a sheet that is held in memory, as records of text. `path` is for messages. */
export function* sheetBatches(sheet: HeldSheet, withMergesFilled: boolean, path: string): Generator<RowBatch, void> {
  const rows = withMergesFilled ? fillMerged(Array.from(sheet.rows), sheet.merges, path) : sheet.rows
  let text = ''
  let records = 0
  let total = 0
  let written = 0
  let faults: CellFault[] = []
  for (const row of rows) {
    if (row.cells.length === 0) continue
    checkPlace(row, written, path)
    const gap = row.rowIndex - written
    text += '\n'.repeat(gap) + recordOf(row, faults)
    records += gap + 1
    written = row.rowIndex + 1
    if (text.length < batchChars) continue
    total += text.length
    if (total > mostSheetChars) throw beyondExcel(path, 'its rows would become thousands of times as large as the file')
    yield { bytes: Buffer.from(text, 'utf8'), records, faults, progress: sheet.progress(written) }
    text = ''
    records = 0
    faults = []
  }
  const progress = sheet.isCut ? sheet.progress(written) : 1
  if (records > 0) yield { bytes: Buffer.from(text, 'utf8'), records, faults, progress }
}

function checkPlace({ rowIndex, cells }: HeldRow, written: number, path: string): void {
  if (rowIndex < written) throw beyondExcel(path, `row ${rowIndex + 1} comes twice, or out of its order`)
  const position = cells.at(-1)?.position ?? 0
  if (rowIndex < mostRows && position < mostColumns) return
  throw beyondExcel(path, `it has a cell in row ${rowIndex + 1}, column ${position + 1}, which no sheet has`)
}

function beyondExcel(path: string, what: string): AppError {
  return new AppError('file-unsupported', `${path} is damaged: ${what}.`, {
    hint: 'Open it in the program that made it, save it as .xlsx, and import that file.',
  })
}

function recordOf({ rowIndex, cells }: HeldRow, faults: CellFault[]): string {
  let line = ''
  let at = 0
  for (const { position, text, fault } of cells) {
    const place = { rowNumber: rowIndex + 1, position }
    if (fault) faults.push({ ...place, ...fault })
    if (text === '') continue
    if (!text.isWellFormed()) faults.push({ ...place, ...halfCharacter })
    if (position > at) line += ','.repeat(position - at)
    at = position
    line += sheetCell(text)
  }
  return `${line}\n`
}

const halfCharacter = {
  code: 'undecodable',
  severity: 'error',
  reason: 'it holds half of a character',
} as const
