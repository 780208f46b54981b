import type { Limits } from '../../../lib/limits.ts'
import { bookFindings, newSheetFacts, type SheetFacts } from '../book-findings.ts'
import { loadDisplayText } from '../number-format-display.ts'
import { numberTexts } from '../whole/cell-text.ts'
import {
  type HeldBook,
  type HeldCell,
  type HeldRow,
  type MergedRange,
  mostColumns,
  mostRows,
} from '../whole/held-sheet.ts'
import { emptyBook, readWholeFile } from '../whole/whole-file.ts'
import { xmlSource } from './open-ods.ts'
import { type CellContext, type CellData, spreadsheetCell } from './spreadsheetml-cell.ts'
import { collectFormatStyles, type FormatStyles } from './spreadsheetml-styles.ts'
import { type Namespaces, readXml, type XmlReader } from './xml-reader.ts'

const office = 'urn:schemas-microsoft-com:office:'
const namespaces: Namespaces = { [`${office}spreadsheet`]: 'ss', [`${office}excel`]: 'x' }

/** What a sheet tells of itself while it is read. */
interface Notes {
  readonly merges: MergedRange[]
  readonly facts: SheetFacts
}

interface Worksheet {
  readonly name: string
  readonly offset: number
  hidden: boolean
}

interface Outline {
  readonly sheets: readonly Worksheet[]
  readonly styles: FormatStyles
  readonly date1904: boolean
  readonly externalLinks: number
}

/**
 * Opens a workbook in the XML of Excel 2003 (SpreadsheetML), which is held as one text.
 * @throws AppError `file-unsupported`, `file-hostile`, `file-empty`; errors of the file system as they are
 */
export async function openSpreadsheetMl(path: string, limits: Limits): Promise<HeldBook> {
  const bytes = await readWholeFile(path, limits)
  const source = await xmlSource(path, onePiece(bytes))
  const outline = readOutline(source, path)
  const { sheets, styles, date1904 } = outline
  if (sheets.length === 0) throw emptyBook(path)
  return {
    sheets: sheets.map(({ name, hidden }) => ({ name, hidden, rows: null })),
    findings: bookFindings({ macros: 0, externalLinks: outline.externalLinks, embeddedObjects: 0 }, sheets),
    load: async (sheetIndex, { asShown }) => {
      const sheet = sheets[sheetIndex]
      if (!sheet) throw new RangeError(`There is no sheet ${sheetIndex}.`)
      const display = asShown ? await loadDisplayText(date1904) : null
      const context = { date1904, display, numberText: numberTexts({ date1904, display }) }
      const notes: Notes = { facts: newSheetFacts(), merges: [] }
      const reader = readXml(source, path, namespaces)
      const rows = sheetRows(reader, sheet.offset, styles, context, notes)
      return { rows, ...notes, isCut: false, progress: () => reader.offset() / source.length }
    },
    release: () => undefined,
  }
}

async function* onePiece(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

/** The sheets in their order; rows are passed over. */
function readOutline(source: string, path: string): Outline {
  const reader = readXml(source, path, namespaces)
  const styles = collectFormatStyles()
  const sheets: Worksheet[] = []
  let date1904 = false
  let externalLinks = 0
  let inside = ''
  while (reader.next()) {
    const name = reader.name()
    if (reader.kind() === 'text') {
      const last = sheets.at(-1)
      if (inside === 'x:Visible' && last && /Hidden/.test(reader.text())) last.hidden = true
      continue
    }
    inside = reader.kind() === 'open' ? name : ''
    if (reader.kind() !== 'open') continue
    if (name === 'ss:Table') reader.leave(name)
    else if (name === 'ss:Worksheet') {
      sheets.push({ name: reader.attribute('ss:Name') ?? '', offset: reader.offset(), hidden: false })
    } else if (name === 'x:Date1904') date1904 = true
    else if (name === 'x:SupBook') externalLinks++
    else styles.note(reader)
  }
  return { sheets, styles, date1904, externalLinks }
}

function* sheetRows(
  reader: XmlReader,
  offset: number,
  styles: FormatStyles,
  context: CellContext,
  notes: Notes,
): Generator<HeldRow> {
  const { facts } = notes
  while (reader.next() && reader.name() !== 'ss:Workbook');
  reader.seek(offset)
  const columns: { readonly first: number; readonly last: number; readonly style: string | null }[] = []
  let rowIndex = 0
  let nextColumn = 0
  while (reader.next()) {
    const name = reader.name()
    if (reader.kind() === 'close' && name === 'ss:Worksheet') break
    if (reader.kind() !== 'open') continue
    if (name === 'ss:Column') {
      const first = whole(reader, 'ss:Index', nextColumn + 1) - 1
      const last = Math.min(mostColumns - 1, first + whole(reader, 'ss:Span', 0))
      columns.push({ first, last, style: reader.attribute('ss:StyleID') })
      if (reader.attribute('ss:Hidden') === '1') facts.hiddenColumns += Math.max(0, last - first + 1)
      nextColumn = last + 1
    } else if (name === 'ss:Row') {
      rowIndex = whole(reader, 'ss:Index', rowIndex + 1) - 1
      const span = whole(reader, 'ss:Span', 0)
      const isHidden = reader.attribute('ss:Hidden') === '1'
      const rowStyle = reader.attribute('ss:StyleID')
      const codeAt = (position: number, own: string | null): string => {
        const column = columns.find(({ first, last }) => position >= first && position <= last)
        return styles.codeOf(own ?? rowStyle ?? column?.style ?? null)
      }
      const cells = readRow(reader, rowIndex, codeAt, context, notes)
      if (isHidden && cells.length > 0) facts.hiddenRows++
      yield { rowIndex, cells }
      rowIndex += 1 + span
    }
  }
  facts.isComplete = true
}

function readRow(
  reader: XmlReader,
  rowIndex: number,
  codeAt: (position: number, own: string | null) => string,
  context: CellContext,
  notes: Notes,
): HeldCell[] {
  const cells: HeldCell[] = []
  let position = 0
  while (reader.next()) {
    if (reader.kind() === 'close' && reader.name() === 'ss:Row') break
    if (reader.kind() !== 'open' || reader.name() !== 'ss:Cell') continue
    const at = whole(reader, 'ss:Index', position + 1) - 1
    if (at < position) throw new Error(`row ${rowIndex + 1} has a cell out of its order`)
    const across = Math.min(mostColumns, whole(reader, 'ss:MergeAcross', 0))
    const down = Math.min(mostRows, whole(reader, 'ss:MergeDown', 0))
    if (across > 0 || down > 0) {
      notes.facts.mergedRanges++
      notes.merges.push({ firstRow: rowIndex, lastRow: rowIndex + down, firstColumn: at, lastColumn: at + across })
    }
    const isFormula = reader.attribute('ss:Formula') !== null
    if (isFormula) notes.facts.formulas++
    const code = codeAt(at, reader.attribute('ss:StyleID'))
    const cell = spreadsheetCell(at, readData(reader), code, isFormula, context)
    if (cell) cells.push(cell)
    position = at + across + 1
  }
  return cells
}

/** Reads to the end of a cell: the text of its data, runs of rich text joined; comments and phonetic texts are none of it. */
function readData(reader: XmlReader): CellData | null {
  let data: CellData | null = null
  let depth = 0
  while (reader.next()) {
    const name = reader.name()
    if (reader.kind() === 'text') {
      if (depth > 0 && data) data = { type: data.type, text: data.text + reader.text() }
    } else if (reader.kind() === 'open') {
      if (name === 'ss:Comment' || name === 'x:PhoneticText') reader.skip()
      else if (name === 'ss:Data') {
        data = { type: reader.attribute('ss:Type') ?? '', text: '' }
        depth++
      }
    } else if (name === 'ss:Data') depth--
    else if (name === 'ss:Cell') break
  }
  return data
}

/** A whole number of an attribute; what it is otherwise where it is missing. */
function whole(reader: XmlReader, attribute: string, otherwise: number): number {
  const text = reader.attribute(attribute)
  if (text === null) return otherwise
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0 || value > 1e9) throw new Error(`${attribute} is "${text.slice(0, 20)}"`)
  return value
}
