import type { Limits } from '../../../lib/limits.ts'
import type { SheetFacts } from '../book-findings.ts'
import { appendBytes, byteBuffer, latin1 } from './byte-buffer.ts'
import { cellTypes, type CellWriter, type ScannedCell } from './cell-writer.ts'
import { damagedPart, hostilePart, type PartName } from './part-faults.ts'
import { createPlainCells } from './plain-cells.ts'
import { mostColumns, mostRows, type RowWriter } from './row-writer.ts'
import type { XmlAttributes, XmlHandler } from './xml-handler.ts'
import { appendXmlText, attributeInteger, attributeIsTrue, attributeText, resolveEscapes } from './xml-text.ts'

const elements = ['worksheet', 'sheetData', 'row', 'c', 'v', 'f', 'is', 't', 'r', 'col', 'mergeCell']
const [worksheet, sheetData, row, c, v, f, is, t, run, col, mergeCell] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
const attributeNames = ['r', 's', 't', 'hidden', 'min', 'max']
const [reference, style, type, hidden, least, most] = [0, 1, 2, 3, 4, 5]

/** Where the text of a cell comes from. */
const [nowhere, fromValue, fromInline] = [0, 1, 2]

/**
 * What reads the rows of a sheet (ECMA-376 part 1, 18.3.1): told by a scanner, it has each cell written as it ends. Rows must come in
 * order, as Excel demands; cells of a row may come in any. What is in the sheet besides is counted in `facts`.
 * @throws AppError (from its methods) `file-unsupported`, `file-hostile`
 */
export function createSheetReader(
  name: PartName,
  cells: CellWriter,
  rows: RowWriter,
  limits: Limits,
  facts: SheetFacts,
): XmlHandler {
  const value = byteBuffer(4096)
  const cell: ScannedCell = { rowNumber: 0, column: -1, type: cellTypes.number, style: 0 }
  let inData = false
  let inRow = false
  let isHiddenRow = false
  let inCell = false
  let inInline = false
  let inRun = false
  let collects = false
  let hasFormula = false
  let hasValue = false
  let source: number = nowhere
  let textStart = 0

  function open(element: number, depth: number, attributes: XmlAttributes): void {
    if (depth === 4) {
      if (inCell) openInCell(element)
    } else if (depth === 3) {
      if (element === c && inRow) openCell(attributes)
    } else if (depth === 2) {
      if (element === row && inData) openRow(attributes)
      else if (element === col) noteColumns(attributes)
      else if (element === mergeCell) facts.mergedRanges++
    } else if (depth === 5) {
      inRun = element === run
      if (inInline && element === t) collect()
    } else if (depth === 6) {
      if (inInline && inRun && element === t) collect()
    } else if (depth === 1) inData = element === sheetData
    else if (depth === 0 && element !== worksheet) throw damagedPart(name, 'it is no table of cells')
  }

  function openRow(attributes: XmlAttributes): void {
    const number = attributes.from[reference] === -1 ? cell.rowNumber + 1 : attributeInteger(attributes, reference)
    if (number > mostRows) throw damagedPart(name, `row ${number} lies beyond the last row that a sheet can have`)
    if (number <= cell.rowNumber) {
      const said = attributeText(attributes, reference, name) ?? ''
      throw damagedPart(name, `row "${said}" comes behind row ${cell.rowNumber}`)
    }
    cell.rowNumber = number
    cell.column = -1
    inRow = true
    isHiddenRow = attributeIsTrue(attributes, hidden, name)
    rows.openRow(number)
  }

  function noteColumns(attributes: XmlAttributes): void {
    if (!attributeIsTrue(attributes, hidden, name)) return
    const first = attributeInteger(attributes, least)
    const last = Math.min(mostColumns, attributeInteger(attributes, most))
    if (first >= 1 && last >= first) facts.hiddenColumns += last - first + 1
  }

  function openCell(attributes: XmlAttributes): void {
    if (attributes.from[reference] === -1) cell.column++
    else cell.column = columnOf(attributes)
    if (cell.column >= mostColumns) {
      throw damagedPart(name, `row ${cell.rowNumber} has a cell beyond the last column that a sheet can have`)
    }
    cell.style = attributes.from[style] === -1 ? 0 : attributeInteger(attributes, style)
    cell.type = attributes.from[type] === -1 ? cellTypes.number : typeOf(attributes)
    inCell = true
    hasFormula = false
    hasValue = false
    source = nowhere
    value.length = 0
  }

  /** The 0-based column of the reference; its row must be the one that the cell is in. */
  function columnOf({ data, from, to }: XmlAttributes): number {
    const end = to[reference] as number
    let place = from[reference] as number
    let column = 0
    for (; place < end; place++) {
      const letter = (data[place] as number) & 0xdf
      if (letter < 65 || letter > 90) break
      column = column * 26 + letter - 64
      if (column > mostColumns) return mostColumns
    }
    let rowNumber = 0
    for (; place < end; place++) {
      const digit = (data[place] as number) - 48
      if (digit < 0 || digit > 9) break
      rowNumber = rowNumber * 10 + digit
    }
    if (place < end || column === 0 || rowNumber !== cell.rowNumber) {
      const said = latin1(data, from[reference] as number, end)
      throw damagedPart(name, `row ${cell.rowNumber} has a cell that says it is "${said}"`)
    }
    return column - 1
  }

  function openInCell(element: number): void {
    if (element === v && source !== fromInline) {
      source = fromValue
      hasValue = true
      collect()
    } else if (element === is && source !== fromValue) {
      source = fromInline
      hasValue = true
      inInline = true
      // A text in place is a text, whatever the cell says.
      cell.type = cellTypes.text
    } else if (element === f) {
      if (!hasFormula) facts.formulas++
      hasFormula = true
    }
  }

  function collect(): void {
    collects = true
    textStart = value.length
  }

  function text(data: Buffer, from: number, to: number, literal: boolean): void {
    if (!collects) return
    if (literal) appendBytes(value, data, from, to)
    else appendXmlText(value, data, from, to, name)
    if (value.length > limits.cellBytes) {
      throw hostilePart(name, `row ${cell.rowNumber} has a cell of more than ${limits.cellBytes} bytes`)
    }
  }

  function close(element: number, depth: number): boolean {
    if (collects && (element === v || element === t)) {
      collects = false
      if (cell.type === cellTypes.text) resolveEscapes(value, textStart)
    }
    if (depth === 3 && inCell) closeCell()
    else if (depth === 4 && element === is) inInline = false
    else if (depth === 2 && inRow) {
      inRow = false
      if (isHiddenRow && !rows.isBetweenRows()) facts.hiddenRows++
      return rows.closeRow()
    } else if (depth === 0) rows.finish()
    return false
  }

  function closeCell(): void {
    inCell = false
    if (value.length > 0) cells.write(cell, value)
    else if (hasFormula && !(hasValue && cell.type === cellTypes.text)) {
      cells.fault(cell, 'formula-without-value', 'warning')
    }
  }

  // A row is inside of the sheet and its data; between its cells there is nothing that they depend on.
  const plain = createPlainCells(cell, value, cells)
  const pass = (data: Buffer, from: number, end: number): number => (inRow ? plain(data, from, end) : from)
  return { elements, attributes: attributeNames, open, text, close, shortcut: { depth: 3, pass } }
}

/** What a cell's `t` says (ECMA-376 part 1, 18.18.11). */
function typeOf({ data, from, to }: XmlAttributes): number {
  const start = from[type] as number
  const length = (to[type] as number) - start
  if (length === 1) return typesOfOneLetter[data[start] as number] ?? cellTypes.unknown
  const said = latin1(data, start, start + length)
  return said === 'str' || said === 'inlineStr' ? cellTypes.text : cellTypes.unknown
}

const typesOfOneLetter = new Uint8Array(256).fill(cellTypes.unknown)
typesOfOneLetter[110] = cellTypes.number
typesOfOneLetter[115] = cellTypes.shared
typesOfOneLetter[98] = cellTypes.boolean
typesOfOneLetter[101] = cellTypes.error
typesOfOneLetter[100] = cellTypes.date
