import { assert } from '../../lib/assert.ts'
import { cellXml, fittingText, longestCellText } from './cell-text.ts'
import { momentSerial } from './moment-serial.ts'
import type { SheetNotes } from './sheet-notes.ts'
import { type CellStyle, styleIndex } from './workbook-parts.ts'
import type { XlsxCell, XlsxColumn, XlsxMarked, XlsxValue } from './xlsx-cell.ts'

/** Rows and columns of a sheet ("Excel specifications and limits"). */
export const mostSheetRows = 1_048_576
const mostColumns = 16_384
/** Some readers count the bytes of a part in 32 bits; a sheet that comes near is divided. */
const mostSheetBytes = 3_500_000_000
const flushAt = 64 * 1024
const narrowest = 8
const widest = 60

/** What was written of a sheet, for whoever has to say it. */
export interface SheetCounts {
  /** Without the header. */
  rows: number
  /** Cells whose text was longer than a cell of Excel. */
  cutCells: number
}

export interface SheetLimits {
  /** Rows of a sheet, its header included. */
  readonly rows: number
  readonly notes: number
}

/** The XML of one sheet, piece by piece, from rows of which it takes as many as a sheet holds; `notes` has its notes then. */
export async function* sheetXml(
  columns: readonly XlsxColumn[],
  rows: { next(): Promise<IteratorResult<readonly XlsxCell[]>> | IteratorResult<readonly XlsxCell[]> },
  first: readonly XlsxCell[] | null,
  sheet: { readonly notes: SheetNotes; readonly counts: SheetCounts; readonly limits: SheetLimits },
  onNext: (row: readonly XlsxCell[] | null) => void,
): AsyncGenerator<string> {
  assert(columns.length <= mostColumns, 'a sheet has no more columns')
  const names = columns.map((_column, index) => columnName(index))
  let text = sheetHead(columns)
  text += rowXml(
    1,
    columns.map(({ header }) => header),
    names,
    sheet,
    'header',
  )
  let rowNumber = 1
  let bytes = 0
  let row = first
  while (row !== null && rowNumber < sheet.limits.rows && bytes < mostSheetBytes) {
    rowNumber++
    text += rowXml(rowNumber, row, names, sheet, 'plain')
    if (text.length >= flushAt) {
      bytes += Buffer.byteLength(text)
      yield text
      text = ''
    }
    const next = await rows.next()
    row = next.done === true ? null : next.value
  }
  sheet.counts.rows += rowNumber - 1
  onNext(row)
  const notes = sheet.notes.count() === 0 ? '' : '<legacyDrawing r:id="rId1"/>'
  yield `${text}</sheetData>${ignoredErrors}${notes}</worksheet>`
}

/** Excel need not tell that a text looks like a number: it was meant. */
const ignoredErrors = `<ignoredErrors><ignoredError sqref="A1:XFD${mostSheetRows}" numberStoredAsText="1"/></ignoredErrors>`

function sheetHead(columns: readonly XlsxColumn[]): string {
  const widths = columns.map(({ header, width }, index) => {
    const characters = width ?? Math.min(widest, Math.max(narrowest, header.length + 2))
    return `<col min="${index + 1}" max="${index + 1}" width="${characters}" customWidth="1"/>`
  })
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${widths.length === 0 ? '' : `<cols>${widths.join('')}</cols>`}<sheetData>`
}

function rowXml(
  rowNumber: number,
  cells: readonly XlsxCell[],
  names: readonly string[],
  { notes, counts }: { readonly notes: SheetNotes; readonly counts: SheetCounts },
  kind: 'header' | 'plain',
): string {
  assert(cells.length <= names.length, 'a row has no more cells than the sheet has columns')
  let xml = `<row r="${rowNumber}">`
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] as XlsxCell
    const reference = `${names[index] as string}${rowNumber}`
    const { value, failing = false, note } = isMarked(cell) ? cell : { value: cell }
    xml += valueXml(reference, value, kind === 'header' ? 'header' : failing ? 'failing' : 'plain', counts)
    if (note !== undefined) notes.add(rowNumber, index, reference, note)
  }
  return `${xml}</row>`
}

function isMarked(cell: XlsxCell): cell is XlsxMarked {
  return typeof cell === 'object' && cell !== null && 'value' in cell
}

function valueXml(reference: string, value: XlsxValue, style: CellStyle, counts: SheetCounts): string {
  if (value === null) return style === 'plain' ? '' : `<c r="${reference}" s="${styleIndex(style, 'text')}"/>`
  if (typeof value === 'boolean') {
    return `<c r="${reference}" s="${styleIndex(style, 'general')}" t="b"><v>${value ? 1 : 0}</v></c>`
  }
  if (typeof value === 'number' && Number.isFinite(value)) {
    return `<c r="${reference}" s="${styleIndex(style, 'general')}"><v>${value}</v></c>`
  }
  const moment = typeof value === 'object' ? momentSerial(value.iso) : null
  if (moment) return `<c r="${reference}" s="${styleIndex(style, moment.kind)}"><v>${moment.serial}</v></c>`
  const whole = typeof value === 'object' ? value.iso : String(value)
  if (whole.length > longestCellText) counts.cutCells++
  const text = cellXml(fittingText(whole))
  return `<c r="${reference}" s="${styleIndex(style, 'text')}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`
}

/** The letters of a column by its 0-based index: A, Z, AA. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}
