import type { DisplayText } from '../number-format-display.ts'
import { serialText } from '../serial-date.ts'
import { cellError, type NumberText, shownText, unreadable, withoutValue } from '../whole/cell-text.ts'
import type { HeldCell } from '../whole/held-sheet.ts'
import { readExcelNumber } from '../excel-number.ts'
import { numberValue } from './ods-cell.ts'

/** What `Data` holds: its type and its text. */
export interface CellData {
  readonly type: string
  readonly text: string
}

export interface CellContext {
  readonly date1904: boolean
  readonly display: DisplayText | null
  readonly numberText: NumberText
}

/** The text of a cell with a format; null for a cell that has none. `data` is null where a cell has no value. */
export function spreadsheetCell(
  position: number,
  data: CellData | null,
  code: string,
  isFormula: boolean,
  context: CellContext,
): HeldCell | null {
  if (data === null) return isFormula ? { position, text: '', fault: withoutValue } : null
  const { type, text } = data
  switch (type) {
    case 'Number':
      return numberCell(position, text, code, context)
    case 'DateTime':
      return dateCell(position, text, code, context)
    case 'Boolean':
      return booleanCell(position, text.trim())
    case 'Error':
      return { position, text, fault: cellError }
    case 'String':
    case '': {
      const shown = shownText(text, code, context.display)
      return shown === '' ? null : { position, text: shown }
    }
    default:
      return { position, text, fault: unreadable(`it is of the type "${type.slice(0, 40)}", which no workbook has`) }
  }
}

function numberCell(position: number, text: string, code: string, { numberText }: CellContext): HeldCell {
  const number = readExcelNumber(text)
  if (number === null) return { position, text, fault: unreadable('it is no number') }
  const cell = numberText(position, Number(text), code)
  // A plain number keeps the digits of the file, where they are not too many.
  const value = numberValue(text)
  return value.fault && !cell.fault ? { ...cell, fault: value.fault } : cell
}

function booleanCell(position: number, text: string): HeldCell {
  if (text === '1' || text.toLowerCase() === 'true') return { position, text: 'TRUE' }
  if (text === '0' || text.toLowerCase() === 'false') return { position, text: 'FALSE' }
  return { position, text, fault: unreadable('it is neither true nor false') }
}

const dateTime = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?Z?)?$/
const dayMs = 86_400_000

/** A date is written as one, also where it stands for a time of day (1899-12-31) or a duration: the format says which. */
function dateCell(
  position: number,
  text: string,
  code: string,
  { date1904, display, numberText }: CellContext,
): HeldCell {
  const [, year, month, day, hours = '0', minutes = '0', seconds = '0', fraction = '0'] =
    dateTime.exec(text.trim()) ?? []
  const isTime = Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60
  const days = civilDays(Number(year), Number(month), Number(day))
  if (days === null || !isTime) return { position, text, fault: unreadable('it is no date') }
  const ms = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + Number(`0.${fraction}`) * 1000
  const serial = serialOf(days, date1904) + ms / dayMs
  const plain = numberText(position, serial, code)
  // With a format for numbers it is still a date; only its display is a number.
  if (display !== null || /^\d{4}-|:/.test(plain.text)) return plain
  const asDate = serialText(serial, 'date-time', date1904)
  return asDate === null
    ? { position, text, fault: unreadable('it is a date before those that Excel has') }
    : { position, text: asDate }
}

/** Days from 1970-01-01; null for a day that no calendar has. */
function civilDays(year: number, month: number, day: number): number | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  if (Number.isNaN(date.getTime()) || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.getTime() / dayMs
}

/** Days as Excel counts them: with 1900-02-29 in the 1900 system, where 1899-12-31 is 0; from 1904-01-01 in the other. */
function serialOf(days: number, date1904: boolean): number {
  if (date1904) return days + 24_107
  const serial = days + 25_569
  return serial > 60 ? serial : serial - 1
}
