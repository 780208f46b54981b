import type { DisplayText } from '../number-format-display.ts'
import { cellError, numberTexts, type NumberText, shownText, unreadable } from '../whole/cell-text.ts'
import { type HeldCell, type HeldRow, mostColumns, mostRows } from '../whole/held-sheet.ts'
import type { ParsedCell, ParsedRows } from './sheetjs.ts'

export interface RowsContext {
  readonly date1904: boolean
  readonly display: DisplayText | null
}

/** The rows that SheetJS found in a sheet, in order. Only rows and cells that there are cost anything. */
export function* parsedRows(rows: ParsedRows, context: RowsContext): Generator<HeldRow> {
  const numberText = numberTexts(context)
  for (const [rowIndex, cells] of existing(rows, mostRows)) {
    const held: HeldCell[] = []
    for (const [position, cell] of existing(cells, mostColumns)) {
      const text = heldCell(position, cell, numberText, context.display)
      if (text !== null) held.push(text)
    }
    yield { rowIndex, cells: held }
  }
}

/** An array that is longer than it may be is walked by the keys that it has: a damaged file can set one far away. */
function* existing<T>(items: readonly (T | undefined)[], most: number): Generator<[number, T]> {
  if (items.length <= most) {
    for (let index = 0; index < items.length; index++) {
      const item = items[index]
      if (item !== undefined) yield [index, item]
    }
    return
  }
  for (const key of Object.keys(items)) {
    const item = items[Number(key)]
    if (item !== undefined) yield [Number(key), item]
  }
}

function heldCell(
  position: number,
  cell: ParsedCell,
  numberText: NumberText,
  display: DisplayText | null,
): HeldCell | null {
  const { t, v } = cell
  const code = typeof cell.z === 'string' ? cell.z : 'General'
  switch (t) {
    case 'n':
      return typeof v === 'number' ? numberText(position, v, code) : invalid(position, v)
    case 's': {
      const text = shownText(textOf(v), code, display)
      return text === '' ? null : { position, text }
    }
    case 'b':
      return { position, text: v === true ? 'TRUE' : 'FALSE' }
    case 'e':
      return { position, text: errorText(v), fault: cellError }
    case 'z':
      return null
    default:
      return invalid(position, v)
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function invalid(position: number, value: unknown): HeldCell {
  const text = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
  return { position, text, fault: unreadable('it is of a kind that no workbook has') }
}

/** [MS-XLS] 2.5.10 */
const errorTexts: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
  0x2b: '#GETTING_DATA',
}

function errorText(value: unknown): string {
  return (typeof value === 'number' ? errorTexts[value] : undefined) ?? '#ERROR!'
}
