/** One contender of `npm run bench:xlsx`, in a process of its own: reads every cell of a workbook and says what it saw. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

interface Seen {
  rows: number
  /** Cells with a value, or what Headgate makes of all of them. */
  cells?: number
  bytes?: number
}

/** Headgate's own reader: CSV in UTF-8, as everything behind it takes it. */
async function headgate(path: string): Promise<Seen> {
  const { defaultLimits } = await import('../src/main/engine/lib/limits.ts')
  const { openXlsx } = await import('../src/main/engine/parse/workbook/xlsx/open-xlsx.ts')
  const workbook = await openXlsx(path, defaultLimits)
  let rows = 0
  let bytes = 0
  for await (const batch of workbook.rows(0, { asShown: false, fillMerged: false })) {
    rows += batch.records
    bytes += batch.bytes.length
  }
  await workbook.close()
  return { rows, bytes }
}

/** SheetJS, as its documentation advises for large files: dense, and nothing but values. */
async function sheetjs(path: string): Promise<Seen> {
  const { read } = await import('xlsx')
  const { Sheets, SheetNames } = read(readFileSync(path), { dense: true })
  const table = Sheets[SheetNames[0] ?? '']?.['!data'] ?? []
  let cells = 0
  for (const row of table) for (const cell of row ?? []) if (cell?.v !== undefined) cells++
  return { rows: table.length, cells }
}

interface ExcelJsRow {
  eachCell(visit: (cell: { value: unknown }) => void): void
}

interface ExcelJs {
  stream: { xlsx: { WorkbookReader: new (path: string, options: object) => AsyncIterable<AsyncIterable<ExcelJsRow>> } }
}

/** ExcelJS's streaming reader with the values of shared strings and formats of dates, which is what the others give too. */
async function exceljs(path: string, folder: string): Promise<Seen> {
  const { stream } = createRequire(`${folder}/`)('exceljs') as ExcelJs
  const options = { sharedStrings: 'cache', styles: 'cache', worksheets: 'emit', hyperlinks: 'ignore' }
  let rows = 0
  let cells = 0
  for await (const sheet of new stream.xlsx.WorkbookReader(path, options)) {
    for await (const row of sheet) {
      rows++
      row.eachCell((cell) => {
        if (cell.value !== null) cells++
      })
    }
  }
  return { rows, cells }
}

const [contender, path = '', folder = ''] = process.argv.slice(2)
const readers = { headgate, sheetjs, exceljs }
const seen = await readers[contender as keyof typeof readers](path, folder)
process.stdout.write(JSON.stringify(seen))
