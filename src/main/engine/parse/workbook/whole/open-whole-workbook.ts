import type { Limits } from '../../../lib/limits.ts'
import type { WorkbookFormat } from '../../../source/file-kind.ts'
import { openFods, openOds } from '../markup/open-ods.ts'
import { openHtml } from '../markup/open-html.ts'
import { openSpreadsheetMl } from '../markup/open-spreadsheetml.ts'
import { openXls } from '../sheetjs/open-xls.ts'
import { openXlsb } from '../sheetjs/open-xlsb.ts'
import type { Workbook } from '../workbook.ts'
import type { HeldBook } from './held-sheet.ts'
import { guarded, heldWorkbook } from './held-workbook.ts'
import { readWholeFile } from './whole-file.ts'

/** The formats that are held in memory whole: every one but xlsx and xlsm. */
export type WholeFormat = Exclude<WorkbookFormat, 'xlsx' | 'xlsm'>

/**
 * Opens a workbook of a format that is held in memory whole.
 * @throws AppError `file-unsupported` (damaged, a password, beyond `limits.wholeWorkbookBytes`), `file-hostile` (made to harm); errors of
 * the file system as they are
 */
export async function openWholeWorkbook(path: string, format: WholeFormat, limits: Limits): Promise<Workbook> {
  return heldWorkbook(path, await guarded(path, () => openHeld(path, format, limits)))
}

async function openHeld(path: string, format: WholeFormat, limits: Limits): Promise<HeldBook> {
  switch (format) {
    case 'xls':
      return openXls(path, await readWholeFile(path, limits))
    case 'xlsb':
      return openXlsb(path, limits)
    case 'ods':
      return openOds(path, limits)
    case 'fods':
      return openFods(path, limits)
    case 'spreadsheetml':
      return openSpreadsheetMl(path, limits)
    case 'html':
      return openHtml(path, await readWholeFile(path, limits))
  }
}
