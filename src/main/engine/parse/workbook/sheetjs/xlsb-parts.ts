import { newSheetFacts, type SheetFacts } from '../book-findings.ts'
import { builtInFormat } from '../number-format-builtin.ts'
import { type MergedRange, mostColumns, mostRows } from '../whole/held-sheet.ts'
import { readWideString, walkXlsb, wideString, xlsbRecord } from './xlsb-records.ts'

/**
 * The parts of an .xlsb workbook as SheetJS shall see them: each with only the records that cells need, so that a link over all cells of a
 * sheet, or a record that SheetJS does not know, costs nothing. The numbers are those of [MS-XLSB] 2.3.
 */

export interface XlsbSheet {
  readonly name: string
  readonly hidden: boolean
  readonly relationship: string
}

export interface XlsbWorkbook {
  readonly sheets: readonly XlsbSheet[]
  /** The record that says the date system, as it stands there. */
  readonly properties: Buffer | null
}

const bundleSheet = 0x9c
const workbookProperties = 0x99

export function readXlsbWorkbook(part: Buffer): XlsbWorkbook {
  const sheets: XlsbSheet[] = []
  let properties: Buffer | null = null
  walkXlsb(part, (type, content) => {
    if (type === workbookProperties) properties = content
    if (type !== bundleSheet) return
    const relationship = readWideString(content, 8)
    const name = readWideString(content, relationship.end)
    sheets.push({ name: name.text, hidden: content.readUInt32LE(0) !== 0, relationship: relationship.text })
  })
  return { sheets, properties }
}

/** A workbook of one sheet, named by `name` and `relationship`, in the date system of another. */
export function writeXlsbWorkbook(name: string, relationship: string, properties: Buffer | null): Buffer {
  const numbers = Buffer.alloc(8)
  numbers.writeUInt32LE(1, 4)
  return Buffer.concat([
    xlsbRecord(0x83, Buffer.alloc(0)),
    properties === null ? Buffer.alloc(0) : xlsbRecord(workbookProperties, properties),
    xlsbRecord(0x8f, Buffer.alloc(0)),
    xlsbRecord(bundleSheet, Buffer.concat([numbers, wideString(relationship), wideString(name)])),
    xlsbRecord(0x90, Buffer.alloc(0)),
    xlsbRecord(0x84, Buffer.alloc(0)),
  ])
}

const formats = { begin: 0x267, format: 0x2c, end: 0x268 }
const styles = { begin: 0x269, style: 0x2f, end: 0x26a }
/** Formats up to this number are named by it alone, and mean what Excel means by them. */
const lastBuiltIn = 163

/** The formats of cells alone, the built-in ones among them: SheetJS knows only some of those, or others. */
export function cellStyles(part: Buffer | null): Buffer {
  const own: Buffer[] = []
  const cells: Buffer[] = []
  let inCells = false
  walkXlsb(part ?? Buffer.alloc(0), (type, _, whole) => {
    if (type === styles.begin) inCells = true
    else if (type === styles.end) inCells = false
    else if (type === formats.format) own.push(whole)
    else if (type === styles.style && inCells) cells.push(whole)
  })
  const builtIn = Array.from({ length: lastBuiltIn + 1 }, (_, id) => {
    const number = Buffer.alloc(2)
    number.writeUInt16LE(id)
    return xlsbRecord(formats.format, Buffer.concat([number, wideString(builtInFormat(id))]))
  })
  const count = (items: readonly Buffer[]): Buffer => {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32LE(items.length)
    return bytes
  }
  const all = [...builtIn, ...own]
  return Buffer.concat([
    xlsbRecord(0x116, Buffer.alloc(0)),
    ...[xlsbRecord(formats.begin, count(all)), ...all, xlsbRecord(formats.end, Buffer.alloc(0))],
    ...[xlsbRecord(styles.begin, count(cells)), ...cells, xlsbRecord(styles.end, Buffer.alloc(0))],
    xlsbRecord(0x117, Buffer.alloc(0)),
  ])
}

/** The texts that cells share, and nothing else. */
export function sharedTexts(part: Buffer): Buffer {
  return keep(part, new Set([0x9f, 0x13, 0xa0]))
}

function keep(part: Buffer, needed: ReadonlySet<number>): Buffer {
  const kept: Buffer[] = []
  walkXlsb(part, (type, _, whole) => {
    if (needed.has(type)) kept.push(whole)
  })
  return Buffer.concat(kept)
}

export interface XlsbCells {
  /** The part with its cells alone. */
  readonly part: Buffer
  readonly merges: readonly MergedRange[]
  readonly facts: SheetFacts
  readonly lastRow: number
  readonly isCut: boolean
}

const sheet = { row: 0x00, blank: 0x01, shortBlank: 0x0c, columnInfo: 0x3c, merge: 0xb0, richText: 0x3e }
/** Cells that say their column; those from 0x0c on are in the column behind the one before. */
const lastPlacedCell = 0x0b
const lastCell = 0x12
const isFormula = (type: number): boolean => type >= 0x08 && type <= 0x0b

/** The rows and cells of a sheet, and what else there is in it. Rows behind so many cells are counted, and left out. */
export function sheetCells(part: Buffer, mostCells: number): XlsbCells {
  const kept: Buffer[] = []
  const merges: MergedRange[] = []
  const facts = newSheetFacts()
  let isHidden = false
  let lastRow = -1
  let column = -1
  let cells = 0
  let isCut = false
  walkXlsb(part, (type, content, whole) => {
    if (type === sheet.row) {
      const row = content.readUInt32LE(0)
      if (row <= lastRow || row >= mostRows) throw new Error(`row ${row + 1} is out of its order`)
      lastRow = row
      column = -1
      isHidden = ((content[11] ?? 0) & 0x10) !== 0
      isCut = cells >= mostCells
      if (!isCut) kept.push(whole)
    } else if (type <= lastCell || type === sheet.richText) {
      const isPlaced = type <= lastPlacedCell || type === sheet.richText
      const next = isPlaced ? content.readUInt32LE(0) : column + 1
      if (lastRow === -1 || next <= column || next >= mostColumns)
        throw new Error(`row ${lastRow + 1} has a cell out of its order`)
      column = next
      if (isFormula(type)) facts.formulas++
      if (isHidden && type !== sheet.blank && type !== sheet.shortBlank) {
        facts.hiddenRows++
        isHidden = false
      }
      cells++
      if (!isCut) kept.push(whole)
    } else if (type === sheet.columnInfo) {
      const [first, last] = [content.readUInt32LE(0), Math.min(mostColumns - 1, content.readUInt32LE(4))]
      if ((content.readUInt16LE(16) & 1) !== 0 && last >= first) facts.hiddenColumns += last - first + 1
    } else if (type === sheet.merge) addMerge(merges, content)
  })
  facts.mergedRanges = merges.length
  facts.isComplete = true
  return { part: Buffer.concat(kept), merges, lastRow, isCut, facts }
}

function addMerge(merges: MergedRange[], content: Buffer): void {
  const range = {
    firstRow: content.readUInt32LE(0),
    lastRow: content.readUInt32LE(4),
    firstColumn: content.readUInt32LE(8),
    lastColumn: content.readUInt32LE(12),
  }
  const fits = range.lastRow < mostRows && range.lastColumn < mostColumns
  if (fits && range.lastRow >= range.firstRow && range.lastColumn >= range.firstColumn) merges.push(range)
}
