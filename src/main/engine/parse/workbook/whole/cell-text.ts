import { readExcelNumber } from '../excel-number.ts'
import type { DisplayText } from '../number-format-display.ts'
import { type FormatKind, type NumberFormat, readNumberFormat } from '../number-format.ts'
import { isFictitious, serialText } from '../serial-date.ts'
import type { HeldCell, HeldFault } from './held-sheet.ts'

/** What the texts of a workbook's numbers depend on. */
export interface NumberContext {
  readonly date1904: boolean
  /** Shows values as Excel does; null where the values themselves are wanted. */
  readonly display: DisplayText | null
}

/** The text of a number with a format code, and what is wrong with it. */
export type NumberText = (position: number, value: number, code: string) => HeldCell

/** Makes the texts of numbers: by value, or as they are shown. Format codes are taken apart once each. */
export function numberTexts({ date1904, display }: NumberContext): NumberText {
  const formats = new Map<string, NumberFormat>()
  const formatOf = (code: string): NumberFormat => {
    let format = formats.get(code)
    if (!format) {
      format = readNumberFormat(code)
      formats.set(code, format)
    }
    return format
  }
  return (position, value, code) => {
    const format = formatOf(code)
    const kind = format.kind ?? format.kindOf(value)
    const plain = readExcelNumber(String(value))
    if (plain === null) return { position, text: String(value), fault: unreadable('it is no number') }
    if (kind === 'number') return { position, text: display?.(code, value) ?? plain.text }
    const text = serialText(value, kind, date1904)
    if (text === null)
      return { position, text: plain.text, fault: unreadable('it is shown as a date, and no date has this number') }
    const fault = fictitious(value, kind, date1904, text)
    const shown = display?.(code, value) ?? text
    return fault ? { position, text: shown, fault } : { position, text: shown }
  }
}

function fictitious(
  value: number,
  kind: Exclude<FormatKind, 'number'>,
  date1904: boolean,
  text: string,
): HeldFault | null {
  if (!isFictitious(value, kind, date1904)) return null
  return { code: 'fictitious-date', severity: 'warning', reason: `${text} is a day of Excel's that no calendar has` }
}

/** A cell whose content is none that a workbook can have. */
export function unreadable(reason: string): HeldFault {
  return { code: 'cell-unreadable', severity: 'error', reason }
}

/** A cell that holds an error, such as #N/A. */
export const cellError: HeldFault = { code: 'cell-error', severity: 'error' }

/** A formula that was never computed. */
export const withoutValue: HeldFault = {
  code: 'formula-without-value',
  severity: 'warning',
  reason: 'its formula was never computed by the program that wrote it',
}

/** The text of a text that has a format of its own for texts, as it is shown. */
export function shownText(text: string, code: string, display: DisplayText | null): string {
  if (display === null || code === '@' || !code.includes('@')) return text
  return display(code, text) ?? text
}
