import type { IssueCode } from '../../../../contract/issues.ts'
import { type Describe, shown } from './description.ts'

const otherWidth = (hint: string): Describe => {
  return ({ place, sourceWidth }) => ({
    problem: `the record has ${place.cells.length} cells where the header has ${sourceWidth}.`,
    hint,
  })
}

/** Records that are written wrongly, cells that a workbook has no sound value for, and what a store refuses. */
export const recordDescriptions = {
  'unknown-column': () => ({
    problem: 'the schema knows no such column.',
    hint: 'Remove the column, map it to a field, or let the schema keep unknown columns.',
  }),
  'too-few-cells': otherWidth('A delimiter or a line end is missing or misplaced; complete the record.'),
  'too-many-cells': otherWidth('Put the cell that holds a delimiter into quotes.'),
  'stray-quote': () => ({
    problem: 'a quoted cell goes on after its closing quote.',
    hint: 'Double every quote inside a quoted cell.',
  }),
  'unclosed-quote': () => ({
    problem: 'a quote is opened and never closed.',
    hint: 'Close the quote; the record was read up to the end of its line.',
  }),
  undecodable: ({ value }) => ({
    problem: `${shown(value)} holds bytes that are not text in the encoding of the file.`,
    hint: 'Choose another encoding, or correct the cell.',
  }),
  'cell-error': ({ value }) => ({
    problem: `the cell holds the error ${shown(value)}.`,
    hint: 'Correct the formula or the value in the workbook.',
  }),
  'cell-unreadable': ({ value }) => ({
    problem: `the workbook has no readable value for the cell: ${shown(value)}.`,
    hint: 'Open the workbook, enter the value again and save it.',
  }),
  'formula-without-value': () => ({
    problem: 'the formula has no stored result, so the cell is empty.',
    hint: 'Open the workbook in a spreadsheet program, let it calculate, and save it.',
  }),
  'digits-beyond-excel': ({ value }) => ({
    problem: `the number has more digits in the file than the 15 that a spreadsheet keeps; it was read as ${shown(value)}.`,
    hint: 'Where every digit counts, ask for the column as text.',
  }),
  'fictitious-date': () => ({
    problem: '29 February 1900 is a day that spreadsheets have and the calendar has not.',
    hint: 'Correct the date in the workbook.',
  }),
  'store-refused': () => ({ problem: 'the database refused the row.', hint: null }),
} satisfies Partial<Record<IssueCode, Describe>>
