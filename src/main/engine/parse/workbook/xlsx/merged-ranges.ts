import type { Limits } from '../../../lib/limits.ts'
import { AppError } from '../../../lib/app-error.ts'
import type { ZipArchive } from '../../../source/zip-archive.ts'
import type { ZipEntry } from '../../../source/zip-directory.ts'
import type { CellFault } from '../workbook.ts'
import type { ByteBuffer } from './byte-buffer.ts'
import { damagedPart, hostilePart } from './part-faults.ts'
import { mostColumns, mostRows, type RowCells, type RowFiller, writeCells } from './row-writer.ts'
import { scanWholePart } from './scan-part.ts'
import { attributeText } from './xml-text.ts'

/** Cells that are shown as one. Rows are 1-based, columns 0-based, both ends included. */
export interface MergedRange {
  readonly firstRow: number
  readonly lastRow: number
  readonly firstColumn: number
  readonly lastColumn: number
}

const mostRanges = 1_000_000

/**
 * The merged ranges of a sheet, in the order of their first rows. A file tells them behind its rows, so that they cost a pass over
 * the whole part; who does not need them does not pay for it.
 */
export async function readMergedRanges(zip: ZipArchive, entry: ZipEntry): Promise<MergedRange[]> {
  const name = { path: zip.path, part: entry.name }
  const ranges: MergedRange[] = []
  let inMergeCells = false
  await scanWholePart(zip, entry, {
    elements: ['mergeCells', 'mergeCell'],
    attributes: ['ref'],
    open: (element, depth, attributes) => {
      if (depth === 1) inMergeCells = element === 0
      if (depth !== 2 || !inMergeCells || element !== 1) return
      const reference = attributeText(attributes, 0, name) ?? ''
      const range = readRange(reference)
      if (range === null) throw damagedPart(name, `"${reference}" is no range of cells`)
      if (ranges.length === mostRanges) throw hostilePart(name, `it has more than ${mostRanges} merged ranges`)
      ranges.push(range)
    },
    text: () => {},
    close: () => false,
  })
  return ranges.sort((a, b) => a.firstRow - b.firstRow)
}

function readRange(reference: string): MergedRange | null {
  const [, first = '', top = '', last = first, bottom = top] =
    /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i.exec(reference) ?? []
  if (first === '') return null
  const columns = [columnOf(first), columnOf(last)]
  const rows = [Number(top), Number(bottom)]
  const range = {
    firstRow: Math.min(...rows),
    lastRow: Math.max(...rows),
    firstColumn: Math.min(...columns),
    lastColumn: Math.max(...columns),
  }
  return range.firstRow >= 1 && range.lastRow <= mostRows && range.lastColumn < mostColumns ? range : null
}

function columnOf(letters: string): number {
  return Array.from(letters.toUpperCase()).reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

interface FilledRange {
  readonly range: MergedRange
  readonly text: Buffer
  readonly faults: readonly CellFault[]
}

/**
 * Gives the value of each merged range to all of its cells that have none of their own, and its faults with it.
 * @throws AppError (from `fill`) `file-unsupported` where that would make a sheet of nothing but copies
 */
export function createMergeFiller(
  ranges: readonly MergedRange[],
  faults: () => CellFault[],
  path: string,
  limits: Limits,
): RowFiller {
  let next = 0
  let active: FilledRange[] = []

  function begin(rowNumber: number, cells: RowCells, out: ByteBuffer): void {
    for (let range = ranges[next]; range !== undefined && range.firstRow <= rowNumber; range = ranges[++next]) {
      // A range whose first row the sheet does not have has no value.
      if (range.firstRow < rowNumber) continue
      const cell = cells.columns.subarray(0, cells.count).indexOf(range.firstColumn)
      if (cell === -1) continue
      const text = Buffer.from(out.data.subarray(cells.starts[cell], cells.ends[cell]))
      refuseHuge(range, text.length)
      const own = faults().filter((fault) => fault.rowNumber === rowNumber && fault.position === range.firstColumn)
      active.push({ range, text, faults: own })
    }
  }

  function refuseHuge({ firstRow, lastRow, firstColumn, lastColumn }: MergedRange, bytes: number): void {
    const cells = (lastRow - firstRow + 1) * (lastColumn - firstColumn + 1)
    if (cells * (bytes + 1) <= limits.cellBytes) return
    throw new AppError('file-unsupported', `${path} has a merged range of ${cells} cells, too many to fill.`, {
      hint: 'Read it without filling merged ranges.',
    })
  }

  function fill(rowNumber: number, cells: RowCells, out: ByteBuffer, rowStart: number): void {
    begin(rowNumber, cells, out)
    if (active.length === 0) return
    const texts = new Map<number, Buffer>()
    for (let index = 0; index < cells.count; index++) {
      texts.set(cells.columns[index] as number, Buffer.from(out.data.subarray(cells.starts[index], cells.ends[index])))
    }
    for (const { range, text, faults: own } of active) {
      for (let column = range.firstColumn; column <= range.lastColumn; column++) {
        if (texts.has(column)) continue
        texts.set(column, text)
        for (const fault of own) faults().push({ ...fault, rowNumber, position: column })
      }
    }
    writeCells(texts, cells, out, rowStart)
    active = active.filter(({ range }) => range.lastRow > rowNumber)
  }

  return { fill, lastRow: () => active.reduce((last, { range }) => Math.max(last, range.lastRow), 0) }
}
