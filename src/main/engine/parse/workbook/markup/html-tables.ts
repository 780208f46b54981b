import { htmlText } from './html-text.ts'

/** A table of a page. Cells stand where they stand in the source; places are given by whoever knows the spans. */
export interface HtmlTable {
  caption: string
  readonly rows: HtmlRow[]
}

export interface HtmlRow {
  readonly cells: HtmlCell[]
  readonly hidden: boolean
}

export interface HtmlCell {
  text: string
  readonly columns: number
  readonly rows: number
  /** The number that the program which wrote the page had, where it says it. */
  readonly number: string | null
}

const tag = /<(\/?)([a-z][^\s/>]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/giy
/** Their content is no text of the page. */
const silent = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'object', 'xml'])
const blocks = new Set([
  'p',
  'div',
  'li',
  'ul',
  'ol',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'pre',
  'tr',
  'dd',
  'dt',
  'hr',
  'br',
])
/** As browsers have them (HTML, 4.9.11). */
const mostColumnSpan = 1000
const mostRowSpan = 65_534
const deepest = 1000

interface OpenTable {
  readonly table: HtmlTable
  row: HtmlRow | null
  cell: HtmlCell | null
  inCaption: boolean
}

/**
 * The tables of a page, in the order in which they begin. A table inside a cell is one of its own, and its text none of that cell's. Pages
 * are read as browsers read them, as far as tables go: end tags may be missing, and nothing that can be run is text.
 */
export function readHtmlTables(page: string): HtmlTable[] {
  const tables: HtmlTable[] = []
  const open: OpenTable[] = []
  for (let at = 0; at < page.length; ) {
    const next = page.indexOf('<', at)
    const end = next === -1 ? page.length : next
    if (end > at) addText(open.at(-1), page.slice(at, end))
    if (next === -1) break
    at = passMarkup(page, next)
    if (at > next) continue
    tag.lastIndex = next
    const found = tag.exec(page)
    if (!found) {
      // A `<` that begins no tag is one of the text.
      addText(open.at(-1), '<')
      at = next + 1
      continue
    }
    at = tag.lastIndex
    const name = (found[2] as string).toLowerCase()
    const attributes = found[3] as string
    if (found[1] === '/') closeTag(open, name)
    else if (silent.has(name) && !attributes.endsWith('/')) at = endOfSilent(page, at, name)
    else openTag(open, tables, name, attributes)
  }
  return tables
}

/** Behind a comment or declaration that begins here; the same place where there is none. */
function passMarkup(page: string, at: number): number {
  if (page.startsWith('<!--', at)) return behind(page, '-->', at + 4)
  return page.startsWith('<!', at) || page.startsWith('<?', at) ? behind(page, '>', at) : at
}

function behind(page: string, mark: string, from: number): number {
  const found = page.indexOf(mark, from)
  return found === -1 ? page.length : found + mark.length
}

function endOfSilent(page: string, from: number, name: string): number {
  const end = new RegExp(`</${name}[\\s/>]`, 'gi')
  end.lastIndex = from
  const found = end.exec(page)
  return found ? behind(page, '>', found.index) : page.length
}

function openTag(open: OpenTable[], tables: HtmlTable[], name: string, attributes: string): void {
  const current = open.at(-1)
  if (name === 'table') {
    if (open.length >= deepest) throw new Error('its tables are nested too deep')
    const table: HtmlTable = { caption: '', rows: [] }
    tables.push(table)
    open.push({ table, row: null, cell: null, inCaption: false })
  } else if (!current) return
  else if (name === 'caption') current.inCaption = true
  else if (name === 'tr') startRow(current, attributes)
  else if (name === 'td' || name === 'th') startCell(current, attributes)
  else if (name === 'thead' || name === 'tbody' || name === 'tfoot') endRow(current)
  else if (blocks.has(name)) breakLine(current)
}

function closeTag(open: OpenTable[], name: string): void {
  const current = open.at(-1)
  if (!current) return
  if (name === 'table') open.pop()
  else if (name === 'caption') current.inCaption = false
  else if (name === 'tr' || name === 'thead' || name === 'tbody' || name === 'tfoot') endRow(current)
  else if (name === 'td' || name === 'th') current.cell = null
  else if (blocks.has(name)) breakLine(current)
}

function startRow(current: OpenTable, attributes: string): void {
  current.row = { cells: [], hidden: /display\s*:\s*none/i.test(attributes) }
  current.table.rows.push(current.row)
  current.cell = null
  current.inCaption = false
}

function endRow(current: OpenTable): void {
  current.row = null
  current.cell = null
}

function startCell(current: OpenTable, attributes: string): void {
  if (!current.row) startRow(current, '')
  const row = current.row as unknown as HtmlRow
  current.cell = {
    text: '',
    columns: span(attributes, 'colspan', mostColumnSpan),
    rows: span(attributes, 'rowspan', mostRowSpan),
    number: numberOf(attributes),
  }
  row.cells.push(current.cell)
}

/** Excel, LibreOffice and SheetJS each have an attribute for it. */
function numberOf(attributes: string): string | null {
  const number = attributeOf(attributes, 'x:num') ?? attributeOf(attributes, 'sdval')
  if (number !== null || attributeOf(attributes, 'data-t') !== 'n') return number
  return attributeOf(attributes, 'data-v')
}

function span(attributes: string, name: string, most: number): number {
  const value = Number.parseInt(attributeOf(attributes, name) ?? '1', 10)
  return value >= 1 ? Math.min(value, most) : 1
}

function attributeOf(attributes: string, name: string): string | null {
  if (!attributes.toLowerCase().includes(name)) return null
  const pattern = /([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g
  for (const [, found = '', double, single, bare] of attributes.matchAll(pattern)) {
    if (found.toLowerCase() === name) return htmlText(double ?? single ?? bare ?? '')
  }
  return null
}

/** Marks a line end that the page means, among those that mean nothing. */
const lineMark = '\u0000'

function breakLine(current: OpenTable): void {
  if (current.cell) current.cell.text += lineMark
}

function addText(current: OpenTable | undefined, text: string): void {
  if (!current) return
  if (current.cell) current.cell.text += text.replaceAll(lineMark, '')
  else if (current.inCaption) current.table.caption += text
}

/** The text of a cell as a browser shows it: white space is one space, none at the ends of lines; character references resolved. */
export function visibleText(raw: string): string {
  const lines = raw.split(lineMark).map((line) => htmlText(line.replace(/[ \t\r\n\f]+/g, ' ').trim()))
  const text = lines
    .join('\n')
    .replace(/\n{2,}/g, '\n')
    .replace(/^\n|\n$/g, '')
  // A cell of nothing but spaces that do not break is how a page writes an empty one.
  return /^[\s\u00a0]*$/.test(text) ? '' : text
}
