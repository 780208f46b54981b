import { relationships, sheetXml } from '../support/make-xlsx.ts'
import type { ZipPart } from '../support/make-zip.ts'

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const office = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

function book(sheet: string | Buffer, own: Readonly<Record<string, string>> = {}): ZipPart[] {
  const parts: Record<string, string | Buffer> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relationships([{ id: 'rId1', type: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/workbook.xml': `<workbook ${main} ${office}><workbookPr/><sheets><sheet name="One" sheetId="1" r:id="rId1"/><sheet name="Two &amp; more" sheetId="2" state="hidden" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      { id: 'rId1', type: 'worksheet', target: 'worksheets/sheet1.xml' },
      { id: 'rId2', type: 'styles', target: 'styles.xml' },
      { id: 'rId3', type: 'sharedStrings', target: 'sharedStrings.xml' },
    ]),
    'xl/styles.xml': `<styleSheet ${main}><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="[h]:mm:ss"/><numFmt numFmtId="166" formatCode="#,##0.00 [$€-407];[Red]\\-0"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst ${main} count="3"><si><t>id</t></si><si><t xml:space="preserve"> na_x000D_me </t></si><si><r><t>rich </t></r><r><t>text</t></r><rPh><t>no</t></rPh></si></sst>`,
    'xl/worksheets/sheet1.xml': sheet,
    ...own,
  }
  return Object.entries(parts).map(([name, content]) => ({ name, content }))
}

const cells = [
  '<row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>note</t></is></c></row>',
  '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>2</v></c><c r="C2" s="1"><v>45351.5</v></c></row>',
  '<row r="3" hidden="1"><c r="A3"><v>0.1</v></c><c r="B3" t="b"><v>1</v></c><c r="C3" s="3"><v>1.5</v></c></row>',
  '<row r="5"><c r="A5"><v>12345678901234567</v></c><c r="B5" t="e"><v>#N/A</v></c><c r="C5" s="4"><v>-12.5</v></c></row>',
  '<row r="6"><c r="A6"><f>1+1</f></c><c r="B6" t="str"><f>A1&amp;"x"</f><v>x &lt; y</v></c><c r="C6" t="d"><v>2025-01-31</v></c></row>',
].join('\n')

const without =
  '<row><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>b, "c"\nd</t></is></c></row><row><c><v>1</v></c><c><v>2</v></c></row>'

const prefixed = `<?xml version="1.0"?><!-- x --><x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:dimension ref="A1:XFD1048576"/><x:sheetData><x:row r="1"><x:c r="B1"><x:v><![CDATA[7]]></x:v></x:c></x:row></x:sheetData></x:worksheet>`

const date1904 = `<workbook ${main} ${office}><workbookPr date1904="1"/><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`

/** Small workbooks as their parts. */
export const workbookSeeds: readonly (readonly ZipPart[])[] = [
  book(sheetXml(cells, '<mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="B5:C6"/></mergeCells>')),
  book(sheetXml(cells), { 'xl/workbook.xml': date1904 }),
  book(sheetXml(without)),
  book(prefixed),
  book(Buffer.from(`\ufeff${sheetXml(without).replace('UTF-8', 'UTF-16')}`, 'utf16le')),
  book(
    sheetXml(Array.from({ length: 60 }, (_, row) => `<row><c><v>${row}</v></c><c><v>${row}.5</v></c></row>`).join('')),
  ),
]
