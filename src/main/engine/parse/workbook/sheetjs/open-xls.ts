import { bookFindings } from '../book-findings.ts'
import { loadDisplayText } from '../number-format-display.ts'
import type { HeldBook } from '../whole/held-sheet.ts'
import { damagedBook, emptyBook } from '../whole/whole-file.ts'
import { parsedRows } from './parsed-sheet.ts'
import { listBySheetJs, type ParsedBook, parseBySheetJs } from './sheetjs.ts'
import { readXlsBook } from './xls-book.ts'
import { endOfSheet, type XlsSheet } from './xls-records.ts'

/**
 * Opens an .xls workbook of any version of Excel, with a container or without. Its sheets and what is in it besides cells are found by its
 * records; SheetJS reads its cells, all sheets at once, when the first is asked for. The bytes may be changed.
 * @throws AppError `file-unsupported` for a damaged file, or one with a password; `file-empty`
 */
export async function openXls(path: string, bytes: Buffer): Promise<HeldBook> {
  const { stream, outline, facts } = await readXlsBook(path, bytes)
  const names = await sheetNames(path, stream, outline.sheets)
  const sheets = outline.sheets
    .filter((sheet) => sheet.type === 'worksheet')
    .map((sheet) => ({ ...sheet, name: names.get(sheet.position) ?? '' }))
  if (sheets.length === 0) throw emptyBook(path)
  let parsed: Promise<ParsedBook> | null = null
  return {
    sheets: sheets.map(({ name, hidden }) => ({ name, hidden, rows: null })),
    findings: bookFindings(facts, sheets),
    load: async (sheetIndex, { asShown, sample }) => {
      const sheet = sheets[sheetIndex]
      const end = sample && parsed === null ? (sheet?.sampled.end ?? null) : null
      const { date1904, rowsOf } = await (end === null ? (parsed ??= parseBySheetJs(stream)) : parseTo(stream, end))
      const rows = sheet ? rowsOf(sheet.name) : null
      if (!sheet || rows === null)
        throw damagedBook(path, `the sheet "${sheet?.name ?? sheetIndex + 1}" is not where it should be`)
      const display = asShown ? await loadDisplayText(date1904) : null
      return {
        rows: parsedRows(rows, { date1904, display }),
        merges: sheet.merges,
        isCut: end !== null,
        facts: sheet.facts,
        progress: (done) => Math.min(1, done / (sheet.sampled.lastRow + 1)),
      }
    },
    release: () => {
      parsed = null
    },
  }
}

/** Reads the stream up to a place inside of a sheet, which ends there. */
function parseTo(stream: Buffer, end: number): Promise<ParsedBook> {
  return parseBySheetJs(Buffer.concat([stream.subarray(0, end), endOfSheet]))
}

/** The names of sheets by their places; SheetJS knows the encodings that they are in. */
async function sheetNames(
  path: string,
  stream: Buffer,
  sheets: readonly XlsSheet[],
): Promise<ReadonlyMap<number, string>> {
  const names = await listBySheetJs(stream)
  const places = sheets.map((sheet) => sheet.position).sort((a, b) => a - b)
  if (names.length !== places.length) throw damagedBook(path, 'its list of sheets does not fit its content')
  if (new Set(names).size < names.length) throw damagedBook(path, 'two of its sheets have the same name')
  return new Map(places.map((place, index) => [place, names[index] ?? '']))
}
