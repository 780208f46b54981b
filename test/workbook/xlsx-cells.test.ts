import { describe, expect, it } from 'vitest'
import { useTempFolder } from '../support/temp-folder.ts'
import { column, readXlsx } from './xlsx-reading.ts'

const temp = useTempFolder()

describe('cells of an xlsx sheet', () => {
  it('[W7] [W8] numbers are their stored values, and what is lost is told', async () => {
    const numbers = ['1', '0.30000000000000004', '-1.5E-3', '9007199254740993', '1E+999', 'NaN', ' 7 ', '-0']
    const { csv, faults } = await readXlsx(temp, { rows: column(numbers.map((number) => `<c><v>${number}</v></c>`)) })
    expect(csv).toBe('1\n0.3\n-0.0015\n9007199254740990\n1E+999\nNaN\n7\n0\n')
    expect(faults.map(({ rowNumber, position, code, severity }) => [rowNumber, position, code, severity])).toEqual([
      [4, 0, 'digits-beyond-excel', 'warning'],
      [5, 0, 'cell-unreadable', 'error'],
      [6, 0, 'cell-unreadable', 'error'],
    ])
  })

  it('[W9] [W10] [W11] numbers with formats of the calendar are dates and times, others are values', async () => {
    const formats = [14, 'yyyy-mm-dd hh:mm', 'h:mm', '[h]:mm:ss', '0.0%', '"$"#,##0.00', '[<1]h:mm;[h]:mm']
    const values = ['45351', '45351.5', '0.75', '1.5208333333333333', '0.125', '1234.5', '1.5']
    const cells = values.map((value, style) => `<c s="${style}"><v>${value}</v></c>`)
    const { csv, faults } = await readXlsx(temp, { formats, rows: `<row>${cells.join('')}</row>` })
    expect(csv).toBe('2024-02-29,2024-02-29T12:00:00,18:00:00,36:30:00,0.125,1234.5,36:00:00\n')
    expect(faults).toEqual([])
  })

  it('[W13] [W14] both date systems, and days that are none', async () => {
    const rows = column(['0', '60', '61', '-1', '2958466'].map((value) => `<c s="0"><v>${value}</v></c>`))
    const in1900 = await readXlsx(temp, { formats: [14], rows })
    expect(in1900.csv).toBe('1900-01-00\n1900-02-29\n1900-03-01\n-1\n2958466\n')
    expect(in1900.faults.map(({ rowNumber, code }) => `${rowNumber} ${code}`)).toEqual([
      '1 fictitious-date',
      '2 fictitious-date',
      '4 cell-unreadable',
      '5 cell-unreadable',
    ])
    for (const workbookPr of ['<workbookPr date1904="1"/>', "<workbookPr date1904='true'/>"]) {
      const in1904 = await readXlsx(temp, { formats: [14], rows, workbookPr })
      expect(in1904.csv).toBe('1904-01-01\n1904-03-01\n1904-03-02\n-1\n2958466\n')
    }
  })

  it('[W15] truth and errors', async () => {
    const cells = [
      '<c t="b"><v>1</v></c>',
      '<c t="b"><v>0</v></c>',
      '<c t="e"><v>#N/A</v></c>',
      '<c t="b"><v>2</v></c>',
    ]
    const { csv, faults } = await readXlsx(temp, { rows: column(cells) })
    expect(csv).toBe('TRUE\nFALSE\n#N/A\n2\n')
    expect(faults).toMatchObject([
      { rowNumber: 3, code: 'cell-error', severity: 'error' },
      { rowNumber: 4, code: 'cell-unreadable', severity: 'error' },
    ])
  })

  it('[W16] formulas are their saved values', async () => {
    const cells = [
      '<c><f>1+1</f><v>2</v></c>',
      '<c t="str"><f>"a"</f><v>a</v></c>',
      '<c t="str"><f>""</f><v></v></c>',
      '<c><f>A1</f></c>',
      '<c><f>A1</f><v/></c>',
      '<c><v>end</v></c>',
    ]
    const { csv, faults } = await readXlsx(temp, { rows: column(cells) })
    expect(csv).toBe('2\na\n\n\n\nend\n')
    expect(faults.slice(0, 2)).toEqual([
      { rowNumber: 4, position: 0, code: 'formula-without-value', severity: 'warning' },
      { rowNumber: 5, position: 0, code: 'formula-without-value', severity: 'warning' },
    ])
  })

  it('[W2] a row with nothing but a fault is a record', async () => {
    const { csv, records, faults } = await readXlsx(temp, {
      rows: '<row r="3"><c r="B3"><f>A1</f></c></row><row r="9"/>',
    })
    expect([csv, records, faults.length]).toEqual(['\n\n\n', 3, 1])
  })

  it('[W17] dates that are stored as text of ISO 8601', async () => {
    const texts = [
      '2024-02-29',
      '2024-02-29T00:00:00.000Z',
      '2024-02-29T08:30',
      '2024-02-29T08:30:15.250',
      '08:30:00',
      '2024-02-30',
    ]
    const { csv, faults } = await readXlsx(temp, { rows: column(texts.map((text) => `<c t="d"><v>${text}</v></c>`)) })
    expect(csv).toBe('2024-02-29\n2024-02-29\n2024-02-29T08:30:00\n2024-02-29T08:30:15.25\n08:30:00\n2024-02-30\n')
    expect(faults).toMatchObject([{ rowNumber: 6, code: 'cell-unreadable' }])
  })

  it('[W18] texts: shared, in place, of formulas; rich runs, phonetic runs, spaces, escapes', async () => {
    const strings = [
      '<si><t xml:space="preserve"> a, "b" </t></si>',
      '<si><r><rPr><b/></rPr><t>rich </t></r><r><t>text</t></r><rPh sb="0" eb="1"><t>no</t></rPh><phoneticPr/></si>',
      '<si><t>a_x000D_b_x005F_x0041__xD83D__xDE00__xD83D_</t></si>',
      '<si><t/></si>',
      '<si><t>d&amp;e&#10;&#x41;&apos;ü名</t></si>',
      '<si><t>half _x00</t><t>41_</t></si>',
    ].join('')
    const shared = [0, 1, 2, 3, 4, 5].map((index) => `<c t="s"><v>${index}</v></c>`)
    const others = [
      '<c t="inlineStr"><is><t>in</t><rPh sb="0" eb="1"><t>no</t></rPh><r><t> place</t></r></is></c>',
      '<c t="str"><v>by_x0009_formula</v></c>',
      '<c t="inlineStr"><v>odd</v></c>',
      '<c><is><t>untold</t></is></c>',
    ]
    const { csv, faults } = await readXlsx(temp, { strings, rows: column([...shared, ...others]) })
    expect(csv).toBe(
      '" a, ""b"" "\nrich text\n"a\rb_x0041_\u{1f600}_xD83D_"\n\n"d&e\nA\'ü名"\nhalf _x0041_\nin place\nby\tformula\nodd\nuntold\n',
    )
    expect(faults).toEqual([])
  })

  it('[W19] what names nothing keeps its raw text', async () => {
    const cells = ['<c t="s"><v>1</v></c>', '<c t="s"><v>-1</v></c>', '<c t="s"><v>x</v></c>', '<c t="q"><v>5</v></c>']
    const { csv, faults } = await readXlsx(temp, { strings: '<si><t>only</t></si>', rows: column(cells) })
    expect(csv).toBe('1\n-1\nx\n5\n')
    expect(faults.map(({ rowNumber, code, severity }) => [rowNumber, code, severity])).toEqual(
      [1, 2, 3, 4].map((rowNumber) => [rowNumber, 'cell-unreadable', 'error']),
    )
  })

  it('[W20] as Excel shows them', async () => {
    const formats = [0, 14, '0.0%', '#,##0.00', '[h]:mm', '"ID-"@', 'yyyy-mm-dd', '[Red]General;"(-)"']
    const cells = [
      '<c s="0"><v>12345678901234</v></c>',
      '<c s="1"><v>45351.5</v></c>',
      '<c s="2"><v>0.125</v></c>',
      '<c s="3"><v>1234.5</v></c>',
      '<c s="4"><v>1.5</v></c>',
      '<c s="5" t="s"><v>0</v></c>',
      '<c s="6"><v>-5</v></c>',
      '<c s="3"><v>NaN</v></c>',
      '<c t="b"><v>1</v></c>',
      '<c t="e"><v>#REF!</v></c>',
      '<c><v>0.30000000000000004</v></c>',
    ]
    const { csv, faults } = await readXlsx(
      temp,
      { formats, strings: '<si><t>7</t></si>', rows: column(cells) },
      { asShown: true },
    )
    expect(csv).toBe('1.23457E+13\n2/29/2024\n12.5%\n"1,234.50"\n36:00\nID-7\n-5\nNaN\nTRUE\n#REF!\n0.3\n')
    expect(faults.map(({ rowNumber, code }) => `${rowNumber} ${code}`)).toEqual([
      '7 cell-unreadable',
      '8 cell-unreadable',
      '10 cell-error',
    ])
  })
})
