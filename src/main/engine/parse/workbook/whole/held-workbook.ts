import { AppError, systemCode } from '../../../lib/app-error.ts'
import { newSheetFacts, type SheetFacts, sheetFindings } from '../book-findings.ts'
import type { Workbook } from '../workbook.ts'
import type { HeldBook } from './held-sheet.ts'
import { sheetBatches } from './sheet-batches.ts'
import { damagedBook } from './whole-file.ts'

/** The workbook that a held one is. `path` is for messages. */
export function heldWorkbook(path: string, book: HeldBook): Workbook {
  const facts = new Map<number, Readonly<SheetFacts>>()
  return {
    sheets: book.sheets,
    findings: book.findings,
    sheetFindings: (sheetIndex) =>
      sheetFindings(book.sheets[sheetIndex]?.name ?? '', facts.get(sheetIndex) ?? newSheetFacts()),
    rows: async function* (sheetIndex, options) {
      const sheet = await guarded(path, () => book.load(sheetIndex, options))
      facts.set(sheetIndex, sheet.facts)
      const batches = sheetBatches(sheet, options.fillMerged, path)
      for (;;) {
        const next = await guarded(path, async () => batches.next())
        if (next.done === true) return sheet.isCut ? 'cut' : undefined
        yield next.value
      }
    },
    close: async () => book.release(),
  }
}

/**
 * Runs what reads a workbook. Readers of damaged files fail in ways that nobody foresees: all of them mean that the file cannot be read.
 * @throws AppError as `work` does, `file-unsupported` for any other error; errors of the system as they are
 */
export async function guarded<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError || isSystemError(error)) throw error
    throw damagedBook(path, reasonOf(error), error)
  }
}

/** `ENOENT` and the like; codes of Node's own checks have more words. */
function isSystemError(error: unknown): boolean {
  return /^E[A-Z\d]+$/.test(systemCode(error) ?? '')
}

function reasonOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error)
  const line = words.replace(/\s+/g, ' ').trim()
  return line === '' ? 'it cannot be taken apart' : line.slice(0, 200)
}
