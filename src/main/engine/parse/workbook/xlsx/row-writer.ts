import { appendByte, appendBytes, type ByteBuffer, byteBuffer } from './byte-buffer.ts'
import { appendRepeated } from './csv-bytes.ts'
import { damagedPart, hostilePart, type PartName } from './part-faults.ts'

/** As Excel has them; a file that goes beyond is none that Excel would open. */
export const mostRows = 1_048_576
export const mostColumns = 16_384

const comma = 44
const lineFeed = 10
const batchBytes = 256 * 1024

/** Cells of the row that is being written: columns, and where each begins and ends in the output. */
export interface RowCells {
  count: number
  readonly columns: Int32Array
  readonly starts: Int32Array
  readonly ends: Int32Array
}

/** Changes a row before it ends. It may rewrite everything in `out` from `rowStart` on. */
export interface RowFiller {
  /** Up to which row there is something to fill, whether the sheet has it or not. */
  lastRow(): number
  fill(rowNumber: number, cells: RowCells, out: ByteBuffer, rowStart: number): void
}

/** Writes rows as lines of CSV. Rows and cells without text cost a line end or a comma, and only where text follows. */
export interface RowWriter {
  /** Where the text of a cell goes, between `beginCell` and `endCell`. */
  readonly out: ByteBuffer
  openRow(rowNumber: number): void
  /** Makes the row exist, though it may have no text. */
  keepRow(): void
  beginCell(column: number): void
  endCell(): void
  /** True when a batch is full. */
  closeRow(): boolean
  /** Whether no row is begun, so that what is written can be taken. */
  isBetweenRows(): boolean
  /** What is still to be written where no row follows. */
  finish(): void
  /** The whole rows since the last time. */
  take(): { readonly bytes: Buffer; readonly records: number }
}

export interface RowLimits {
  readonly rowBytes: number
  /** What a sheet may become in all, so that a small file cannot fill a disk with commas. */
  readonly sheetBytes: number
}

export function createRowWriter(name: PartName, limits: RowLimits, filler: RowFiller | null): RowWriter {
  const out = byteBuffer(batchBytes * 2)
  const cells: RowCells = {
    count: 0,
    columns: new Int32Array(mostColumns),
    starts: new Int32Array(mostColumns),
    ends: new Int32Array(mostColumns),
  }
  let current = 0
  let written = 0
  let records = 0
  let taken = 0
  let begun = false
  let rowStart = 0
  let column = 0
  let isOrdered = true

  function openRow(rowNumber: number): void {
    current = rowNumber
    begun = false
  }

  function keepRow(): void {
    if (begun) return
    skipTo(current)
    begin()
  }

  function begin(): void {
    begun = true
    rowStart = out.length
    column = 0
    cells.count = 0
    isOrdered = true
  }

  /** Writes the rows before a row that have no text of their own. */
  function skipTo(rowNumber: number): void {
    const gap = rowNumber - 1 - written
    if (gap <= 0) return
    const filled = filler === null ? 0 : Math.min(gap, Math.max(0, filler.lastRow() - written))
    for (let index = 0; index < filled; index++) {
      begin()
      endRow(written + 1)
    }
    appendRepeated(out, lineFeed, gap - filled)
    records += gap - filled
    written = rowNumber - 1
    begun = false
  }

  function beginCell(at: number): void {
    if (!begun) keepRow()
    if (cells.count === mostColumns) throw damagedPart(name, `row ${current} has more cells than there are columns`)
    if (at > column) appendRepeated(out, comma, at - column)
    else if (cells.count > 0) {
      isOrdered = false
      appendByte(out, comma)
    }
    column = at
    cells.columns[cells.count] = at
    cells.starts[cells.count] = out.length
  }

  function endCell(): void {
    cells.ends[cells.count++] = out.length
    if (out.length - rowStart > limits.rowBytes) throw hostilePart(name, `row ${current} would become far too large`)
  }

  function closeRow(): boolean {
    if (filler !== null && filler.lastRow() >= current) keepRow()
    if (!begun) return false
    if (!isOrdered)
      putInOrder(cells, out, rowStart, (at) => {
        throw damagedPart(name, `row ${current} has two cells in column ${at + 1}`)
      })
    endRow(current)
    return out.length >= batchBytes
  }

  function endRow(rowNumber: number): void {
    filler?.fill(rowNumber, cells, out, rowStart)
    appendByte(out, lineFeed)
    written = rowNumber
    records++
    begun = false
    if (taken + out.length > limits.sheetBytes) {
      throw hostilePart(name, 'its rows would become hundreds of times as large as the file')
    }
  }

  function finish(): void {
    if (filler !== null) skipTo(filler.lastRow() + 1)
  }

  function take(): { bytes: Buffer; records: number } {
    const batch = { bytes: Buffer.from(out.data.subarray(0, out.length)), records }
    taken += out.length
    out.length = 0
    records = 0
    return batch
  }

  return { out, openRow, keepRow, beginCell, endCell, closeRow, isBetweenRows: () => !begun, finish, take }
}

/** Writes a row anew whose cells came in another order than their columns, which nobody does and nothing forbids. */
function putInOrder(cells: RowCells, out: ByteBuffer, rowStart: number, refuseTwice: (column: number) => never): void {
  const texts = new Map<number, Buffer>()
  for (let index = 0; index < cells.count; index++) {
    const column = cells.columns[index] as number
    if (texts.has(column)) refuseTwice(column)
    texts.set(column, Buffer.from(out.data.subarray(cells.starts[index], cells.ends[index])))
  }
  writeCells(texts, cells, out, rowStart)
}

/** Writes a row anew from the texts of its columns. */
export function writeCells(
  texts: ReadonlyMap<number, Buffer>,
  cells: RowCells,
  out: ByteBuffer,
  rowStart: number,
): void {
  out.length = rowStart
  cells.count = 0
  let at = 0
  for (const column of Array.from(texts.keys()).sort((a, b) => a - b)) {
    if (column > at) appendRepeated(out, comma, column - at)
    at = column
    const text = texts.get(column) as Buffer
    cells.columns[cells.count] = column
    cells.starts[cells.count] = out.length
    appendBytes(out, text, 0, text.length)
    cells.ends[cells.count++] = out.length
  }
}
