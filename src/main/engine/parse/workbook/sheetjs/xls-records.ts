import { newSheetFacts, type SheetFacts } from '../book-findings.ts'
import { type MergedRange, sampledCells } from '../whole/held-sheet.ts'

/**
 * The stream of records that an older workbook is ([MS-XLS] 2.1.4; for Excel 2 to 5 the documentation of its format by OpenOffice). It is
 * walked before SheetJS sees it, to list its sheets, to see what is in it besides cells, and to keep from SheetJS what is not needed for
 * cells: a link over all cells of a sheet would take it hours, and a comment or a formula that it does not understand the whole file.
 */
export interface XlsOutline {
  /** In the order of the tabs. */
  readonly sheets: readonly XlsSheet[]
  readonly needsPassword: boolean
  /** A file of Excel 4 that holds several sheets in a way of its own (.xlw). */
  readonly isWorkspace: boolean
  readonly externalLinks: number
  /** Whether the stream ends inside of a sheet or of a record, or has a formula that is none. */
  readonly isCut: boolean
  /** Where the last record ends: what follows is none. */
  readonly end: number
}

export interface XlsSheet {
  /** Where its stream begins. */
  readonly position: number
  readonly hidden: boolean
  readonly type: 'worksheet' | 'macros' | 'other'
  readonly merges: MergedRange[]
  readonly facts: SheetFacts
  /** Indices of hidden rows of which no cell was seen. */
  readonly hiddenRows: Set<number>
  readonly sampled: SampledCells
}

/** Where a sample of a sheet ends: between two rows. */
interface SampledCells {
  cells: number
  lastRow: number
  /** Where the first record behind it begins; null where the sample is the whole sheet. */
  end: number | null
}

const record = {
  eof: 0x0a,
  continue: 0x3c,
  filePass: 0x2f,
  columnInfo: 0x7d,
  boundSheet: 0x85,
  mergeCells: 0xe5,
  supBook: 0x1ae,
  row: 0x208,
  /** Read by nobody: what is to be passed over becomes one. */
  pageBreaks: 0x1a,
} as const

/** The record that ends a sheet. */
export const endOfSheet = Buffer.from([record.eof, 0, 0, 0])

const beginnings = new Set([0x009, 0x209, 0x409, 0x809])
const formulas = new Set([0x006, 0x206, 0x406])
/** Numbers, texts, truth, errors and formulas, of all versions: each begins with the index of its row. */
const cells = new Set([...formulas, ...[0x002, 0x003, 0x004, 0x005, 0x0bd, 0x0d6, 0x0fd, 0x203, 0x204, 0x205, 0x27e]])

/** Records that cells need: their values, formats and texts, the date system, the code page, the list of sheets. */
const needed = new Set([
  ...beginnings,
  ...cells,
  // Results of formulas that are texts.
  ...[0x007, 0x207],
  // Formats: XF, FORMAT, IXFE.
  ...[0x01e, 0x043, 0x044, 0x0e0, 0x243, 0x41e, 0x443],
  // SST, CODEPAGE, DATEMODE, BOUNDSHEET, EOF.
  ...[0x0fc, 0x042, 0x022, record.boundSheet, record.eof],
])

/** Records that continue the one before. */
const continued = new Set([record.continue, 0x43c, 0x812, 0x875, 0x87f])

/** Walks a stream and says what is in it. The stream is changed: only what cells need is left, at the places where it was. */
export function outlineXls(stream: Buffer): XlsOutline {
  const byPosition = new Map<number, XlsSheet>()
  const sheets: XlsSheet[] = []
  const outline = { sheets, needsPassword: false, isWorkspace: false, externalLinks: 0 }
  const addSheet = (sheet: XlsSheet): void => {
    sheets.push(sheet)
    byPosition.set(sheet.position, sheet)
  }
  let current: XlsSheet | null = null
  let depth = 0
  let isNeeded = true
  let isBroken = false
  const isOfExcel2 = stream.length > 2 && stream.readUInt16LE(0) === 0x009
  let at = 0
  for (; at + 4 <= stream.length; ) {
    const type = stream.readUInt16LE(at)
    const end = at + 4 + stream.readUInt16LE(at + 2)
    if (end > stream.length) break
    const content = stream.subarray(at + 4, end)
    if (beginnings.has(type)) {
      if (depth === 0) {
        const isOld = type !== 0x809
        if (isOld && content.length >= 4 && (content.readUInt16LE(2) & 0x100) !== 0) outline.isWorkspace = true
        if (isOld && sheets.length === 0) addSheet(newSheet(at, false, 'worksheet'))
        current = byPosition.get(at) ?? null
      }
      depth++
    } else if (type === record.eof) depth--
    else if (type === record.filePass) outline.needsPassword = true
    else if (type === record.boundSheet) {
      const found = boundSheet(content)
      if (found) addSheet(found)
    } else if (type === record.supBook) outline.externalLinks += isExternal(content) ? 1 : 0
    else if (depth === 1 && current) note(current, type, content, at)
    const isFormula = formulas.has(type)
    if (isFormula && !dropExpression(content, type, isOfExcel2)) {
      isBroken = true
      break
    }
    // What continues an expression, or what was passed over, is passed over too.
    const isPart = continued.has(type)
    if (!isPart) isNeeded = needed.has(type)
    if (!isNeeded) stream.writeUInt16LE(record.pageBreaks, at)
    if (isFormula) isNeeded = false
    at = end
    if (depth < 0) break
  }
  return { ...outline, isCut: isBroken || depth > 0, end: at }
}

function newSheet(position: number, hidden: boolean, type: XlsSheet['type']): XlsSheet {
  const facts = { ...newSheetFacts(), isComplete: true }
  const sampled = { cells: 0, lastRow: -1, end: null }
  return { position, hidden, type, merges: [], facts, hiddenRows: new Set(), sampled }
}

function boundSheet(content: Buffer): XlsSheet | null {
  if (content.length < 7) return null
  const hidden = ((content[4] as number) & 3) !== 0
  const kind = content[5] as number
  return newSheet(content.readUInt32LE(0), hidden, kind === 0 ? 'worksheet' : kind === 1 ? 'macros' : 'other')
}

/** A reference to the workbook itself, or to functions of an add-in, has a mark instead of a name. */
function isExternal(content: Buffer): boolean {
  const mark = content.length >= 4 ? content.readUInt16LE(2) : 0x0401
  return mark !== 0x0401 && mark !== 0x3a01
}

function note({ facts, hiddenRows, merges, sampled }: XlsSheet, type: number, content: Buffer, at: number): void {
  if (formulas.has(type)) facts.formulas++
  if (cells.has(type) && content.length >= 2) {
    const row = content.readUInt16LE(0)
    if (hiddenRows.size > 0 && hiddenRows.delete(row)) facts.hiddenRows++
    if (++sampled.cells > sampledCells && row !== sampled.lastRow) sampled.end ??= at
    sampled.lastRow = row
  } else if (type === record.row && content.length >= 14) {
    if ((content.readUInt16LE(12) & 0x20) !== 0) hiddenRows.add(content.readUInt16LE(0))
  } else if (type === record.columnInfo && content.length >= 10) {
    const [first, last] = [content.readUInt16LE(0), Math.min(255, content.readUInt16LE(2))]
    if ((content.readUInt16LE(8) & 1) !== 0 && last >= first) facts.hiddenColumns += last - first + 1
  } else if (type === record.mergeCells) {
    noteMerges(merges, content)
    facts.mergedRanges = merges.length
  }
}

function noteMerges(merges: MergedRange[], content: Buffer): void {
  for (let at = 2; at + 8 <= content.length; at += 8) {
    const [firstRow, lastRow] = [content.readUInt16LE(at), content.readUInt16LE(at + 2)]
    const [firstColumn, lastColumn] = [content.readUInt16LE(at + 4), content.readUInt16LE(at + 6)]
    if (lastRow >= firstRow && lastColumn >= firstColumn) merges.push({ firstRow, lastRow, firstColumn, lastColumn })
  }
}

/**
 * Makes a formula one without an expression: its value is all that is read, and SheetJS may go round for ever in an expression that is
 * damaged. False where the record is too short for it. The value ends before byte 16 in all versions; behind it zeros are an expression of no length in all of them.
 */
function dropExpression(content: Buffer, type: number, isOfExcel2: boolean): boolean {
  const shortest = type !== 0x006 ? 18 : isOfExcel2 ? 17 : 22
  if (content.length < shortest) return false
  content.fill(0, 16)
  return true
}
