/**
 * A workbook of ten columns as Excel writes it, the same in each run: a number, a text of its own (shared), one of five texts, a day,
 * a day with a time, an amount, an address of its own (shared), a count, a double of 17 digits, a truth value. Written as a stream.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeZip } from './zip-writer.ts'

const FOLDER = join(tmpdir(), 'headgate-bench')
const ROWS_A_PIECE = 500
const STATES = ['pending', 'completed', 'cancelled', 'on hold, see note', 'returned &amp; refunded']
const NAMES = ['id', 'customer', 'state', 'ordered', 'shipped', 'amount', 'e-mail', 'count', 'weight', 'paid']

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** The workbook with so many data rows below a header; made, or taken from an earlier run. */
export async function xlsxFile(rows: number): Promise<{ path: string; bytes: number }> {
  mkdirSync(FOLDER, { recursive: true })
  const generator = createHash('sha256')
    .update(readFileSync(new URL(import.meta.url)))
    .digest('hex')
    .slice(0, 8)
  const path = join(FOLDER, `table-${rows}-${generator}.xlsx`)
  if (!existsSync(path)) {
    await writeZip(`${path}.part`, parts(rows))
    renameSync(`${path}.part`, path)
  }
  return { path, bytes: statSync(path).size }
}

function* parts(rows: number): Generator<readonly [string, Iterable<string>]> {
  yield ['[Content_Types].xml', [contentTypes()]]
  yield ['_rels/.rels', [relationships([['officeDocument', 'xl/workbook.xml']])]]
  yield ['xl/workbook.xml', [workbook()]]
  yield [
    'xl/_rels/workbook.xml.rels',
    [
      relationships([
        ['worksheet', 'worksheets/sheet1.xml'],
        ['styles', 'styles.xml'],
        ['sharedStrings', 'sharedStrings.xml'],
      ]),
    ],
  ]
  yield ['xl/styles.xml', [styles()]]
  yield ['xl/worksheets/sheet1.xml', sheet(rows)]
  yield ['xl/sharedStrings.xml', sharedStrings(rows)]
}

function contentTypes(): string {
  const override = (part: string, type: string): string =>
    `<Override PartName="/xl/${part}.xml" ContentType="${TYPES}.${type}+xml"/>`
  return `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('workbook', 'sheet.main')}${override('worksheets/sheet1', 'worksheet')}${override('styles', 'styles')}${override('sharedStrings', 'sharedStrings')}</Types>`
}

function relationships(targets: readonly (readonly [string, string])[]): string {
  const lines = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${lines.join('')}</Relationships>`
}

function workbook(): string {
  return `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Orders" sheetId="1" r:id="rId1"/></sheets></workbook>`
}

function styles(): string {
  const font = '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
  const fill = '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
  const border = '<borders count="1"><border/></borders>'
  const xf = (format: number): string => `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0"/>`
  return `${DECLARATION}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>${font}${fill}${border}<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4">${[0, 14, 164, 4].map(xf).join('')}</cellXfs></styleSheet>`
}

function* sheet(rows: number): Generator<string> {
  yield `${DECLARATION}<worksheet xmlns="${MAIN}"><dimension ref="A1:J${rows + 1}"/><sheetData>`
  const names = NAMES.map((_, column) => cell(column, 1, ' t="s"', STATES.length + column))
  let text = `<row r="1" spans="1:10">${names.join('')}</row>`
  for (let row = 0; row < rows; row++) {
    text += rowOf(row)
    if (row % ROWS_A_PIECE !== ROWS_A_PIECE - 1) continue
    yield text
    text = ''
  }
  yield `${text}</sheetData><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>`
}

function rowOf(row: number): string {
  const random = noise(row)
  const r = row + 2
  const own = STATES.length + NAMES.length + 2 * row
  const day = 43_831 + (random % 2000)
  const cells = [
    cell(0, r, '', row + 1),
    cell(1, r, ' t="s"', own),
    cell(2, r, ' t="s"', random % STATES.length),
    cell(3, r, ' s="1"', day),
    cell(4, r, ' s="2"', day + ((random >>> 3) % 1440) / 1440),
    cell(5, r, ' s="3"', (random % 10_000_000) / 100),
    cell(6, r, ' t="s"', own + 1),
    cell(7, r, '', random % 1000),
    cell(8, r, '', (random % 1000) / 7),
    cell(9, r, ' t="b"', random % 2),
  ]
  return `<row r="${r}" spans="1:10">${cells.join('')}</row>`
}

function cell(column: number, row: number, attributes: string, value: number): string {
  return `<c r="${String.fromCharCode(65 + column)}${row}"${attributes}><v>${value}</v></c>`
}

function* sharedStrings(rows: number): Generator<string> {
  const count = STATES.length + NAMES.length + 2 * rows
  yield `${DECLARATION}<sst xmlns="${MAIN}" count="${count}" uniqueCount="${count}">`
  yield [...STATES, ...NAMES].map((text) => `<si><t>${text}</t></si>`).join('')
  let text = ''
  for (let row = 0; row < rows; row++) {
    const random = noise(row)
    text += `<si><t>Customer ${random.toString(36)} ${row}</t></si><si><t>customer.${row}@example-${random % 97}.org</t></si>`
    if (row % ROWS_A_PIECE !== ROWS_A_PIECE - 1) continue
    yield text
    text = ''
  }
  yield `${text}</sst>`
}

/** A number that looks random and belongs to a row: the mixing steps of MurmurHash3. */
function noise(row: number): number {
  let hash = Math.imul(row + 1, 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
