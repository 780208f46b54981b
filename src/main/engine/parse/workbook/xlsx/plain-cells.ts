import type { ByteBuffer } from './byte-buffer.ts'
import { type CellWriter, cellTypes, type ScannedCell } from './cell-writer.ts'
import { mostColumns } from './row-writer.ts'

/**
 * Nearly every cell is written as `<c r="B7" s="3" t="s"><v>12</v></c>`, or as `<c r="B7" s="3"/>` where it is empty. What is written
 * so is read in one go, which is far cheaper than being told its parts by a scanner. Anything else, and whatever is wrong, is left
 * to that scanner: there is nothing here that it would not find out too.
 */
export type PlainCells = (data: Buffer, from: number, end: number) => number

const doubleQuote = 34
const ampersand = 38
const slash = 47
const less = 60
const equals = 61
const greater = 62
const smallC = 99
const smallR = 114
const smallS = 115
const smallT = 116
const smallV = 118

/** A plain cell is shorter than this, so that within it no place needs to be compared with the end. */
const longestCell = 256
const longestValue = 128
const longestNumber = 7

/**
 * Makes what reads plain cells of the current row: from a place on as many as follow each other, each written as it is passed;
 * returns the place behind them, which is the same place where there is none.
 */
export function createPlainCells(cell: ScannedCell, value: ByteBuffer, cells: CellWriter): PlainCells {
  /** The place behind one plain cell, -1 where it is none. Only a plain cell changes anything that counts. */
  function passCell(data: Buffer, from: number): number {
    if (data[from] !== less || data[from + 1] !== smallC) return -1
    let at = from + 2
    let column = -1
    let style = -1
    let type = -1
    while ((data[at] as number) === 32) {
      if (data[at + 2] !== equals || data[at + 3] !== doubleQuote) return -1
      const name = data[at + 1] as number
      at += 4
      if (name === smallR && column === -1) {
        let letters = 0
        for (; (data[at] as number) >= 65 && (data[at] as number) <= 90 && letters <= mostColumns; at++) {
          letters = letters * 26 + (data[at] as number) - 64
        }
        const start = at
        let row = 0
        for (; isDigit(data[at] as number) && at - start < longestNumber; at++)
          row = row * 10 + (data[at] as number) - 48
        if (row !== cell.rowNumber || letters === 0 || letters > mostColumns) return -1
        column = letters - 1
      } else if (name === smallS && style === -1) {
        const start = at
        style = 0
        for (; isDigit(data[at] as number) && at - start < longestNumber; at++)
          style = style * 10 + (data[at] as number) - 48
        if (at === start) return -1
      } else if (name === smallT && type === -1) {
        type = plainTypes[data[at++] as number] as number
        if (type === cellTypes.unknown) return -1
      } else return -1
      if (data[at++] !== doubleQuote || at - from > longestCell - longestValue) return -1
    }
    if (column === -1) return -1
    value.length = 0
    at = data[at] === slash && data[at + 1] === greater ? at + 2 : passValue(data, at)
    if (at === -1) return -1
    cell.column = column
    cell.style = style === -1 ? 0 : style
    cell.type = type === -1 ? cellTypes.number : type
    if (value.length > 0) cells.write(cell, value)
    return at
  }

  /** The place behind `><v>12</v></c>`, whose text is taken into the value; -1 where it is written in another way. */
  function passValue(data: Buffer, from: number): number {
    if (data[from] !== greater || data[from + 1] !== less || data[from + 2] !== smallV || data[from + 3] !== greater) {
      return -1
    }
    const target = value.data
    let at = from + 4
    let length = 0
    for (; length < longestValue; at++) {
      const byte = data[at] as number
      if (byte === less) break
      // An entity, or a line end that may have to be another.
      if (byte === ampersand || byte < 32) return -1
      target[length++] = byte
    }
    if (data[at] !== less || data[at + 1] !== slash || data[at + 2] !== smallV || data[at + 3] !== greater) return -1
    if (data[at + 4] !== less || data[at + 5] !== slash || data[at + 6] !== smallC || data[at + 7] !== greater)
      return -1
    value.length = length
    return at + 8
  }

  return (data, from, end) => {
    let place = from
    while (end - place > longestCell) {
      const next = passCell(data, place)
      if (next === -1) break
      place = next
    }
    return place
  }
}

function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57
}

/** Types whose text needs no second look; the others have longer names, or texts with escapes. */
const plainTypes = new Uint8Array(256).fill(cellTypes.unknown)
plainTypes[110] = cellTypes.number
plainTypes[115] = cellTypes.shared
plainTypes[98] = cellTypes.boolean
plainTypes[101] = cellTypes.error
