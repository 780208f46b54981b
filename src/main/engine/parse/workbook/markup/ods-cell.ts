import { readExcelNumber } from '../excel-number.ts'
import { type DateKind, serialText } from '../serial-date.ts'
import { cellError, unreadable, withoutValue } from '../whole/cell-text.ts'
import type { HeldCell } from '../whole/held-sheet.ts'
import { isoCellText } from '../xlsx/iso-cell.ts'

/** A cell as an OpenDocument spreadsheet states it: every value has its type beside it. */
export interface OdsCell {
  readonly type: string
  /** Of the attribute that the type has its value in; null where that is missing. */
  readonly value: string | null
  /** The text that is shown; null where the cell has no paragraph. */
  readonly shown: string | null
  readonly isFormula: boolean
  readonly isError: boolean
}

/** The attribute that holds the value of a type (OpenDocument 1.3 part 3, 19.385). */
export const valueAttributes: ReadonlyMap<string, string> = new Map([
  ['float', 'office:value'],
  ['percentage', 'office:value'],
  ['currency', 'office:value'],
  ['date', 'office:date-value'],
  ['time', 'office:time-value'],
  ['boolean', 'office:boolean-value'],
  ['string', 'office:string-value'],
])

type Value = Pick<HeldCell, 'text' | 'fault'>

const errorText = /^(?:#(?:N\/A|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|NULL!)|Err:\d{3})$/

/**
 * The text of a cell: its value, or as it is shown; null for a cell that has none. `kindOf` says what the cell's style makes of a number:
 * some programs write a date as a number that is shown as one.
 */
export function odsCellValue(
  cell: OdsCell,
  kindOf: () => DateKind | undefined,
  { date1904, asShown }: { readonly date1904: boolean; readonly asShown: boolean },
): Value | null {
  const { shown, isFormula } = cell
  if (cell.isError || (isFormula && shown !== null && errorText.test(shown)))
    return { text: shown ?? '', fault: cellError }
  const value = statedValue(cell, kindOf, date1904)
  if (value === null) return isFormula && shown === null ? { text: '', fault: withoutValue } : null
  if (asShown && shown !== null && value.fault?.severity !== 'error') return { text: shown }
  return value.text === '' && value.fault === undefined ? null : value
}

function statedValue(
  { type, value, shown }: OdsCell,
  kindOf: () => DateKind | undefined,
  date1904: boolean,
): Value | null {
  switch (type) {
    case 'float': {
      const kind = kindOf()
      const text = kind === undefined ? null : dayText(Number(value ?? ''), kind, date1904)
      return text === null ? numberValue(value ?? '') : { text }
    }
    case 'percentage':
    case 'currency':
      return numberValue(value ?? '')
    case 'date':
      return orUnreadable(value ?? '', isoCellText(value ?? ''), 'it is no date')
    case 'time':
      return orUnreadable(value ?? '', durationText(value ?? ''), 'it is no time')
    case 'boolean':
      return orUnreadable(value ?? '', booleans.get(value ?? '') ?? null, 'it is neither true nor false')
    case 'string':
    case '': {
      const text = value ?? shown
      return text === null ? null : { text }
    }
    default:
      return {
        text: value ?? shown ?? '',
        fault: unreadable(`it is of the type "${type.slice(0, 40)}", which no spreadsheet has`),
      }
  }
}

/** The first day from which the count of OpenDocument, from 1899-12-30, and that of Excel agree. */
const firstCommonDay = 61
const dayMs = 86_400_000

/** The text of a count of days; null where it is none. */
function dayText(value: number, kind: DateKind, date1904: boolean): string | null {
  if (date1904 || kind === 'duration' || kind === 'time' || value >= firstCommonDay)
    return serialText(value, kind, date1904)
  if (!(value >= 0)) return null
  return isoCellText(new Date(Date.UTC(1899, 11, 30) + Math.round(value * dayMs)).toISOString())
}

const booleans: ReadonlyMap<string, string> = new Map([
  ['true', 'TRUE'],
  ['false', 'FALSE'],
])

function orUnreadable(raw: string, text: string | null, reason: string): Value {
  return text === null ? { text: raw, fault: unreadable(reason) } : { text }
}

/** The text of a number as XML writes it. */
export function numberValue(raw: string): Value {
  const number = readExcelNumber(raw)
  if (number === null) return { text: raw, fault: unreadable('it is no number') }
  if (!number.digitsLost) return { text: number.text }
  const reason = `the file has ${raw}; Excel keeps 15 digits`
  return { text: number.text, fault: { code: 'digits-beyond-excel', severity: 'warning', reason } }
}

/** `PT36H30M00.5S` (xsd:duration) as hours, minutes and seconds, days in it as hours; null where it is none, or has months in it. */
function durationText(text: string): string | null {
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0'] =
    /^(-?)P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d+)?)S)?)?$/.exec(text) ?? []
  if (sign === undefined || !/\d/.test(text)) return null
  const total = Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  return serialText((sign === '-' ? -total : total) / 86_400, 'duration', false)
}
