import type { Finding } from '../../../../contract/reading.ts'
import { formatCount } from '../../lib/numbers.ts'

/** What is in a sheet besides the values of its cells. It is counted while rows are read. */
export interface SheetFacts {
  /** Those that have a text: a program may hide all rows below a table. */
  hiddenRows: number
  hiddenColumns: number
  mergedRanges: number
  formulas: number
  /** Whether all of the sheet has been counted. */
  isComplete: boolean
}

/** The facts of a sheet of which nothing has been read. */
export function newSheetFacts(): SheetFacts {
  return { hiddenRows: 0, hiddenColumns: 0, mergedRanges: 0, formulas: 0, isComplete: false }
}

/** What is in a workbook besides its sheets. */
export interface BookFacts {
  readonly macros: number
  readonly externalLinks: number
  readonly embeddedObjects: number
}

/** A sheet as its workbook lists it. `isVeryHidden` where only a program can show it again. */
export interface ListedName {
  readonly name: string
  readonly hidden: boolean
  readonly isVeryHidden?: boolean
}

/** What whoever imports a workbook should know of it, in the order of its weight. None of it is run, opened or followed. */
export function bookFindings(book: BookFacts, sheets: readonly ListedName[]): Finding[] {
  const hidden = sheets.filter((sheet) => sheet.hidden)
  return [
    ...counted('macros', 'warning', book.macros, 'It has macros. They are not run, and not read.'),
    ...counted(
      'external-links',
      'warning',
      book.externalLinks,
      'It refers to other files or databases. They are not opened: cells have the values that were saved with it.',
    ),
    ...counted(
      'embedded-objects',
      'warning',
      book.embeddedObjects,
      'It has other files or controls embedded in it. They are not opened.',
    ),
    ...counted(
      'hidden-sheet',
      'information',
      hidden.length,
      `Sheets that are hidden: ${listed(hidden)}. They can be read like the others.`,
    ),
  ]
}

const mostNames = 5

function listed(sheets: readonly ListedName[]): string {
  const names = sheets
    .slice(0, mostNames)
    .map(({ name, isVeryHidden }) => `"${name}"${isVeryHidden === true ? ' (very hidden)' : ''}`)
  const more = sheets.length > mostNames ? ` and ${sheets.length - mostNames} more` : ''
  return names.join(', ') + more
}

/** The same for a sheet, as far as it has been read. */
export function sheetFindings(name: string, facts: SheetFacts): Finding[] {
  const where = facts.isComplete ? `in the sheet "${name}"` : `in the part of the sheet "${name}" that was read`
  const found = (
    kind: Finding['kind'],
    severity: Finding['severity'],
    count: number,
    noun: string,
    whatToKnow: string,
  ): Finding[] => {
    const what = `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`
    return counted(kind, severity, count, `${what} ${where}: ${whatToKnow}.`)
  }
  const { hiddenRows, hiddenColumns, mergedRanges, formulas } = facts
  const asSaved = 'read with the values that they were saved with'
  return [
    ...found('hidden-rows', 'warning', hiddenRows, 'hidden row', 'read like any other'),
    ...found('hidden-columns', 'warning', hiddenColumns, 'hidden column', 'read like any other'),
    ...found('merged-cells', 'information', mergedRanges, 'merged range', 'the value stands in the first cell of each'),
    ...found('formulas', 'information', formulas, 'formula', asSaved),
  ]
}

function counted(kind: Finding['kind'], severity: Finding['severity'], count: number, message: string): Finding[] {
  return count === 0 ? [] : [{ kind, severity, count, message }]
}
