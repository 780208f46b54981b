import type { IssueCode } from '../../../../../contract/issues.ts'
import { readExcelNumber } from '../excel-number.ts'
import type { DisplayText } from '../number-format-display.ts'
import type { FormatKind, NumberFormat } from '../number-format.ts'
import { type DateKind, isFictitious, serialText } from '../serial-date.ts'
import type { CellFault } from '../workbook.ts'
import { appendAscii, appendBytes, type ByteBuffer, latin1, utf8 } from './byte-buffer.ts'
import { doubleOf, isPlainNumber, roundedDouble, wholeNumber } from './cell-numbers.ts'
import { appendCsvCell } from './csv-bytes.ts'
import { isoCellText } from './iso-cell.ts'
import type { RowWriter } from './row-writer.ts'
import { type SharedStrings, textsEnd } from './shared-strings.ts'

/** What a cell says that it holds: its `t`. */
export const cellTypes = { number: 0, shared: 1, text: 2, boolean: 3, error: 4, date: 5, unknown: 6 } as const

export interface CellContext {
  readonly strings: SharedStrings
  readonly formats: readonly NumberFormat[]
  readonly date1904: boolean
  /** Where cells are wanted as Excel shows them. */
  readonly display: DisplayText | null
  readonly rows: RowWriter
  /** Where faults go. */
  fault(fault: CellFault): void
}

/** A cell as it was scanned. */
export interface ScannedCell {
  rowNumber: number
  column: number
  type: number
  style: number
}

/** Writes the text of cells that have a value. */
export interface CellWriter {
  write(cell: ScannedCell, value: ByteBuffer): void
  fault(cell: ScannedCell, code: IssueCode, severity: CellFault['severity'], reason?: string): void
}

export function createCellWriter(context: CellContext): CellWriter {
  const { strings, formats, date1904, display, rows } = context
  const { out } = rows
  const kinds = formats.map((format) => format.kind)
  const textCodes = formats.map(({ code }) => (display !== null && code !== '@' && code.includes('@') ? code : null))
  const dayTexts = createDayTexts(date1904)

  function fault(cell: ScannedCell, code: IssueCode, severity: CellFault['severity'], reason?: string): void {
    const { rowNumber, column: position } = cell
    context.fault(
      reason === undefined ? { rowNumber, position, code, severity } : { rowNumber, position, code, severity, reason },
    )
    rows.keepRow()
  }

  function write(cell: ScannedCell, value: ByteBuffer): void {
    switch (cell.type) {
      case cellTypes.number:
        return writeNumber(cell, value)
      case cellTypes.shared:
        return writeShared(cell, value)
      case cellTypes.text:
        return writeText(cell, value)
      case cellTypes.boolean:
        return writeBoolean(cell, value)
      case cellTypes.error:
        writeRaw(cell, value)
        return fault(cell, 'cell-error', 'error')
      case cellTypes.date:
        return writeIso(cell, value)
      default:
        return unreadable(cell, value, 'it is of a kind that no workbook has')
    }
  }

  function writeRaw({ column }: ScannedCell, value: ByteBuffer): void {
    rows.beginCell(column)
    appendCsvCell(out, value.data, 0, value.length)
    rows.endCell()
  }

  /** Writes a value that needs no quotes. */
  function writeBytes({ column }: ScannedCell, value: ByteBuffer): void {
    rows.beginCell(column)
    appendBytes(out, value.data, 0, value.length)
    rows.endCell()
  }

  /** Writes a text of ASCII that needs no quotes. */
  function writeAscii({ column }: ScannedCell, text: string): void {
    rows.beginCell(column)
    appendAscii(out, text)
    rows.endCell()
  }

  function writeShown({ column }: ScannedCell, text: string): void {
    if (text === '') return
    const bytes = Buffer.from(text, 'utf8')
    rows.beginCell(column)
    appendCsvCell(out, bytes, 0, bytes.length)
    rows.endCell()
  }

  function unreadable(cell: ScannedCell, value: ByteBuffer, reason: string): void {
    writeRaw(cell, value)
    fault(cell, 'cell-unreadable', 'error', reason)
  }

  function writeShared(cell: ScannedCell, value: ByteBuffer): void {
    let index = wholeNumber(value.data, value.length)
    if (index === -1) index = wholeNumberIn(value)
    if (index >= strings.count && strings.isPartial) throw textsEnd
    if (index === -1 || index >= strings.count) {
      unreadable(
        cell,
        value,
        `it names text ${latin1(value.data, 0, value.length)} of the workbook, which has ${strings.count}`,
      )
      return
    }
    if (strings.lengthOf(index) === 0) return
    const code = textCodes[cell.style]
    if (code) return writeShown(cell, shownText(code, strings.textOf(index)))
    rows.beginCell(cell.column)
    strings.append(index, out)
    rows.endCell()
  }

  function writeText(cell: ScannedCell, value: ByteBuffer): void {
    const code = textCodes[cell.style]
    if (code) writeShown(cell, shownText(code, utf8(value.data, 0, value.length)))
    else writeRaw(cell, value)
  }

  function shownText(code: string, text: string): string {
    return display?.(code, text) ?? text
  }

  function writeBoolean(cell: ScannedCell, value: ByteBuffer): void {
    const text = booleans.get(latin1(value.data, 0, value.length).trim())
    if (text === undefined) unreadable(cell, value, 'it is neither true nor false')
    else writeAscii(cell, text)
  }

  function writeIso(cell: ScannedCell, value: ByteBuffer): void {
    const text = isoCellText(latin1(value.data, 0, value.length))
    if (text === null) unreadable(cell, value, 'it is no date')
    else writeAscii(cell, text)
  }

  function writeNumber(cell: ScannedCell, value: ByteBuffer): void {
    let kind: FormatKind | null | undefined = kinds[cell.style]
    if (kind === null) kind = formats[cell.style]?.kindOf(doubleOf(value.data, value.length))
    if (display !== null) writeDisplayed(cell, value, kind ?? 'number')
    else if (kind === undefined || kind === 'number') writePlain(cell, value)
    else writeDate(cell, value, kind)
  }

  function writePlain(cell: ScannedCell, value: ByteBuffer): void {
    if (isPlainNumber(value.data, value.length)) return writeBytes(cell, value)
    const rounded = roundedDouble(value.data, value.length)
    if (rounded !== null) return writeAscii(cell, rounded)
    const number = readExcelNumber(latin1(value.data, 0, value.length))
    if (number === null) return unreadable(cell, value, 'it is no number')
    writeAscii(cell, number.text)
    if (number.digitsLost) {
      const raw = latin1(value.data, 0, value.length)
      fault(cell, 'digits-beyond-excel', 'warning', `the file has ${raw}; Excel keeps 15 digits`)
    }
  }

  function writeDate(cell: ScannedCell, value: ByteBuffer, kind: DateKind): void {
    const serial = doubleOf(value.data, value.length)
    const text = kind === 'date' ? dayTexts(serial) : serialText(serial, kind, date1904)
    if (text === null) return unreadableDate(cell, value, serial)
    writeAscii(cell, text)
    if (serial < 61) noteFictitious(cell, serial, kind, text)
  }

  function unreadableDate(cell: ScannedCell, value: ByteBuffer, serial: number): void {
    unreadable(
      cell,
      value,
      Number.isFinite(serial) ? 'it is shown as a date, and no date has this number' : 'it is no number',
    )
  }

  function noteFictitious(cell: ScannedCell, serial: number, kind: DateKind, text: string): void {
    if (isFictitious(serial, kind, date1904)) {
      fault(cell, 'fictitious-date', 'warning', `${text} is a day of Excel's that no calendar has`)
    }
  }

  /** Writes a number as its format shows it; where that cannot be said, as its value. */
  function writeDisplayed(cell: ScannedCell, value: ByteBuffer, kind: FormatKind): void {
    const number = doubleOf(value.data, value.length)
    if (!Number.isFinite(number)) return unreadable(cell, value, 'it is no number')
    const isDate = kind !== 'number'
    if (isDate && serialText(number, kind, date1904) === null) return unreadableDate(cell, value, number)
    const text = display?.(formats[cell.style]?.code ?? 'General', number) ?? null
    if (text === null) return isDate ? writeDate(cell, value, kind) : writePlain(cell, value)
    writeShown(cell, text)
    if (isDate) noteFictitious(cell, number, kind, text)
  }

  return { write, fault }
}

const booleans: ReadonlyMap<string, string> = new Map([
  ['1', 'TRUE'],
  ['true', 'TRUE'],
  ['0', 'FALSE'],
  ['false', 'FALSE'],
])

/** A whole number written in another way, with spaces or as `3.0`; -1 where it is none. */
function wholeNumberIn(value: ByteBuffer): number {
  const number = doubleOf(value.data, value.length)
  return Number.isSafeInteger(number) && number >= 0 ? number : -1
}

const keptDays = 4096

/** The text of days, each of which a table has many times. */
function createDayTexts(date1904: boolean): (serial: number) => string | null {
  const serials = new Float64Array(keptDays).fill(Number.NaN)
  const texts: (string | null)[] = Array.from({ length: keptDays }, () => null)
  return (serial) => {
    const slot = serial & (keptDays - 1)
    if (serials[slot] === serial) return texts[slot] ?? null
    const text = serialText(serial, 'date', date1904)
    serials[slot] = serial
    texts[slot] = text
    return text
  }
}
