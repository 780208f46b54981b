import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utils, type WorkBook } from 'xlsx'
import { AppError } from '../../src/main/engine/lib/app-error.ts'
import { defaultLimits } from '../../src/main/engine/lib/limits.ts'
import type { WholeFormat } from '../../src/main/engine/parse/workbook/whole/open-whole-workbook.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { makeBook, makeCfb, writeBook } from './make-archive.ts'
import { type ReadBook, readWhole } from './read-sheets.ts'

const folder = useTempFolder()

function book(): WorkBook {
  const sheet = utils.aoa_to_sheet([
    ['id', 'when', 'time', 'long', 'part', 'flag', 'text'],
    [1, 45351.5, 0.25, 1.5, 0.1, true, '007'],
    [123456789012345680, 60, 0.5, 2, 1e-7, false, '=1+1'],
    [-0.30000000000000004, 45351, 0, 0, 1e21, true, 'a "b",\nc'],
  ])
  for (const row of [2, 3, 4]) {
    sheet[`B${row}`].z = 'yyyy-mm-dd hh:mm'
    sheet[`C${row}`].z = 'h:mm:ss'
    sheet[`D${row}`].z = '[h]:mm:ss'
    sheet[`E${row}`].z = '0.0%'
  }
  sheet['H2'] = { t: 'e', v: 0x2a, w: '#N/A' }
  sheet['A9'] = { t: 's', v: 'far' }
  sheet['!ref'] = 'A1:H9'
  const made = utils.book_new(sheet, 'Data')
  utils.book_append_sheet(made, utils.aoa_to_sheet([['x']]), 'Other')
  return { ...made, Workbook: { Sheets: [{ name: 'Data' }, { name: 'Other', Hidden: 1 }] } }
}

function readBytes(bytes: Buffer, format: WholeFormat, options = {}): Promise<ReadBook> {
  return readWhole(folder.file('book', bytes), format, options)
}

const values = [
  'id,when,time,long,part,flag,text',
  '1,2024-02-29T12:00:00,06:00:00,36:00:00,0.1,TRUE,007,#N/A',
  '123456789012346000,1900-02-29,12:00:00,48:00:00,0.0000001,FALSE,=1+1',
  '-0.3,2024-02-29,00:00:00,00:00:00,1000000000000000000000,TRUE,"a ""b"",\nc"',
  '',
  '',
  '',
  '',
  'far',
].join('\n')

describe('a workbook of Excel gives the values that are stored', () => {
  it.each([
    ['biff8', 'xls'],
    ['biff5', 'xls'],
    ['xlsb', 'xlsb'],
    ['xlml', 'spreadsheetml'],
  ] as const)('[W7] to [W15] %s', async (bookType, format) => {
    const { sheets, findings } = await readBytes(writeBook(book(), bookType), format)
    expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['Data', false],
      ['Other', true],
    ])
    expect(sheets[0]?.text).toBe(values)
    expect(sheets[0]?.records).toBe(9)
    expect(sheets[0]?.faults.filter(({ code }) => code !== 'digits-beyond-excel')).toMatchObject([
      { rowNumber: 2, position: 7, code: 'cell-error', severity: 'error' },
      { rowNumber: 3, position: 1, code: 'fictitious-date', severity: 'warning' },
    ])
    expect(findings).toMatchObject([{ kind: 'hidden-sheet', count: 1 }])
  })

  it.each(['biff2', 'biff3', 'biff4'])('[H4] %s, which is one sheet without a container', async (bookType) => {
    const { sheets } = await readBytes(writeBook(book(), bookType), 'xls')
    expect(sheets.map(({ text }) => text)).toEqual([values])
  })

  it.each(['biff8', 'xlsb'] as const)('[W20] %s as it is shown', async (bookType) => {
    const format = bookType === 'xlsb' ? 'xlsb' : 'xls'
    const { sheets } = await readBytes(writeBook(book(), bookType), format, { asShown: true })
    expect(sheets[0]?.text.split('\n')[1]).toBe('1,2024-02-29 12:00,6:00:00,36:00:00,10.0%,TRUE,007,#N/A')
  })

  it.each(['biff8', 'xlsb'] as const)('[W13] %s in the system of 1904', async (bookType) => {
    const made = book()
    made.Workbook = { ...made.Workbook, WBProps: { date1904: true } }
    const { sheets } = await readBytes(writeBook(made, bookType), bookType === 'xlsb' ? 'xlsb' : 'xls')
    expect(sheets[0]?.text.split('\n')[1]).toContain('2028-03-01T12:00:00')
  })

  it.each(['biff8', 'xlsb', 'xlml'] as const)('[H5] %s with names that objects have', async (bookType) => {
    const made = utils.book_new(
      utils.aoa_to_sheet([
        ['__proto__', 'constructor'],
        [1, 2],
      ]),
      '__proto__',
    )
    utils.book_append_sheet(made, utils.aoa_to_sheet([['y']]), 'constructor')
    if (Object.keys(made.Sheets).length < 2)
      Object.defineProperty(made.Sheets, '__proto__', { value: made.Sheets['__proto__'], enumerable: true })
    const format = bookType === 'xlml' ? 'spreadsheetml' : bookType === 'xlsb' ? 'xlsb' : 'xls'
    const { sheets } = await readBytes(writeBook(made, bookType), format)
    expect(sheets.map(({ name, text }) => [name, text])).toEqual([
      ['__proto__', '__proto__,constructor\n1,2'],
      ['constructor', 'y'],
    ])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('merged ranges', () => {
  it('[W6] are filled when asked, and never over a cell', async () => {
    const sheet = utils.aoa_to_sheet([['a', '', 'b'], [1], ['x', 'y', 'z']])
    sheet['!merges'] = [utils.decode_range('A1:B1'), utils.decode_range('A2:A3'), utils.decode_range('C3:C5')]
    const bytes = writeBook(utils.book_new(sheet, 'S'), 'biff8')
    const { sheets, findings } = await readBytes(bytes, 'xls', { fillMerged: true })
    expect(sheets[0]?.text).toBe('a,a,b\n1\nx,y,z\n,,z\n,,z')
    expect(findings).toMatchObject([{ kind: 'merged-cells', count: 3 }])
    expect((await readBytes(bytes, 'xls')).sheets[0]?.text).toBe('a,,b\n1\nx,y,z')
  })

  it('[H1] that would fill a sheet are refused', async () => {
    const sheet = utils.aoa_to_sheet([['a']])
    sheet['!merges'] = [utils.decode_range('A1:IV65536')]
    const bytes = writeBook(utils.book_new(sheet, 'S'), 'biff8')
    await expect(readBytes(bytes, 'xls', { fillMerged: true })).rejects.toMatchObject({ code: 'file-unsupported' })
  })
})

describe('what cannot be read is refused', () => {
  it('[H1] a file beyond the limit', async () => {
    const path = folder.file('large.xls', makeBook([['a']], 'biff8'))
    const limits = { ...defaultLimits, wholeWorkbookBytes: 1000 }
    await expect(readWhole(path, 'xls', {}, limits)).rejects.toMatchObject({
      code: 'file-unsupported',
      hint: expect.stringContaining('.xlsx'),
    })
  })

  it('[H4] a file that ends in the middle of a sheet', async () => {
    const raw = makeBook(
      Array.from({ length: 100 }, (_, row) => [row]),
      'biff2',
    )
    await expect(readBytes(raw.subarray(0, raw.length - 100), 'xls')).rejects.toMatchObject({
      code: 'file-unsupported',
    })
  })

  it('[H4] a formula that is too short for its expression, in which SheetJS would go round for ever', async () => {
    const record = (type: number, content: Buffer): Buffer => {
      const head = Buffer.alloc(4)
      head.writeUInt16LE(type, 0)
      head.writeUInt16LE(content.length, 2)
      return Buffer.concat([head, content])
    }
    const beginning = record(0x809, Buffer.from('0006100000000000000000000000000', 'hex'))
    const bytes = Buffer.concat([beginning, record(0x006, Buffer.alloc(14)), record(0x0a, Buffer.alloc(0))])
    await expect(readBytes(bytes, 'xls')).rejects.toMatchObject({ code: 'file-unsupported' })
  })

  it('[H2] a compound file without a workbook, and no compound file', async () => {
    await expect(readBytes(makeCfb({ Contents: 'x' }), 'xls')).rejects.toMatchObject({ code: 'file-unsupported' })
    await expect(readBytes(Buffer.from('nothing'), 'xls')).rejects.toMatchObject({ code: 'file-unsupported' })
    await expect(readBytes(Buffer.from('nothing'), 'xlsb')).rejects.toMatchObject({ code: 'file-unsupported' })
  })

  it('[H2] any damage ends in an AppError or in rows', async () => {
    const starts = [
      [
        'xls',
        makeBook(
          [
            ['a', 1],
            ['b', 2.5],
          ],
          'biff8',
        ),
      ],
      [
        'xls',
        makeBook(
          [
            ['a', 1],
            ['b', 2.5],
          ],
          'biff2',
        ),
      ],
      [
        'xlsb',
        makeBook(
          [
            ['a', 1],
            ['b', 2.5],
          ],
          'xlsb',
        ),
      ],
      [
        'ods',
        makeBook(
          [
            ['a', 1],
            ['b', 2.5],
          ],
          'ods',
        ),
      ],
      [
        'spreadsheetml',
        makeBook(
          [
            ['a', 1],
            ['b', 2.5],
          ],
          'xlml',
        ),
      ],
      [
        'html',
        makeBook(
          [
            ['a', 1],
            ['b', 2.5],
          ],
          'html',
        ),
      ],
    ] as const
    const change = fc.record({
      start: fc.constantFrom(...starts),
      edits: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 15 }),
    })
    await fc.assert(
      fc.asyncProperty(change, async ({ start: [format, start], edits }) => {
        const bytes = Buffer.from(start)
        for (const [at, value] of edits) bytes[at % bytes.length] = value
        const error: unknown = await readBytes(bytes, format, { fillMerged: true }).then(
          () => null,
          (reason: unknown) => reason,
        )
        if (error !== null) expect(error).toBeInstanceOf(AppError)
      }),
      { numRuns: 200 },
    )
  })
})
