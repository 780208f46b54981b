import type { Limits } from '../../lib/limits.ts'
import type { WorkbookFormat } from '../../source/file-kind.ts'
import type { Workbook } from './workbook.ts'

/**
 * Opens a workbook of a format that was found by its content. The readers are loaded when they are needed.
 * @throws AppError `file-unsupported`, `file-damaged`, `file-hostile`
 */
export async function openWorkbook(path: string, format: WorkbookFormat, limits: Limits): Promise<Workbook> {
  if (format === 'xlsx' || format === 'xlsm') {
    const { openXlsx } = await import('./xlsx/open-xlsx.ts')
    return openXlsx(path, limits)
  }
  const { openWholeWorkbook } = await import('./whole/open-whole-workbook.ts')
  return openWholeWorkbook(path, format, limits)
}
