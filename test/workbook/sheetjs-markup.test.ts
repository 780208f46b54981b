import { describe, expect, it } from 'vitest'
import type { WholeFormat } from '../../src/main/engine/parse/workbook/whole/open-whole-workbook.ts'
import { useTempFolder } from '../support/temp-folder.ts'
import { makeZip } from './make-archive.ts'
import { type ReadBook, type ReadSheet, readWhole } from './read-sheets.ts'

const folder = useTempFolder()

function readText(content: string | Buffer, format: WholeFormat, options = {}): Promise<ReadBook> {
  return readWhole(folder.file('book', content), format, options)
}

async function only(book: Promise<ReadBook>): Promise<ReadSheet> {
  const { sheets } = await book
  if (!sheets[0] || sheets.length > 1) throw new Error(`${sheets.length} sheets`)
  return sheets[0]
}

const openDocument = 'urn:oasis:names:tc:opendocument:xmlns'
const namespaces = ['office', 'table', 'text', 'style']
  .map((name) => `xmlns:${name}="${openDocument}:${name}:1.0"`)
  .join(' ')

function flat(rows: string, styles = ''): string {
  const table = `<table:table table:name="T">${rows}</table:table>`
  const calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
  return `<?xml version="1.0"?><office:document ${namespaces} ${calc} xmlns:number="${openDocument}:datastyle:1.0" xmlns:draw="${openDocument}:drawing:1.0"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${table}</office:spreadsheet></office:body></office:document>`
}

function cell(attributes: string, text = ''): string {
  return `<table:table-cell ${attributes}>${text === '' ? '' : `<text:p>${text}</text:p>`}</table:table-cell>`
}

const row = (...cells: readonly string[]): string => `<table:table-row>${cells.join('')}</table:table-row>`

describe('an OpenDocument spreadsheet', () => {
  it.each([
    ['a number without a text', cell('office:value-type="float" office:value="5"'), '5'],
    ['a self-closing cell', '<table:table-cell office:value-type="float" office:value="5"/>', '5'],
    ['quotes of the other kind', cell("office:value-type='float' office:value='5'"), '5'],
    ['a day before 1900', cell('office:value-type="date" office:date-value="1850-01-31"', '31.1.1850'), '1850-01-31'],
    ['a time', cell('office:value-type="date" office:date-value="2024-02-29T12:00:00"'), '2024-02-29T12:00:00'],
    ['a duration', cell('office:value-type="time" office:time-value="PT36H30M00.5S"'), '36:30:00.5'],
    ['truth', cell('office:value-type="boolean" office:boolean-value="true"', 'WAHR'), 'TRUE'],
    ['money', cell('office:value-type="currency" office:value="-3.50"', '-3,50 €'), '-3.5'],
    ['a text that looks like a number', cell('office:value-type="string"', '007'), '007'],
    ['paragraphs', cell('office:value-type="string"', 'a</text:p><text:p>b'), '"a\nb"'],
    ['spaces', cell('office:value-type="string"', '<text:s/> a<text:s text:c="2"/>\n b <text:tab/>c'), '  a   b \tc'],
    [
      'a comment',
      cell('office:value-type="string"', 'a').replace(
        '<text:p>',
        '<office:annotation><text:p>no</text:p></office:annotation><text:p>',
      ),
      'a',
    ],
    ['entities and CDATA', cell('office:value-type="string"', '&lt;&#x20ac;&amp;<![CDATA[<b>]]>'), '<€&<b>'],
  ])('[O1][O4] %s', async (_, content, text) => {
    const sheet = await only(readText(flat(row(content, cell('office:value-type="string"', '.'))), 'fods'))
    expect(sheet.text).toBe(`${text},.`)
    expect(sheet.faults).toEqual([])
  })

  it('[O3] says what is wrong with a cell', async () => {
    const content = [
      cell('table:formula="of:=1" office:value-type="string" calcext:value-type="error"', '#N/A'),
      cell('table:formula="of:=1" office:value-type="float" office:value="0"', 'Err:502'),
      cell('table:formula="of:=1"'),
      cell('office:value-type="float" office:value="x"'),
      cell('office:value-type="date" office:date-value="2024-02-30"'),
      cell('office:value-type="float" office:value="12345678901234567890"'),
    ]
    const sheet = await only(readText(flat(row(...content)), 'fods'))
    expect(sheet.text).toBe('#N/A,Err:502,,x,2024-02-30,12345678901234600000')
    expect(sheet.faults.map(({ position, code, severity }) => [position, code, severity])).toEqual([
      [0, 'cell-error', 'error'],
      [1, 'cell-error', 'error'],
      [2, 'formula-without-value', 'warning'],
      [3, 'cell-unreadable', 'error'],
      [4, 'cell-unreadable', 'error'],
      [5, 'digits-beyond-excel', 'warning'],
    ])
  })

  it('[O5] counts rows and cells that are repeated, and expands none that are empty', async () => {
    const rows = [
      '<table:table-row table:number-rows-repeated="2"/>',
      row(
        '<table:table-cell table:number-columns-repeated="2"/>',
        cell('table:number-columns-repeated="2" office:value-type="string"', 'a'),
      ),
      `<table:table-row table:number-rows-repeated="2">${cell('office:value-type="string"', 'b')}</table:table-row>`,
      '<table:table-row table:number-rows-repeated="1048571"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
    ]
    expect((await only(readText(flat(rows.join('')), 'fods'))).text).toBe('\n\n,,a,a\nb\nb')
  })

  it('[O5] is refused where cells are repeated without end', async () => {
    const content = cell('table:number-columns-repeated="16384" office:value-type="string"', 'a')
    const bomb = flat(`<table:table-row table:number-rows-repeated="1048576">${content}</table:table-row>`)
    await expect(readText(bomb, 'fods')).rejects.toMatchObject({ code: 'file-hostile' })
  })

  it('[O2][W26] knows dates that are numbers by their styles, and hidden and merged cells', async () => {
    const styles =
      '<number:date-style style:name="N1"><number:year/><number:month/><number:day/></number:date-style><style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
    const rows = `<table:table-column table:default-cell-style-name="ce1" table:visibility="collapse"/><table:table-row table:visibility="filter">${cell('table:number-columns-spanned="2" office:value-type="float" office:value="45351"')}<table:covered-table-cell/></table:table-row>`
    const book = await readText(flat(rows, styles), 'fods', { fillMerged: true })
    expect(book.sheets[0]?.text).toBe('2024-02-29,2024-02-29')
    expect(book.findings.map(({ kind, count }) => [kind, count])).toEqual([
      ['hidden-rows', 1],
      ['hidden-columns', 1],
      ['merged-cells', 1],
    ])
  })

  it('[H2] is listed by tags alone: comments, other tables and damage in rows mislead nobody', async () => {
    const text = (content: string): string => cell('office:value-type="string"', content)
    const table = (name: string, rows: string): string => `<table:table table:name="${name}">${rows}</table:table>`
    const inner = row(text('a'), `<table:table-cell>${table('Inner', row(text('no')))}</table:table-cell>`)
    const commented = row(text('b<!-- </table:table> -->'), text('<![CDATA[</table:table>]]>'))
    const page = flat(row(text('x'))).replace(
      '</table:table>',
      `</table:table>${table('In', inner)}${table('Out', commented)}`,
    )
    const { sheets } = await readText(page, 'fods')
    expect(sheets.map(({ name, text: read }) => [name, read.split('\n')[0]])).toEqual([
      ['T', 'x'],
      ['In', 'a,no'],
      ['Out', 'b,</table:table>'],
    ])
    const broken = page.replace('<![CDATA[</table:table>]]>', '<text:p>').replace('<!-- </table:table> -->', '')
    await expect(readText(broken, 'fods')).rejects.toMatchObject({ code: 'file-unsupported' })
  })

  it('[O5] in a package too, which may not declare a document type', async () => {
    const content = flat(row(cell('office:value-type="string"', 'a')))
    expect((await only(readText(makeZip({ 'content.xml': content }), 'ods'))).text).toBe('a')
    const hostile = content.replace('?>', '?><!DOCTYPE x [<!ENTITY a "b">]>')
    await expect(readText(makeZip({ 'content.xml': hostile }), 'ods')).rejects.toMatchObject({ code: 'file-hostile' })
  })
})

describe('the XML of Excel 2003', () => {
  const workbook = (table: string, more = ''): string =>
    `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"><ExcelWorkbook xmlns="urn:schemas-microsoft-com:office:excel"><Date/></ExcelWorkbook><Styles><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="h"><NumberFormat ss:Format="[h]:mm:ss"/></Style><Style ss:ID="t" ss:Parent="d"/></Styles><Worksheet ss:Name="S"><Table>${table}</Table>${more}</Worksheet></Workbook>`

  it('[S1] gives values, in the places that are told', async () => {
    const table = `<Row ss:Index="2"><Cell ss:Index='3'><Data ss:Type="String">007</Data></Cell><Cell><Data ss:Type="Number">1E-7</Data></Cell></Row><Row ss:Span="1"/><Row><Cell ss:StyleID="t"><Data ss:Type="DateTime">2024-02-29T00:00:00.000</Data></Cell><Cell ss:StyleID="h"><Data ss:Type="DateTime">1900-01-01T12:00:00.000</Data></Cell><Cell ss:MergeAcross="1"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>ri</B>ch</ss:Data><Comment><ss:Data>no</ss:Data></Comment></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#REF!</Data></Cell><Cell ss:Formula="=1"/></Row>`
    const book = await readText(
      workbook(
        table,
        '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>',
      ),
      'spreadsheetml',
    )
    expect(book.sheets[0]).toMatchObject({ name: 'S', hidden: true })
    expect(book.sheets[0]?.text).toBe('\n,,007,0.0000001\n\n\n2024-02-29,36:00:00,rich,,TRUE,#REF!')
    expect(book.sheets[0]?.faults.map(({ rowNumber, position, code }) => [rowNumber, position, code])).toEqual([
      [5, 5, 'cell-error'],
      [5, 6, 'formula-without-value'],
    ])
  })

  it.each([
    [
      'rows out of order',
      '<Row ss:Index="5"/><Row ss:Index="2"><Cell><Data>a</Data></Cell></Row><Row ss:Index="1"><Cell><Data>a</Data></Cell></Row>',
    ],
    ['a cell far away', '<Row><Cell ss:Index="99999"><Data>a</Data></Cell></Row>'],
    ['elements that do not close', '<Row><Cell></Row>'],
  ])('[S2] is refused with %s', async (_, table) => {
    await expect(readText(workbook(table), 'spreadsheetml')).rejects.toMatchObject({ code: 'file-unsupported' })
  })
})

describe('tables of a page', () => {
  it.each([
    ['end tags that are missing', '<table><tr><td>a<td>b<tr><td>c</table>', 'a,b\nc'],
    ['texts that look like others', '<table><tr><td>007<td>1/2<td>TRUE<td>1e5</table>', '007,1/2,TRUE,1e5'],
    [
      'white space and line ends',
      '<table><tr><td> a \n b<br>c&nbsp;d </td><td>&nbsp;</td><td>.</td></table>',
      '"a b\nc\u00a0d",,.',
    ],
    ['spans', '<table><tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>e<td>f</table>', 'a,b,,c\n,d,e,f'],
    ['characters by name', '<table><tr><td>&eacute;&euro;&#8364;&#x80;&amp;lt;&unknown;</table>', 'é€€€&lt;&unknown;'],
    [
      'nothing that runs',
      '<table><tr><td>ok<script>alert("<td>")</script><style>x</style><!-- <td>no</td> --></table>',
      'ok',
    ],
    ['a stray bracket', '<table><tr><td>1 < 2 <b title="a>b">x</b></table>', '1 < 2 x'],
    [
      'numbers behind rounded ones',
      '<table><tr><td x:num="3.14159">3.14<td x:num="45351">29.2.2024<td x:num>5</table>',
      '3.14159,29.2.2024,5',
    ],
  ])('[T1] to [T4] %s', async (_, page, text) => {
    expect((await only(readText(page, 'html'))).text).toBe(text)
  })

  it('[T1] are sheets, one inside another as well', async () => {
    const page =
      '<table><caption>Outer</caption><tr><td>a<table><caption>Inner</caption><tr><td>b</table>c</td><td>d</table><table></table>'
    const { sheets } = await readText(page, 'html')
    expect(sheets.map(({ text }) => text)).toEqual(['ac,d', 'b'])
  })

  it('[T5] are decoded as the page says, or as it is', async () => {
    const page = (head: string): string => `<html><head>${head}</head><table><tr><td>Ж</table></html>`
    const cyrillic = Buffer.from(page('<meta charset="windows-1251">').replace('Ж', '\u00c6'), 'latin1')
    for (const bytes of [cyrillic, Buffer.from(page('')), Buffer.from(`\ufeff${page('')}`, 'utf16le')]) {
      expect((await only(readText(bytes, 'html'))).text).toBe('Ж')
    }
  })
})
