import { closeSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { array, assert, asyncProperty, constantFrom, oneof, string, tuple } from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { read, type WorkSheet } from 'xlsx'
import { AppError } from '../../src/main/engine/lib/app-error.ts'
import { writeWholeFile } from '../../src/main/engine/lib/whole-file.ts'
import { writeXlsx, type WrittenXlsx } from '../../src/main/engine/report/xlsx/write-xlsx.ts'
import type { XlsxCell, XlsxSheet } from '../../src/main/engine/report/xlsx/xlsx-cell.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { readZip } from '../workbook/make-archive.ts'
import { readXlsxFile } from '../workbook/xlsx-reading.ts'

const folder = useTempFolder()
let made = 0

async function written(
  sheets: readonly XlsxSheet[],
  limits?: { rows: number; notes: number },
): Promise<{ path: string; result: WrittenXlsx }> {
  const path = folder.path(`${made++}.xlsx`)
  const descriptor = openSync(path, 'w')
  try {
    return { path, result: await writeXlsx(descriptor, sheets, limits) }
  } finally {
    closeSync(descriptor)
  }
}

function sheetOf(rows: readonly (readonly XlsxCell[])[], headers: readonly string[] = ['A', 'B', 'C', 'D']): XlsxSheet {
  return { name: 'Rows', columns: headers.map((header) => ({ header })), rows }
}

/** The records of a sheet by Headgate's own reader. */
async function ownRecords(path: string, sheetIndex = 0): Promise<string[][]> {
  const { csv } = await readXlsxFile(path, { sheetIndex })
  return Papa.parse<string[]>(csv.replace(/\n$/, ''), { delimiter: ',', newline: '\n' }).data
}

/** The first sheet by SheetJS. */
function otherReading(path: string, index = 0): WorkSheet {
  const book = read(readFileSync(path), { cellStyles: true, cellNF: true, cellDates: false })
  return book.Sheets[book.SheetNames[index] as string] as WorkSheet
}

const awkward = [
  '00123',
  '=1+1',
  '+49 170',
  "'quoted",
  ' both ends ',
  'two\nlines',
  'cr\rlf\r\nend',
  'tab\there',
  '\0\x01\x1f\x7f\ufffe\uffff',
  '_x0041_',
  '_x0041_x0042_',
  '__x000D__',
  '_X0041_',
  'lone \ud800 and \udc00',
  'pair 😀',
  '<b>&amp;"\'',
  ']]>',
  '12345678901234567890',
  '2025-03-04',
  'TRUE',
  '#N/A',
  'é\u0301\u200b\u00a0',
]

describe('texts in a written workbook', () => {
  it('are texts for SheetJS, exactly', async () => {
    const { path } = await written([sheetOf(awkward.map((text) => [text]))])
    const sheet = otherReading(path)
    for (const [index, text] of awkward.entries())
      expect(sheet[`A${index + 2}`]).toMatchObject({ t: 's', v: asSheetJs(text) })
  })

  it("are the same for Headgate's own reader", async () => {
    const texts = awkward.filter((text) => text.isWellFormed())
    const { path } = await written([sheetOf(texts.map((text) => [text, 'end']))])
    expect((await ownRecords(path)).slice(1).map(([first]) => first)).toEqual(texts)
  })

  it('come back whatever they are', async () => {
    const parts = oneof(string({ unit: 'binary', maxLength: 1 }), constantFrom('_x', '_', '0041', '\r', '\n', 'x000D_'))
    const text = string({ unit: parts })
    await assert(
      asyncProperty(array(tuple(text, text), { minLength: 1, maxLength: 8 }), async (rows) => {
        const { path } = await written([sheetOf(rows.map((row) => [...row, 'end']))])
        const sheet = otherReading(path)
        expect((await ownRecords(path)).slice(1).map(([a, b]) => [a, b])).toEqual(rows)
        for (const [index, [a]] of rows.entries()) expect(sheet[`A${index + 2}`]?.v ?? '').toBe(asSheetJs(a))
      }),
      { numRuns: 60 },
    )
  })

  it('keep the text format, so that Excel keeps what is typed in their place', async () => {
    const { path } = await written([sheetOf([['007']])])
    expect(otherReading(path)['A2']).toMatchObject({ z: '@' })
  })

  it('that no cell can hold are cut, and say so in the cell and in the result', async () => {
    const longest = 'x'.repeat(32_767)
    const { path, result } = await written([sheetOf([[longest, 'y'.repeat(40_000)]])])
    const sheet = otherReading(path)
    expect(sheet['A2'].v).toBe(longest)
    expect(sheet['B2'].v).toHaveLength(32_767)
    expect(sheet['B2'].v).toMatch(/^y+ \[cut here: 40000 characters in all\]$/)
    expect(result.cutCells).toBe(1)
  })
})

/** SheetJS makes one character of a line end. */
function asSheetJs(text: string): string {
  return text.replaceAll('\r\n', '\n')
}

describe('other values in a written workbook', () => {
  it('are numbers, booleans and moments', async () => {
    const moments = ['2025-03-04', '2024-02-29T12:30:00', '23:59:59.5'].map((iso) => ({ iso }))
    const { path } = await written([sheetOf([[1.5, -0.1, 12345678901234, true], moments, [null, false, 1e300, '']])])
    const sheet = otherReading(path)
    expect(sheet['A2']).toMatchObject({ t: 'n', v: 1.5 })
    expect(sheet['D2']).toMatchObject({ t: 'b', v: true })
    expect(sheet['A3']).toMatchObject({ t: 'n', v: 45_720 })
    expect(sheet['A4']).toBeUndefined()
    expect((await ownRecords(path)).slice(1)).toEqual([
      ['1.5', '-0.1', '12345678901234', 'TRUE'],
      ['2025-03-04', '2024-02-29T12:30:00', '23:59:59.5'],
      ['', 'FALSE', `1${'0'.repeat(300)}`],
    ])
  })

  it('that Excel cannot count stay texts', async () => {
    const { path } = await written([
      sheetOf([[{ iso: '1899-12-31' }, { iso: '2023-02-29' }, Number.NaN, { iso: '24:00:00' }]]),
    ])
    const sheet = otherReading(path)
    const texts = ['A2', 'B2', 'C2', 'D2'].map((name) => [sheet[name].t, sheet[name].v])
    expect(texts).toEqual([
      ['s', '1899-12-31'],
      ['s', '2023-02-29'],
      ['s', 'NaN'],
      ['s', '24:00:00'],
    ])
  })
})

describe('how a written workbook looks', () => {
  it('has failing cells in colour with the reason as a note, a header that stays, and widths', async () => {
    const { path, result } = await written([
      {
        name: 'Rows',
        columns: [{ header: 'A', width: 33 }, { header: 'B' }],
        rows: [
          ['fine', { value: 'bad', failing: true, note: 'Not <a> number & so on\nsecond line' }],
          [{ value: null, failing: true, note: 'Missing' }],
        ],
      },
    ])
    const sheet = otherReading(path)
    expect(sheet['B2'].c[0]).toMatchObject({ a: 'Headgate', t: 'Not <a> number & so on\nsecond line' })
    expect(sheet['B2'].s).toMatchObject({ fgColor: { rgb: 'FFC7CE' } })
    expect(sheet['A2'].s).toMatchObject({ patternType: 'none' })
    expect(sheet['A3'].c[0].t).toBe('Missing')
    expect(sheet['!cols']?.[0]).toMatchObject({ width: 33 })
    const xml = readZip(readFileSync(path)).get('xl/worksheets/sheet1.xml')?.toString()
    expect(xml).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
    expect(result).toMatchObject({ rows: 2, notesLeftOut: 0, cutCells: 0 })
  })

  it('counts notes that are too many', async () => {
    const rows = Array.from({ length: 5 }, (_, index) => [{ value: index, note: `note ${index}` }])
    const { path, result } = await written([sheetOf(rows)], { rows: 100, notes: 3 })
    expect(result.notesLeftOut).toBe(2)
    expect(otherReading(path)['A4'].c[0].t).toBe('note 2')
    expect(otherReading(path)['A5'].c).toBeUndefined()
  })

  it('goes on in further sheets where a table has more rows than one holds, with the header in each', async () => {
    const rows = Array.from({ length: 7 }, (_, index) => [index])
    const { path, result } = await written([sheetOf(rows, ['N']), { ...sheetOf([['x']], ['T']), name: 'rows' }], {
      rows: 4,
      notes: 10,
    })
    expect(result.sheets).toEqual(['Rows', 'Rows (2)', 'Rows (3)', 'rows (4)'])
    expect(await ownRecords(path, 0)).toEqual([['N'], ['0'], ['1'], ['2']])
    expect(await ownRecords(path, 2)).toEqual([['N'], ['6']])
    expect(await ownRecords(path, 3)).toEqual([['T'], ['x']])
  })

  it('has names that Excel takes', async () => {
    const names = ['a/b:c', "'x'", '', 'History', 'n'.repeat(40), 'N'.repeat(40)]
    const { result } = await written(names.map((name) => ({ ...sheetOf([]), name })))
    expect(result.sheets).toEqual(['a_b_c', 'x', 'Sheet', 'History_', 'n'.repeat(31), `${'N'.repeat(27)} (2)`])
  })

  it('is the same bytes for the same rows, taken as they come or at once', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => [`row ${index}`, index])
    async function* later(): AsyncGenerator<XlsxCell[]> {
      for (const row of rows) yield row
    }
    const [first, second] = [await written([sheetOf(rows)]), await written([{ ...sheetOf([]), rows: later() }])]
    expect(readFileSync(first.path).equals(readFileSync(second.path))).toBe(true)
  })
})

describe('a file that is written whole', () => {
  const failing = (): XlsxSheet => ({
    ...sheetOf([]),
    rows: (function* rows() {
      for (let index = 0; index < 50_000; index++) yield [index]
      throw new AppError('cancelled', 'It was stopped.')
    })(),
  })

  it('is not there when its rows end early, nor is a part of it', async () => {
    const path = folder.path('stopped.xlsx')
    const writing = writeWholeFile(path, { overwrite: false }, (descriptor) => writeXlsx(descriptor, [failing()]))
    await expect(writing).rejects.toMatchObject({ code: 'cancelled' })
    expect(readdirSync(folder.path()).filter((name) => name.startsWith('stopped'))).toEqual([])
  })

  it('is refused where one is there, unless it may be overwritten, and keeps the old one when writing fails', async () => {
    const path = folder.file('there.txt', 'old')
    const write = (): void => {
      throw new AppError('cancelled', 'It was stopped.')
    }
    await expect(writeWholeFile(path, { overwrite: false }, write)).rejects.toMatchObject({ code: 'output-exists' })
    await expect(writeWholeFile(path, { overwrite: true }, write)).rejects.toMatchObject({ code: 'cancelled' })
    expect(readFileSync(path, 'utf8')).toBe('old')
  })

  it('is refused where the disk has too little space', async () => {
    const path = folder.path('huge.csv')
    const writing = writeWholeFile(path, { overwrite: false, neededBytes: 1e18 }, () => undefined)
    await expect(writing).rejects.toMatchObject({ code: 'disk-space' })
    expect(existsSync(path)).toBe(false)
  })

  it('is refused in a folder that is not there', async () => {
    const writing = writeWholeFile(folder.path('none', 'a.csv'), { overwrite: false }, () => undefined)
    await expect(writing).rejects.toMatchObject({ code: 'output-unwritable' })
  })
})
