import type { Limits } from '../../../lib/limits.ts'
import type { WorkbookFormat } from '../../../source/file-kind.ts'
import { openXls } from '../sheetjs/open-xls.ts'
import type { Workbook } from '../workbook.ts'
import { guarded, heldWorkbook } from './held-workbook.ts'
import { readWholeFile } from './whole-file.ts'

/** The formats that are held in memory whole: every one but xlsx and xlsm. */
export type WholeFormat = Exclude<WorkbookFormat, 'xlsx' | 'xlsm'>

/**
 * Opens a workbook of a format that is held in memory whole.
 * @throws AppError `file-unsupported` (damaged, a password, beyond `limits.wholeWorkbookBytes`), `file-hostile` (made to harm); errors of
 * the file system as they are
 */
export async function openWholeWorkbook(path: string, _format: WholeFormat, limits: Limits): Promise<Workbook> {
  const bytes = await readWholeFile(path, limits)
  return heldWorkbook(path, await guarded(path, () => openXls(path, bytes)))
}
