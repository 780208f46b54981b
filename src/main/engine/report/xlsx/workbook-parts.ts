import { plainXml } from './cell-text.ts'
import type { MomentKind } from './moment-serial.ts'

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'

/** A sheet as the workbook names it. */
export interface SheetEntry {
  readonly name: string
  readonly hasNotes: boolean
}

export type CellStyle = 'plain' | 'failing' | 'header'
type NumberFormat = 'general' | 'text' | MomentKind

/** In the order of the styles below; ids below 164 are built in: general, and text, which keeps what is typed into such a cell. */
const formats: Readonly<Record<NumberFormat, number>> = { general: 0, text: 49, date: 164, 'date-time': 165, time: 166 }
const formatNames = Object.keys(formats) as NumberFormat[]
const looks: Readonly<Record<CellStyle, string>> = {
  plain: 'fontId="0" fillId="0"',
  failing: 'fontId="0" fillId="2" applyFill="1"',
  header: 'fontId="1" fillId="3" applyFont="1" applyFill="1"',
}
const styleNames = Object.keys(looks) as CellStyle[]
const styleIndices = new Map(
  styleNames.flatMap((style, row) =>
    formatNames.map((format, column) => [`${style} ${format}`, row * formatNames.length + column] as const),
  ),
)

/** The number by which a cell refers to its style. */
export function styleIndex(style: CellStyle, format: NumberFormat): number {
  return styleIndices.get(`${style} ${format}`) ?? 0
}

/** Every way a cell can look. */
export function stylesXml(): string {
  const xfs = styleNames.flatMap((style) =>
    formatNames.map(
      (format) => `<xf numFmtId="${formats[format]}" ${looks[style]} borderId="0" xfId="0" applyNumberFormat="1"/>`,
    ),
  )
  const fill = (colour: string): string =>
    `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill></fill>`
  return `${declaration}<styleSheet xmlns="${main}"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="166" formatCode="hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill('FFFFC7CE')}${fill('FFE7E6E6')}</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${xfs.length}">${xfs.join('')}</cellXfs></styleSheet>`
}

/** The list of sheets. */
export function workbookXml(sheets: readonly SheetEntry[]): string {
  const entries = sheets.map(
    ({ name }, index) => `<sheet name="${plainXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${relation}"><sheets>${entries.join('')}</sheets></workbook>`
}

/** Where the workbook finds its sheets and styles. */
export function workbookRelations(sheets: readonly SheetEntry[]): string {
  const parts = sheets.map((_sheet, index) => related(index + 1, 'worksheet', `worksheets/sheet${index + 1}.xml`))
  return relations([...parts, related(sheets.length + 1, 'styles', 'styles.xml')])
}

/** Where a sheet finds its notes; `number` is 1-based. */
export function sheetRelations(number: number): string {
  return relations([
    related(1, 'vmlDrawing', `../drawings/notes${number}.vml`),
    related(2, 'comments', `../comments${number}.xml`),
  ])
}

/** Where a reader begins. */
export function packageRelations(): string {
  return relations([related(1, 'officeDocument', 'xl/workbook.xml')])
}

function related(id: number, type: string, target: string): string {
  return `<Relationship Id="rId${id}" Type="${relation}/${type}" Target="${target}"/>`
}

function relations(entries: readonly string[]): string {
  return `${declaration}<Relationships xmlns="${packaged}/relationships">${entries.join('')}</Relationships>`
}

/** What the parts of the package are. */
export function contentTypes(sheets: readonly SheetEntry[]): string {
  const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const override = (part: string, type: string): string => `<Override PartName="/xl/${part}" ContentType="${type}"/>`
  const parts = sheets.flatMap(({ hasNotes }, index) => [
    override(`worksheets/sheet${index + 1}.xml`, `${spreadsheet}.worksheet+xml`),
    ...(hasNotes ? [override(`comments${index + 1}.xml`, `${spreadsheet}.comments+xml`)] : []),
  ])
  return `${declaration}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>${override('workbook.xml', `${spreadsheet}.sheet.main+xml`)}${override('styles.xml', `${spreadsheet}.styles+xml`)}${parts.join('')}</Types>`
}
