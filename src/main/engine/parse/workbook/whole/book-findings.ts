import type { Finding } from '../../../../../contract/reading.ts'
import { formatCount } from '../../../lib/numbers.ts'

/** What is in a sheet besides the values of its cells. */
export interface SheetFacts {
  readonly name: string
  readonly hidden: boolean
  readonly hiddenRows: number
  readonly hiddenColumns: number
  readonly merges: number
  readonly formulas: number
}

/** What is in a workbook besides its sheets. */
export interface BookFacts {
  readonly macros: number
  readonly externalLinks: number
  readonly embeddedObjects: number
}

/** What whoever imports a workbook should know of it, in the order of its weight. */
export function bookFindings(book: BookFacts, sheets: readonly SheetFacts[]): Finding[] {
  const hidden = sheets.filter((sheet) => sheet.hidden)
  return [
    ...counted('macros', 'warning', book.macros, () => 'It has macros. They are not run, and not read.'),
    ...counted('external-links', 'warning', book.externalLinks, () => {
      return 'It refers to other files or databases. They are not opened: cells have the values that were saved with it.'
    }),
    ...counted('embedded-objects', 'warning', book.embeddedObjects, () => {
      return 'It has other files or controls embedded in it. They are not opened.'
    }),
    ...counted('hidden-sheet', 'information', hidden.length, () => {
      return `Sheets that are hidden: ${listed(hidden.map(({ name }) => name))}. They can be read like the others.`
    }),
    ...sheets.flatMap(sheetFindings),
  ]
}

const mostNames = 5

function listed(names: readonly string[]): string {
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : ''
  return (
    names
      .slice(0, mostNames)
      .map((name) => `"${name}"`)
      .join(', ') + more
  )
}

function sheetFindings({ name, hiddenRows, hiddenColumns, merges, formulas }: SheetFacts): Finding[] {
  const where = `in the sheet "${name}"`
  return [
    ...counted(
      'hidden-rows',
      'warning',
      hiddenRows,
      (count) => `${plural(count, 'hidden row')} ${where}: read like any other.`,
    ),
    ...counted('hidden-columns', 'warning', hiddenColumns, (count) => {
      return `${plural(count, 'hidden column')} ${where}: read like any other.`
    }),
    ...counted('merged-cells', 'information', merges, (count) => {
      return `${plural(count, 'merged range')} ${where}: the value stands in the first cell of each.`
    }),
    ...counted('formulas', 'information', formulas, (count) => {
      return `${plural(count, 'formula')} ${where}: read with the values that they were saved with.`
    }),
  ]
}

function counted(
  kind: Finding['kind'],
  severity: Finding['severity'],
  count: number,
  message: (count: number) => string,
): Finding[] {
  return count === 0 ? [] : [{ kind, severity, count, message: message(count) }]
}

function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`
}
