import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { useTempFolder } from '../support/temp-folder.ts'
import { readXlsx, refusalOf } from './xlsx-reading.ts'

const temp = useTempFolder()
const cell = (reference: string, text: string): string => `<c r="${reference}" t="str"><v>${text}</v></c>`

describe('rows of an xlsx sheet', () => {
  it('[W1] [W2] gaps are empty lines and commas; what has only a style is nothing', async () => {
    const rows = `<row r="2"><c r="A2" s="1"/>${cell('C2', 'x')}<c r="D2" s="1"/></row><row r="3"><c r="A3"/></row><row r="5">${cell('A5', 'y')}</row><row r="6"/><row r="1048576"><c r="XFD1048576" s="1"/></row>`
    expect(await readXlsx(temp, { rows })).toMatchObject({ csv: '\n,,x\n\n\ny\n', records: 5, faults: [] })
  })

  it('[W1] an empty sheet has no record', async () => {
    expect(await readXlsx(temp, { rows: '' })).toMatchObject({ csv: '', records: 0, batches: 0 })
  })

  it('[W3] the last cell that a sheet can have is read, and the size that it states is not believed', async () => {
    const rows = `<row r="1">${cell('A1', 'a')}</row><row r="1048576">${cell('XFD1048576', 'z')}</row>`
    const { csv, records } = await readXlsx(temp, { rows })
    expect([csv.length, records]).toEqual([2 + 1_048_574 + 16_383 + 2, 1_048_576])
    const sheet = `<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`
    expect((await readXlsx(temp, { sheet })).csv).toBe('1\n')
  })

  it.each([
    ['<row r="1048577"/>', /row 1048577/],
    [`<row>${cell('XFE1', 'x')}</row>`, /row 1 .*column/],
    [`<row r="1">${cell('ZZZZZZZ1', 'x')}</row>`, /row 1/],
  ])('[W3] beyond it, %s is refused', async (rows, message) => {
    const refusal = await refusalOf(readXlsx(temp, { rows }))
    expect(refusal).toEqual({ code: 'file-unsupported', message: expect.stringMatching(message) })
  })

  it('[W4] places that are not said are counted', async () => {
    const rows = `<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r="4"><c r="B4"><v>5</v></c><c><v>6</v></c></row><row><c><v>7</v></c></row>`
    expect((await readXlsx(temp, { rows })).csv).toBe('1,,3\n\n\n,5,6\n7\n')
  })

  it('[W4] cells of a row may come in any order', async () => {
    const rows = `<row r="1">${cell('C1', 'c')}${cell('A1', 'a,1')}<c r="D1"/>${cell('B1', 'b')}</row><row r="2">${cell('A2', 'x')}</row>`
    expect((await readXlsx(temp, { rows })).csv).toBe('"a,1",b,c\nx\n')
  })

  it.each([
    ['<row r="2"/><row r="2"/>', /row "2" comes behind row 2/],
    ['<row r="2"/><row r="1"/>', /row "1" comes behind row 2/],
    ['<row r="0"/>', /row "0"/],
    ['<row r="x"/>', /row "x"/],
    [`<row r="1">${cell('A2', 'x')}</row>`, /row 1 .*"A2"/],
    [`<row r="1">${cell('1', 'x')}</row>`, /row 1 .*"1"/],
    [`<row r="1">${cell('B1', 'x')}${cell('A1', 'y')}${cell('B1', 'z')}</row>`, /row 1 .*two cells/],
  ])('[W4] %s is damage, and named', async (rows, message) => {
    const refusal = await refusalOf(readXlsx(temp, { rows }))
    expect(refusal).toEqual({ code: 'file-unsupported', message: expect.stringMatching(message) })
  })

  it('[W5] batches hold whole records, their faults, and how far they are', async () => {
    const count = 60_000
    const rows = Array.from({ length: count }, (_, index) => {
      return `<row r="${index + 1}"><c><v>${index}</v></c><c t="${index % 1000 === 0 ? 'e' : 'str'}"><v>some text, and ${index}</v></c></row>`
    })
    const { csv, records, faults, progress, batches } = await readXlsx(temp, { rows: rows.join('') })
    expect([records, faults.length, csv.split('\n').length]).toEqual([count, 60, count + 1])
    expect(csv.split('\n')[count - 1]).toBe(`${count - 1},"some text, and ${count - 1}"`)
    expect(faults.map(({ rowNumber }) => rowNumber)).toEqual(Array.from({ length: 60 }, (_, index) => index * 1000 + 1))
    expect(batches).toBeGreaterThan(3)
    expect([progress.every((share, index) => share >= (progress[index - 1] ?? 0)), progress.at(-1)]).toEqual([true, 1])
  })

  it('[W6] merged ranges are filled where asked, with their faults, over rows that the sheet lacks', async () => {
    const rows = `<row r="1">${cell('A1', 'a,b')}${cell('D1', 'd')}</row><row r="2">${cell('B2', 'own')}</row><row r="4"><c r="C4" t="e"><v>#N/A</v></c></row>`
    const behindRows =
      '<mergeCells><mergeCell ref="A1:B3"/><mergeCell ref="C4:C5"/><mergeCell ref="H9:H99"/></mergeCells>'
    const plain = await readXlsx(temp, { rows, behindRows })
    expect(plain.csv).toBe('"a,b",,,d\n,own\n\n,,#N/A\n')
    const filled = await readXlsx(temp, { rows, behindRows }, { fillMerged: true })
    expect(filled.csv).toBe('"a,b","a,b",,d\n"a,b",own\n"a,b","a,b"\n,,#N/A\n,,#N/A\n')
    expect(filled.faults.map(({ rowNumber, position }) => [rowNumber, position])).toEqual([
      [4, 2],
      [5, 2],
    ])
    const huge = {
      rows: `<row>${cell('A1', 'x')}</row>`,
      behindRows: '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    }
    expect(await refusalOf(readXlsx(temp, huge, { fillMerged: true }))).toMatchObject({ code: 'file-unsupported' })
  })

  it('[W27] cells and sheets that would become too large are refused', async () => {
    const long = { rows: `<row>${cell('A1', 'x'.repeat(5000))}</row>` }
    expect(await refusalOf(readXlsx(temp, long, { limits: { cellBytes: 4096 } }))).toMatchObject({
      code: 'file-hostile',
    })
    const wide = Array.from({ length: 3000 }, (_, index) => `<row>${cell(`XFD${index + 1}`, 'x')}</row>`).join('')
    const limits = { inflatedBytes: 1024 * 1024, inflationRatio: 100 }
    expect(await refusalOf(readXlsx(temp, { rows: wide }, { limits }))).toMatchObject({ code: 'file-hostile' })
    const strings = { strings: '<si><t>some text</t></si>'.repeat(1000) }
    expect(await refusalOf(readXlsx(temp, strings, { limits: { sharedBytes: 1024 } }))).toMatchObject({
      code: 'file-hostile',
    })
  })
})

/** A cell in parts, which can be written in the way that nearly all programs share, or in another. */
interface AnyCell {
  readonly style: number | null
  readonly type: string | null
  readonly value: string | null
}

const anyCell: fc.Arbitrary<AnyCell> = fc.record({
  style: fc.option(fc.integer({ min: 0, max: 5 })),
  type: fc.option(fc.constantFrom('s', 'n', 'b', 'e', 'd', 'str', 'q')),
  value: fc.option(
    fc.oneof(
      fc.constantFrom(
        '0',
        '1',
        '2',
        '45351.25',
        '-0',
        '1E5',
        '&amp;',
        ' 3 ',
        'a,b',
        '_x0041_',
        '#N/A',
        '2024-02-29',
        'x\r\ny',
      ),
      fc.double({ noNaN: true }).map(String),
      fc.constant('9'.repeat(300)),
    ),
  ),
})

function written(cells: readonly AnyCell[], plain: boolean): string {
  const gap = plain ? '' : ' '
  const attribute = (name: string, value: string | number | null): string =>
    value === null ? '' : ` ${name}${gap}="${value}"`
  return cells
    .map(({ style, type, value }, index) => {
      const reference = `${String.fromCharCode(65 + index)}1`
      const tag = `<c${attribute('r', reference)}${attribute('s', style)}${attribute('t', type)}`
      return value === null ? `${tag}/>` : `${tag}><v>${value}</v></c>`
    })
    .join('')
}

describe('the short way through plain cells', () => {
  it('[W22] gives what the long way gives', async () => {
    const formats = [0, 14, 'h:mm', '[h]:mm', '@', '0.00;yyyy']
    // The short way is taken only where enough follows.
    const behindRows = `<x>${' '.repeat(500)}</x>`
    const strings = '<si><t>zero</t></si><si><t>o,ne</t></si>'
    const property = fc.asyncProperty(fc.array(anyCell, { maxLength: 20 }), async (cells) => {
      const read = (plain: boolean): Promise<unknown> =>
        readXlsx(temp, { formats, strings, rows: `<row r="1">${written(cells, plain)}</row>`, behindRows })
      const short = await read(true)
      expect(short).toEqual(await read(false))
    })
    await fc.assert(property, { numRuns: 100 })
  })

  it('[W4] [W23] finds what is wrong as well', async () => {
    for (const wrong of [
      '<c r="A1" r="B1"/>',
      '<c r="A1" s="1" s="1"/>',
      '<c r="A2"><v>1</v></c>',
      '<c r="A1"><v>1</c></v>',
    ]) {
      const rows = `<row r="1">${wrong}${' '.repeat(500)}</row>`
      expect(await refusalOf(readXlsx(temp, { rows })), wrong).toMatchObject({ code: 'file-unsupported' })
    }
  })
})

describe('the short way through plain texts', () => {
  it('[W18] [W22] gives what the long way gives', async () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('ab ,"_x0041_\r\nü名')), maxLength: 12 })
    const property = fc.asyncProperty(
      fc.array(text, { minLength: 1, maxLength: 10 }),
      fc.boolean(),
      async (texts, spaces) => {
        const rows = texts.map((_, index) => `<row><c t="s"><v>${index}</v></c></row>`).join('')
        const read = (tag: string): Promise<unknown> =>
          readXlsx(temp, { rows, strings: texts.map((content) => `<si>${tag}${content}</t></si>`).join('') })
        const short = await read(spaces ? '<t xml:space="preserve">' : '<t>')
        expect(short).toEqual(await read("<t  xml:space = 'preserve' >"))
      },
    )
    await fc.assert(property, { numRuns: 100 })
  })
})
