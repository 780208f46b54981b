import { describe, expect, it } from 'vitest'
import { utils } from 'xlsx'
import { inspectFile } from '../../src/main/engine/infer/inspect.ts'
import { defaultLimits } from '../../src/main/engine/lib/limits.ts'
import { openWholeWorkbook, type WholeFormat } from '../../src/main/engine/parse/workbook/whole/open-whole-workbook.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { makeZip, readZip, writeBook } from './make-archive.ts'
import { readWhole } from './read-sheets.ts'

const folder = useTempFolder()

const width = 200
const height = 1000

/** A record of Excel 2: its type and its length in two bytes each. */
function oldRecord(type: number, content: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(type, 0)
  head.writeUInt16LE(content.length, 2)
  return Buffer.concat([head, content])
}

/** SheetJS takes minutes to write a large file: its rows are written here. Cells have their row and column as digits. */
function largeXls(): Buffer {
  const cell = (row: number, column: number): Buffer => {
    const content = Buffer.alloc(15)
    content.writeUInt16LE(row, 0)
    content.writeUInt16LE(column, 2)
    content.writeDoubleLE(row * 1000 + column, 7)
    return oldRecord(0x003, content)
  }
  const rows = Array.from({ length: height }, (_, row) => Array.from({ length: width }, (__, at) => cell(row, at)))
  const [begin, end] = [oldRecord(0x009, Buffer.from([2, 0, 0x10, 0])), oldRecord(0x00a, Buffer.alloc(0))]
  return Buffer.concat([begin, ...rows.flat(), end])
}

function largeXlsb(): Buffer {
  const row = (index: number): Buffer => {
    const content = Buffer.alloc(27, 0)
    content.set([0x00, 25])
    content.writeUInt32LE(index, 2)
    return content
  }
  const cell = (index: number, column: number): Buffer => {
    const content = Buffer.alloc(18)
    content.set([0x05, 16])
    content.writeUInt32LE(column, 2)
    content.writeDoubleLE(index * 1000 + column, 10)
    return content
  }
  const rows = Array.from({ length: height }, (_, index) => {
    return [row(index), ...Array.from({ length: width }, (__, column) => cell(index, column))]
  })
  const entries = readZip(writeBook(utils.book_new(utils.aoa_to_sheet([[1]]), 'S'), 'xlsb'))
  return makeZip({ ...Object.fromEntries(entries), 'xl/worksheets/sheet1.bin': Buffer.concat(rows.flat()) })
}

async function sampled(path: string, format: WholeFormat): Promise<{ text: string; ending: 'cut' | void }> {
  const workbook = await openWholeWorkbook(path, format, defaultLimits)
  const batches = workbook.rows(0, { asShown: false, fillMerged: false, sample: true })
  const parts: Buffer[] = []
  for (;;) {
    const next = await batches.next()
    if (next.done === true) {
      await workbook.close()
      return { text: Buffer.concat(parts).toString('utf8'), ending: next.value }
    }
    parts.push(next.value.bytes)
  }
}

describe('a sample of a workbook that is held whole', () => {
  it.each([
    ['xls', largeXls],
    ['xlsb', largeXlsb],
  ] as const)('[H3] ends between two rows of a large sheet of %s, and says so', async (format, make) => {
    const path = folder.file(`large.${format}`, make())
    const { text, ending } = await sampled(path, format)
    const { sheets } = await readWhole(path, format)
    expect(ending).toBe('cut')
    expect(sheets[0]?.records).toBe(height)
    expect(`${sheets[0]?.text}\n`.startsWith(text)).toBe(true)
    expect(text.split('\n').length).toBe(100_000 / width + 1)
    const { sampled: seen, file } = await inspectFile(path, {})
    expect(seen.bytes).toBeLessThan(file.bytes)
  })

  it.each([
    ['biff8', 'xls'],
    ['xlsb', 'xlsb'],
    ['fods', 'fods'],
    ['xlml', 'spreadsheetml'],
    ['html', 'html'],
  ] as const)('[H3] is all of a small sheet of %s', async (bookType, format) => {
    const book = utils.book_new(utils.aoa_to_sheet(Array.from({ length: 20 }, (_, row) => [row, 'text'])), 'S')
    const path = folder.file(`small.${format}`, writeBook(book, bookType))
    const { text, ending } = await sampled(path, format)
    expect(ending).toBeUndefined()
    expect(text).toBe(`${(await readWhole(path, format)).sheets[0]?.text}\n`)
    const { sampled: seen, file } = await inspectFile(path, {})
    expect(seen).toEqual({ rows: 20, bytes: file.bytes })
  })
})
