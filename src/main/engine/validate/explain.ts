import type { Issue, IssueCode } from '../../../contract/issues.ts'
import type { FieldCheck, SchemaField } from '../../../contract/schema-document.ts'
import { formatCount } from '../lib/numbers.ts'
import type { StoredIssue } from './compile-schema.ts'
import type { LayoutColumn } from './layout.ts'

/** What an issue is about, apart from the issue itself. */
export interface IssuePlace {
  readonly rowNumber: number | null
  readonly lineNumber: number | null
  /** The raw cells of the record, where they are known. */
  readonly cells: readonly (string | null)[]
}

/** What is needed to put the issues of an import into words; the schema version never changes, so neither do the words. */
export interface ExplainContext {
  readonly layout: readonly LayoutColumn[]
  readonly sourceWidth: number
  /** The sheet of a workbook; null for a text. */
  readonly sheet: string | null
  readonly fieldOf: (name: string) => SchemaField | undefined
}

/** An issue in words: what is wrong, where, and what to do. */
export function explainIssue(stored: StoredIssue, place: IssuePlace, context: ExplainContext): Issue {
  const [position, code, severity = 'error', reason, byteOffset] = stored
  const column = position >= 0 ? context.layout[position] : undefined
  const field = column?.field == null ? undefined : context.fieldOf(column.field)
  const value = column ? (place.cells[position] ?? null) : recordText(place.cells)
  const { problem, hint } = describe(code, value ?? '', field, place, context.sourceWidth)
  const where = [
    place.rowNumber === null ? null : `Row ${formatCount(place.rowNumber)}`,
    column ? `column "${field?.title ?? column.source ?? column.field}"` : null,
  ].filter((part) => part !== null)
  return {
    rowNumber: place.rowNumber,
    lineNumber: place.lineNumber,
    sheet: context.sheet,
    field: column?.field ?? null,
    sourceColumn: column?.source ?? null,
    code,
    severity,
    value,
    message: `${where.join(', ')}: ${reason ?? problem}${byteOffset === undefined ? '' : ` ${code === 'undecodable' ? 'The first such byte is' : 'It begins at'} byte ${formatCount(byteOffset)}.`}`,
    hint,
  }
}

function recordText(cells: readonly (string | null)[]): string {
  return cells.map((cell) => cell ?? '').join(',')
}

/** A value in a message: short enough to read, in quotes, with line ends visible. */
function shown(value: string): string {
  const visible = value.replace(/\r\n|\n|\r/g, '⏎').replaceAll('\t', '⇥')
  return `"${visible.length > 60 ? `${visible.slice(0, 57)}...` : visible}"`
}

interface Description {
  readonly problem: string
  readonly hint: string | null
}

function describe(
  code: IssueCode,
  value: string,
  field: SchemaField | undefined,
  place: IssuePlace,
  sourceWidth: number,
): Description {
  const limit = (name: FieldCheck['check']): string => {
    const check = field?.checks.find((candidate) => candidate.check === name)
    return check && 'value' in check ? String(check.value) : ''
  }
  switch (code) {
    case 'required':
      return {
        problem: 'a value is required, and the cell is empty.',
        hint: 'Fill the cell, or take `required` off the field.',
      }
    case 'invalid-text':
      return { problem: `${shown(value)} is not a text that can be kept.`, hint: null }
    case 'invalid-integer':
      return { problem: `${shown(value)} is not a whole number.`, hint: numberHint(value) }
    case 'invalid-decimal':
    case 'invalid-number':
      return { problem: `${shown(value)} is not a number.`, hint: numberHint(value) }
    case 'number-loses-digits':
      return {
        problem: `${shown(value)} has more digits than the type keeps.`,
        hint:
          field?.type === 'decimal'
            ? 'Widen precision and scale of the field.'
            : 'Use the type decimal or text, which keep every digit.',
      }
    case 'invalid-boolean':
      return { problem: `${shown(value)} is neither true nor false.`, hint: 'Write true or false.' }
    case 'invalid-date':
      return { problem: `${shown(value)} is not a date.`, hint: dateHint(value) }
    case 'invalid-email':
      return { problem: `${shown(value)} is not an e-mail address.`, hint: emailHint(value) }
    case 'invalid-url':
      return {
        problem: `${shown(value)} is not a web address.`,
        hint: 'Write it whole, as in https://example.com/page.',
      }
    case 'invalid-phone':
      return {
        problem: `${shown(value)} is not a phone number.`,
        hint:
          field?.region === undefined
            ? 'Write it with its country code, as in +49 30 123456, or give the field a region.'
            : `Check the digits; numbers without a country code are read as ${field.region}.`,
      }
    case 'too-small':
      return {
        problem: `${shown(value)} is less than ${limit('min')}.`,
        hint: `The least value allowed is ${limit('min')}.`,
      }
    case 'too-large':
      return {
        problem: `${shown(value)} is more than ${limit('max')}.`,
        hint: `The greatest value allowed is ${limit('max')}.`,
      }
    case 'too-short':
      return {
        problem: `${shown(value)} is too short.`,
        hint: `At least ${limit('min-length')} characters are needed.`,
      }
    case 'too-long':
      return {
        problem: `${shown(value)} is too long.`,
        hint:
          field?.type === 'integer'
            ? 'At most 38 digits are kept exactly; use the type text for more.'
            : `At most ${limit('max-length')} characters are allowed.`,
      }
    case 'pattern-mismatch':
      return { problem: `${shown(value)} does not match the pattern.`, hint: patternHint(value, field) }
    case 'not-one-of':
      return { problem: `${shown(value)} is not one of the allowed values.`, hint: oneOfHint(value, field) }
    case 'custom':
      return { problem: `${shown(value)} fails a check of the program.`, hint: null }
    case 'unknown-column':
      return {
        problem: 'the schema knows no such column.',
        hint: 'Remove the column, map it to a field, or let the schema keep unknown columns.',
      }
    case 'too-few-cells':
      return {
        problem: `the record has ${place.cells.length} cells where the header has ${sourceWidth}.`,
        hint: 'A delimiter or a line end is missing or misplaced; complete the record.',
      }
    case 'too-many-cells':
      return {
        problem: `the record has ${place.cells.length} cells where the header has ${sourceWidth}.`,
        hint: 'Put the cell that holds a delimiter into quotes.',
      }
    case 'stray-quote':
      return {
        problem: 'a quoted cell goes on after its closing quote.',
        hint: 'Double every quote inside a quoted cell.',
      }
    case 'unclosed-quote':
      return {
        problem: 'a quote is opened and never closed.',
        hint: 'Close the quote; the record was read up to the end of its line.',
      }
    case 'undecodable':
      return {
        problem: `${shown(value)} holds bytes that are not text in the encoding of the file.`,
        hint: 'Choose another encoding, or correct the cell.',
      }
    case 'cell-error':
      return {
        problem: `the cell holds the error ${shown(value)}.`,
        hint: 'Correct the formula or the value in the workbook.',
      }
    case 'cell-unreadable':
      return {
        problem: `the workbook has no readable value for the cell: ${shown(value)}.`,
        hint: 'Open the workbook, enter the value again and save it.',
      }
    case 'formula-without-value':
      return {
        problem: 'the formula has no stored result, so the cell is empty.',
        hint: 'Open the workbook in a spreadsheet program, let it calculate, and save it.',
      }
    case 'digits-beyond-excel':
      return {
        problem: `the number has more digits in the file than the 15 that a spreadsheet keeps; it was read as ${shown(value)}.`,
        hint: 'Where every digit counts, ask for the column as text.',
      }
    case 'fictitious-date':
      return {
        problem: '29 February 1900 is a day that spreadsheets have and the calendar has not.',
        hint: 'Correct the date in the workbook.',
      }
    case 'store-refused':
      return { problem: 'the database refused the row.', hint: null }
  }
}

function numberHint(value: string): string {
  const text = value.trim()
  if (/^[+-]?\d+,\d{1,2}$/.test(text))
    return `Did you mean ${text.replace(',', '.')}? A decimal comma is read only where the schema says so.`
  if (/^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text))
    return `Did you mean ${text.replaceAll(',', '')}? Thousands marks are read only where the schema says so.`
  if (/^[+-]?\d+(?:\.\d+)?e[+-]?\d+$/i.test(text))
    return 'Write the digits out; a spreadsheet may have shortened the number.'
  const mended = text.replace(/[oO]/g, '0').replace(/[lI]/g, '1').replace(',', '.')
  if (mended !== text && /^[+-]?\d+(?:\.\d+)?$/.test(mended)) return `Did you mean ${mended}?`
  return 'Write digits, with a point before the decimals.'
}

function dateHint(value: string): string {
  const text = value.trim()
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  if (parts) {
    const [, first = '', second = '', year = ''] = parts
    const readings = [
      { month: second, day: first, order: 'day first' },
      { month: first, day: second, order: 'month first' },
    ].filter(({ month, day }) => Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31)
    const words = readings.map(
      ({ month, day, order }) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')} (${order})`,
    )
    if (words.length > 0) return `It could be ${words.join(' or ')}. Write dates as 2025-03-04.`
  }
  if (/^\d{4}-\d{2}-\d{2}[T ]/.test(text)) return 'It has a time of day; a date is written as 2025-03-04.'
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return 'No calendar has that day.'
  return 'Write dates as 2025-03-04.'
}

function emailHint(value: string): string {
  if (value !== value.trim()) return 'There are spaces around it; the transform `trim` removes them.'
  const at = value.split('@').length - 1
  if (at === 0) return 'The @ is missing.'
  if (at > 1) return 'There is more than one @.'
  if (/\s/.test(value)) return 'There is a space inside.'
  return 'Write it as name@example.com.'
}

function patternHint(value: string, field: SchemaField | undefined): string | null {
  const check = field?.checks.find((candidate) => candidate.check === 'pattern')
  if (!check || check.check !== 'pattern') return null
  const words = /^\^\(([\w|-]+)\)\$$/.exec(check.pattern)?.[1]?.split('|')
  if (!words) return `The pattern is ${check.pattern}`
  return closestHint(value, words)
}

function oneOfHint(value: string, field: SchemaField | undefined): string | null {
  const check = field?.checks.find((candidate) => candidate.check === 'one-of')
  return check && check.check === 'one-of' ? closestHint(value, check.values) : null
}

function closestHint(value: string, words: readonly string[]): string {
  const same = words.find((word) => word.toLowerCase() === value.trim().toLowerCase())
  const listed = words.length > 12 ? `${words.slice(0, 12).join(', ')} and ${words.length - 12} more` : words.join(', ')
  return same === undefined ? `Allowed are: ${listed}.` : `Did you mean ${same}? Allowed are: ${listed}.`
}
