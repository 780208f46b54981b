import { readFile, stat } from 'node:fs/promises'
import { AppError } from '../../../lib/app-error.ts'
import type { Limits } from '../../../lib/limits.ts'
import { formatBytes } from '../../../lib/numbers.ts'

/**
 * Reads a file whose format has to be held in memory whole.
 * @throws AppError `file-unsupported` for a file beyond the limit; errors of the file system as they are
 */
export async function readWholeFile(path: string, limits: Limits): Promise<Buffer> {
  const { size } = await stat(path)
  refuseTooLarge(path, size, limits)
  return readFile(path)
}

/** @throws AppError `file-unsupported` where so many bytes are more than what is held in memory. */
export function refuseTooLarge(path: string, bytes: number, limits: Limits): void {
  if (bytes <= limits.wholeWorkbookBytes) return
  throw new AppError(
    'file-unsupported',
    `${path} takes ${formatBytes(bytes)} of memory; workbooks of its format are read up to ${formatBytes(limits.wholeWorkbookBytes)}.`,
    { hint: 'Save it as .xlsx, which is read row by row at any size, and import that file.' },
  )
}

/** A workbook that cannot be read as what it says it is. */
export function damagedBook(path: string, what: string, cause?: unknown): AppError {
  return new AppError('file-unsupported', `${path} is damaged or not a workbook of its kind: ${what}.`, {
    hint: 'Open it in the program that made it, save it as .xlsx, and import that file; or ask for it again.',
    cause,
  })
}

/** A workbook whose every sheet is a chart or a macro, or that has none. */
export function emptyBook(path: string): AppError {
  return new AppError('file-empty', `${path} has no sheet with a table.`, {
    hint: 'Ask whoever sent it for the workbook with its sheets.',
  })
}
