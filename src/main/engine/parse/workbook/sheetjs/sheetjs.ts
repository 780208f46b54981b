import type { ParsingOptions, WorkBook } from 'xlsx'
import { builtInFormat } from '../number-format-builtin.ts'

/** A cell as SheetJS gives it, of what it has only what is used here. */
export interface ParsedCell {
  readonly t: string
  readonly v?: unknown
  /** Format code. */
  readonly z?: unknown
}

/** Rows and cells by their index, both with gaps that may be huge. */
export type ParsedRows = readonly (readonly (ParsedCell | undefined)[] | undefined)[]

export interface ParsedBook {
  readonly date1904: boolean
  /** The rows of a sheet by its name; null where SheetJS found none. */
  readonly rowsOf: (name: string) => ParsedRows | null
}

/** Nothing is guessed, nothing is made into a `Date`, and no cell is made up that the file does not have. */
const options: ParsingOptions = {
  type: 'buffer',
  dense: true,
  cellDates: false,
  cellNF: true,
  cellText: false,
  cellHTML: false,
  cellFormula: false,
  cellStyles: false,
  sheetStubs: false,
  raw: true,
  UTC: true,
}

/** Reads a workbook by SheetJS. */
export async function parseBySheetJs(bytes: Buffer): Promise<ParsedBook> {
  const { read, SSF } = await loadSheetJs()
  setBuiltInFormats(SSF.get_table())
  const book = read(bytes, options)
  // Sheets may have any name, also one that every object has.
  const sheets = new Map(Object.entries(book.Sheets))
  return {
    date1904: book.Workbook?.WBProps?.date1904 === true,
    rowsOf: (name) =>
      ((sheets.get(name) ?? ownPrototype(book.Sheets, name))?.['!data'] as ParsedRows | undefined) ?? null,
  }
}

/** The names of the sheets alone, in the order of their places in the file. */
export async function listBySheetJs(bytes: Buffer): Promise<readonly string[]> {
  const { read } = await loadSheetJs()
  return read(bytes, { ...options, bookSheets: true }).SheetNames
}

/** What of SheetJS is used here; its own types say `any` of its formats. */
interface SheetJs {
  readonly read: (bytes: Buffer, options: ParsingOptions) => WorkBook
  readonly SSF: { get_table(): Record<string, string> }
}

/** Formats up to this number are named by it alone. */
const lastBuiltIn = 163

/**
 * SheetJS keeps the formats of the file that it read before, and knows only some of the built-in ones: both would give a number of another
 * file as a date, or a date as a number.
 */
function setBuiltInFormats(table: Record<string, string>): void {
  for (const id of Object.keys(table)) delete table[id]
  for (let id = 0; id <= lastBuiltIn; id++) table[id] = builtInFormat(id)
}

/** SheetJS is loaded when it is needed, with its tables for the code pages of older workbooks. */
async function loadSheetJs(): Promise<SheetJs> {
  const [sheetJs, codepages] = await Promise.all([import('xlsx'), import('xlsx/dist/cpexcel.full.mjs')])
  sheetJs.set_cptable(codepages)
  return sheetJs
}

/** A sheet named `__proto__` is set by assignment, so that it becomes the prototype of the record of sheets. */
function ownPrototype(sheets: Record<string, unknown>, name: string): Record<string, unknown> | null {
  if (name !== '__proto__') return null
  const prototype: unknown = Object.getPrototypeOf(sheets)
  return prototype === Object.prototype ? null : (prototype as Record<string, unknown>)
}
