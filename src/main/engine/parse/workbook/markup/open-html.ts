import { isUtf8 } from 'node:buffer'
import { bookFindings, newSheetFacts } from '../book-findings.ts'
import { type HeldBook, type HeldCell, type HeldRow, type MergedRange, mostColumns } from '../whole/held-sheet.ts'
import { emptyBook } from '../whole/whole-file.ts'
import { type HtmlCell, type HtmlTable, readHtmlTables, visibleText } from './html-tables.ts'
import { decodePage } from './html-text.ts'
import { numberValue } from './ods-cell.ts'

/**
 * Opens a page of HTML: each table that has a text is a sheet. Many programs write such pages under the name of a workbook. Cells are the
 * texts that are shown; only where the page has the number behind a shown one is that number the value.
 * @throws AppError `file-empty` for a page without such a table
 */
export async function openHtml(path: string, bytes: Buffer): Promise<HeldBook> {
  const page = decodePage(bytes, isUtf8(bytes))
  const tables = readHtmlTables(page)
    .map(placeCells)
    .filter(({ rows }) => rows.length > 0)
  if (tables.length === 0) throw emptyBook(path)
  const names = sheetNames(page, tables)
  const sheets = tables.map((table, index) => ({ ...table, name: names[index] ?? '', hidden: false }))
  return {
    sheets: sheets.map(({ name, hidden }) => ({ name, hidden, rows: null })),
    findings: bookFindings({ macros: 0, externalLinks: 0, embeddedObjects: 0 }, sheets),
    load: async (sheetIndex, { asShown }) => {
      const sheet = sheets[sheetIndex]
      if (!sheet) throw new RangeError(`There is no sheet ${sheetIndex}.`)
      const rows = sheet.rows.map(
        ({ rowIndex, cells }): HeldRow => ({
          rowIndex,
          cells: cells.map(({ position, text, number }) =>
            asShown ? { position, text } : { position, ...valueOf(text, number) },
          ),
        }),
      )
      const { merges, hiddenRows } = sheet
      const facts = { ...newSheetFacts(), hiddenRows, mergedRanges: merges.length, isComplete: true }
      return { rows, merges, isCut: false, facts, progress: (done) => done / sheet.height }
    },
    release: () => undefined,
  }
}

interface PlacedCell {
  readonly position: number
  readonly text: string
  readonly number: string | null
}

interface PlacedTable {
  readonly caption: string
  /** Rows that have a text. */
  readonly rows: readonly { readonly rowIndex: number; readonly cells: readonly PlacedCell[] }[]
  readonly merges: readonly MergedRange[]
  readonly hiddenRows: number
  /** How many rows it has, with those without a text. */
  readonly height: number
}

/** Gives each cell its column: cells that span rows take their place in the rows below (HTML, 4.9.12.1). */
function placeCells(table: HtmlTable): PlacedTable {
  const rows: { rowIndex: number; cells: PlacedCell[] }[] = []
  const merges: MergedRange[] = []
  let spans: { readonly first: number; readonly last: number; readonly lastRow: number }[] = []
  let hiddenRows = 0
  for (const [rowIndex, row] of table.rows.entries()) {
    spans = spans.filter((span) => span.lastRow >= rowIndex)
    const above = spans.toSorted((a, b) => a.first - b.first)
    const cells: PlacedCell[] = []
    let position = 0
    for (const cell of row.cells) {
      while (above[0] && above[0].first <= position) position = Math.max(position, (above.shift()?.last ?? 0) + 1)
      if (position >= mostColumns) throw new Error(`row ${rowIndex + 1} has more cells than a sheet has columns`)
      const last = position + cell.columns - 1
      const lastRow = Math.min(rowIndex + cell.rows - 1, table.rows.length - 1)
      if (lastRow > rowIndex) spans.push({ first: position, last, lastRow })
      if (last > position || lastRow > rowIndex) {
        merges.push({ firstRow: rowIndex, lastRow, firstColumn: position, lastColumn: last })
      }
      const text = visibleText(cell.text)
      if (text !== '') cells.push({ position, text, number: cell.number })
      position = last + 1
    }
    if (cells.length === 0) continue
    if (row.hidden) hiddenRows++
    rows.push({ rowIndex, cells })
  }
  return { caption: visibleText(table.caption), rows, merges, hiddenRows, height: table.rows.length }
}

/** A number as people write it, with a currency or a percent sign, and nothing that a date has. */
const shownNumber = /^[\s\u00a0$€£¥%()+-]*\d[\d.,'\s\u00a0]*(?:[eE][+-]?\d+)?[\s\u00a0$€£¥%()-]*$/
const shownDate = /^\d+[.]\d+[.]\d*$/

/** The value of a cell: its text, or the number that it shows in other digits. */
function valueOf(text: string, number: HtmlCell['number']): Omit<HeldCell, 'position'> {
  if (number === null || number.trim() === '' || !shownNumber.test(text) || shownDate.test(text)) return { text }
  const value = numberValue(number)
  return value.fault?.severity === 'error' ? { text } : value
}

/** The names that Excel wrote into the page, or the captions of the tables, or numbers. */
function sheetNames(page: string, tables: readonly PlacedTable[]): string[] {
  const stated = Array.from(page.matchAll(/<x:Name>([^<]{1,100})<\/x:Name>/g), (found) =>
    visibleText(found[1] as string),
  )
  if (stated.length === tables.length && new Set(stated).size === stated.length) return stated
  const captions = tables.map(({ caption }) => caption)
  const areNames =
    captions.every((caption) => caption !== '' && caption.length <= 100) && new Set(captions).size === captions.length
  return areNames ? captions : tables.map((_, index) => `Table ${index + 1}`)
}
