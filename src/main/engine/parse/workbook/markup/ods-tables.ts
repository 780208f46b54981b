import { AppError } from '../../../lib/app-error.ts'
import type { SheetFacts } from '../book-findings.ts'
import type { DateKind } from '../serial-date.ts'
import { type HeldCell, type HeldRow, type MergedRange, mostColumns, mostRows } from '../whole/held-sheet.ts'
import { type OdsCell, odsCellValue, valueAttributes } from './ods-cell.ts'
import type { OdsStyles } from './ods-styles.ts'
import { readCellText } from './ods-text.ts'
import type { Namespaces, XmlReader } from './xml-reader.ts'

const openDocument = 'urn:oasis:names:tc:opendocument:xmlns:'

export const odsNamespaces: Namespaces = {
  [`${openDocument}office:1.0`]: 'office',
  [`${openDocument}table:1.0`]: 'table',
  [`${openDocument}text:1.0`]: 'text',
  [`${openDocument}style:1.0`]: 'style',
  [`${openDocument}datastyle:1.0`]: 'number',
  [`${openDocument}drawing:1.0`]: 'draw',
  [`${openDocument}dr3d:1.0`]: 'dr3d',
  [`${openDocument}script:1.0`]: 'script',
  'urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0': 'calcext',
}

/** What a table tells of itself while it is read. */
export interface TableNotes {
  readonly merges: MergedRange[]
  readonly facts: SheetFacts
}

/** Cells that a file has by saying how often one is repeated: a sheet of nothing else has no more. */
const mostCopies = 10_000_000

/** What the values of cells depend on. */
export interface TableContext {
  readonly path: string
  readonly styles: OdsStyles
  readonly date1904: boolean
  readonly asShown: boolean
}

/**
 * The rows of the table that begins at an offset of the text that a new reader reads.
 * @throws AppError `file-hostile` where cells are repeated without end; Error where the XML is broken
 */
export function* odsRows(
  reader: XmlReader,
  offset: number,
  context: TableContext,
  notes: TableNotes,
): Generator<HeldRow> {
  const { facts } = notes
  while (reader.next() && reader.name() !== 'office:spreadsheet');
  reader.seek(offset)
  reader.next()
  const columns = columnStyles()
  let rowIndex = 0
  let copies = 0
  let depth = 1
  while (depth > 0 && reader.next()) {
    const name = reader.name()
    if (reader.kind() === 'close') {
      if (name === 'table:table') depth--
    } else if (reader.kind() === 'open') {
      if (name === 'table:table-row') {
        const repeated = count(reader, 'table:number-rows-repeated', mostRows)
        const isHidden = (reader.attribute('table:visibility') ?? 'visible') !== 'visible'
        const cells = readRow(reader, rowIndex, columns, context, notes)
        if (isHidden && cells.length > 0) facts.hiddenRows += repeated
        copies += cells.length * repeated
        if (copies > mostCopies) throw endless(context.path)
        for (let index = 0; index < (cells.length === 0 ? 0 : repeated); index++)
          yield { rowIndex: rowIndex + index, cells }
        rowIndex += repeated
      } else if (name === 'table:table-column') noteColumn(reader, columns, facts)
      else if (name === 'table:table') depth++
      else if (isDrawing(name)) reader.skip()
    }
  }
  facts.isComplete = true
}

/** The default styles of columns, told in ranges. */
function columnStyles(): { add(style: string | null, columns: number): void; at(position: number): string | null } {
  const ranges: { readonly end: number; readonly style: string | null }[] = []
  return {
    add: (style, columns) => ranges.push({ end: (ranges.at(-1)?.end ?? 0) + columns, style }),
    at: (position) => ranges.find(({ end }) => position < end)?.style ?? null,
  }
}

type ColumnStyles = ReturnType<typeof columnStyles>

function isDrawing(name: string): boolean {
  return name === 'table:shapes' || name.startsWith('draw:') || name === 'office:forms'
}

function endless(path: string): AppError {
  return new AppError(
    'file-hostile',
    `${path} was refused because it looks made to harm: it repeats cells millions of times.`,
    {
      hint: 'Ask whoever sent it for the table saved anew, or as CSV.',
    },
  )
}

/** A count of an attribute: 1 where it is missing, never more than `most`. */
function count(reader: XmlReader, attribute: string, most: number): number {
  const value = Number(reader.attribute(attribute) ?? 1)
  return Number.isInteger(value) && value >= 1 ? Math.min(value, most) : 1
}

function noteColumn(reader: XmlReader, columns: ColumnStyles, facts: SheetFacts): void {
  const repeated = count(reader, 'table:number-columns-repeated', mostColumns)
  columns.add(reader.attribute('table:default-cell-style-name'), repeated)
  if ((reader.attribute('table:visibility') ?? 'visible') !== 'visible') facts.hiddenColumns += repeated
}

const cellNames = new Set(['table:table-cell', 'table:covered-table-cell'])

function readRow(
  reader: XmlReader,
  rowIndex: number,
  columns: ColumnStyles,
  context: TableContext,
  notes: TableNotes,
): HeldCell[] {
  const cells: HeldCell[] = []
  const rowStyle = reader.attribute('table:default-cell-style-name')
  let position = 0
  while (reader.next()) {
    const name = reader.name()
    if (reader.kind() === 'close' && name === 'table:table-row') break
    if (reader.kind() !== 'open' || !cellNames.has(name)) continue
    const repeated = count(reader, 'table:number-columns-repeated', mostColumns)
    noteMerge(reader, rowIndex, position, notes)
    const style = reader.attribute('table:style-name') ?? rowStyle
    const kindOf = (): DateKind | undefined => context.styles.kindOf(style ?? columns.at(position))
    const value = odsCellValue(readCell(reader, name, notes.facts), kindOf, context)
    if (value !== null)
      for (let index = 0; index < repeated; index++) cells.push({ ...value, position: position + index })
    position += repeated
  }
  return cells
}

function noteMerge(reader: XmlReader, firstRow: number, firstColumn: number, notes: TableNotes): void {
  const columns = count(reader, 'table:number-columns-spanned', mostColumns)
  const rows = count(reader, 'table:number-rows-spanned', mostRows)
  if (columns * rows === 1) return
  notes.facts.mergedRanges++
  notes.merges.push({ firstRow, lastRow: firstRow + rows - 1, firstColumn, lastColumn: firstColumn + columns - 1 })
}

function readCell(reader: XmlReader, name: string, facts: SheetFacts): OdsCell {
  const type = reader.attribute('office:value-type') ?? ''
  const attribute = valueAttributes.get(type)
  const value = attribute === undefined ? null : reader.attribute(attribute)
  const isFormula = reader.attribute('table:formula') !== null
  const isError = reader.attribute('calcext:value-type') === 'error'
  const shown = readCellText(reader, name)
  if (isFormula) facts.formulas++
  return { type, value, shown, isFormula, isError }
}
