import { utils, type WorkBook } from 'xlsx'
import type { ZipPart } from '../support/make-zip.ts'
import { readZip, writeBook } from '../workbook/make-archive.ts'

/** Small workbooks of the formats that are held in memory whole. */

function book(): WorkBook {
  const sheet = utils.aoa_to_sheet([
    ['id', 'when', 'time', 'part', 'flag', 'text'],
    [1, 45351.5, 0.25, 0.1, true, '007'],
    [123456789012345680, 60, 1.5, 1e-7, false, '=1+1'],
    [],
    [-0.3, 45351, 0, 1e21, true, 'a "b",\nc & é'],
  ])
  for (const row of [2, 3, 5]) {
    sheet[`B${row}`].z = 'yyyy/mm/dd'
    sheet[`C${row}`].z = '[h]:mm:ss'
    sheet[`D${row}`].z = '0.0%'
  }
  sheet['G2'] = { t: 'e', v: 0x2a, w: '#N/A' }
  sheet['A9'] = { t: 's', v: 'far' }
  sheet['E3'] = { t: 'n', v: 2, f: 'A2+1' }
  sheet['!ref'] = 'A1:G9'
  sheet['!merges'] = [utils.decode_range('A2:A3'), utils.decode_range('C5:D6')]
  sheet['!rows'] = [{}, { hidden: true }]
  sheet['!cols'] = [{}, { hidden: true }]
  const made = utils.book_new(sheet, 'Data')
  utils.book_append_sheet(made, utils.aoa_to_sheet([['x'], [1]]), 'Other')
  return { ...made, Workbook: { Sheets: [{ name: 'Data' }, { name: 'Other', Hidden: 1 }] } }
}

function long(): WorkBook {
  const rows = Array.from({ length: 60 }, (_, row) => [row, row / 7, `text ${row % 5}`])
  return utils.book_new(utils.aoa_to_sheet(rows), 'Long')
}

function files(bookType: string): Buffer[] {
  return [book(), long()].map((made) => writeBook(made, bookType))
}

function packages(bookType: string): ZipPart[][] {
  return files(bookType).map((bytes) => Array.from(readZip(bytes), ([name, content]) => ({ name, content })))
}

export const xlsFiles: readonly Buffer[] = ['biff8', 'biff5', 'biff2'].flatMap(files)
export const xlsbPackages: readonly (readonly ZipPart[])[] = packages('xlsb')
export const odsPackages: readonly (readonly ZipPart[])[] = packages('ods')

const openDocument = 'urn:oasis:names:tc:opendocument:xmlns'
const prefixes: readonly (readonly [string, string])[] = [
  ...['office', 'table', 'text', 'style'].map((name) => [name, name] as const),
  ['number', 'datastyle'],
  ['draw', 'drawing'],
]
const namespaces = prefixes.map(([prefix, name]) => `xmlns:${prefix}="${openDocument}:${name}:1.0"`).join(' ')

/** What LibreOffice writes and SheetJS does not: styles of dates, repeated rows, comments, spans, hidden tables. */
const handmadeOds = `<?xml version="1.0"?><office:document ${namespaces} office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles><number:date-style style:name="N1"><number:year/><number:month/><number:day/></number:date-style><style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:null-date table:date-value="1899-12-30"/><table:table table:name="One"><table:table-column table:default-cell-style-name="ce1" table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/><table:table-row><table:table-cell office:value-type="float" office:value="45351"><text:p>29.2.24</text:p></table:table-cell><table:table-cell office:value-type="string" table:number-columns-repeated="2"><office:annotation><text:p>no</text:p></office:annotation><text:p>a<text:s text:c="2"/>b</text:p><text:p>&lt;c</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="3" table:visibility="filter"><table:table-cell office:value-type="time" office:time-value="PT36H30M00S"/><table:table-cell table:formula="of:=1" office:value-type="boolean" office:boolean-value="true" table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p>WAHR</text:p></table:table-cell><table:covered-table-cell/></table:table-row><table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table><table:table table:name="Two" table:style-name="ta2"><table:table-row><table:table-cell office:value-type="date" office:date-value="2024-02-29T12:00:00"/></table:table-row></table:table></office:spreadsheet></office:body></office:document>`

export const flatOds: readonly Buffer[] = [...files('fods'), Buffer.from(handmadeOds)]

const handmadeXml = `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"><Styles><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="h" ss:Parent="d"><NumberFormat ss:Format="[h]:mm:ss"/></Style></Styles><Worksheet ss:Name="S"><Table><Column ss:Index="2" ss:Hidden="1" ss:Span="1"/><Row ss:Index="2" ss:Hidden="1"><Cell ss:Index="3"><Data ss:Type="String">007</Data></Cell><Cell><Data ss:Type="Number">1E-7</Data></Cell></Row><Row ss:Span="1"/><Row><Cell ss:StyleID="d"><Data ss:Type="DateTime">2024-02-29T00:00:00.000</Data></Cell><Cell ss:StyleID="h"><Data ss:Type="DateTime">1900-01-01T12:00:00.000</Data></Cell><Cell ss:MergeAcross="1" ss:MergeDown="1"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>ri</B>ch</ss:Data><Comment><ss:Data>no</ss:Data></Comment></Cell><Cell ss:Formula="=1"><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#REF!</Data></Cell></Row></Table></Worksheet><Worksheet ss:Name="T"><Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table></Worksheet></Workbook>`

export const spreadsheetMl: readonly Buffer[] = [...files('xlml'), Buffer.from(handmadeXml)]

const handmadePage =
  '<html><head><meta charset="utf-8"><title>no</title></head><body><table><caption>Outer</caption><tr><th>id<th colspan=2>b<tr style="display:none"><td rowspan=2 x:num="3.14159">3.14<td>a&nbsp;b<br>c<td>&eacute;&#8364;</tr><tr><td>d<table><tr><td>inner</table><td>f</table><script>alert("<td>")</script><table><tr><td>1 < 2</table></body></html>'

export const htmlPages: readonly Buffer[] = [...files('html'), Buffer.from(handmadePage)]
