import { type FileKind, hostileKind, refusedKind, workbookKind } from './file-kind.ts'
import type { FileParts } from './file-parts.ts'
import { textOf } from './head-text.ts'
import { type Prolog, readProlog } from './markup-prolog.ts'

/** Elements that only a page begins with. */
const pageElements = new Set(['html', 'head', 'body', 'frameset'])

/** Elements that a piece of a page, as programs write it for Excel, begins with. */
const pieceElements = new Set(
  'table thead tbody tr meta style title link base basefont script center div font span p br b i h1 h2 h3 h4 h5 h6 form section main'.split(
    ' ',
  ),
)

const tailBytes = 4096

/**
 * Workbooks in XML and HTML, and other markup, which is refused by name; null for text that is none. A cell may begin with `<` too, so that
 * a beginning alone is only enough where it names a format of workbooks or a whole page. Anything else is markup where the text ends with
 * the end of its first element, or begins with an XML declaration and ends with a tag; a piece of a page also needs a table with a row.
 */
export async function identifyMarkup(file: FileParts, text: string): Promise<FileKind | null> {
  if (/^\s*MIME-Version:\s*1\.\d[^]{0,4096}Content-Type:\s*multipart\/related/i.test(text)) {
    return refusedKind(file.path, 'a web archive (.mht)', 'Open it in Excel, save it as .xlsx, and import that file.')
  }
  if (!/^\s*</.test(text)) return null
  const prolog = readProlog(text)
  if (prolog === null) return null
  const page = isPage(prolog)
  const kind = workbookOf(file, prolog)
  if (prolog.doctype !== null && (!page || prolog.doctype.includes('['))) {
    // Before anything else: what an entity stands for cannot be known without reading it.
    return kind !== null || prolog.declared || page || prolog.root === ''
      ? hostileKind(file.path, 'declares a document type (DTD) of its own, which can make a small file endless')
      : null
  }
  if (kind !== null) return kind
  if (page || pieceElements.has(prolog.root.toLowerCase())) {
    const html = await identifyHtml(file, page)
    if (html !== null) return html
  }
  return (await isDocument(file, prolog)) ? otherXml(file, prolog) : null
}

function isPage({ root, doctype }: Prolog): boolean {
  return pageElements.has(root.toLowerCase()) || (doctype !== null && /^<!doctype\s+html\b/i.test(doctype))
}

const spreadsheetNamespace = 'urn:schemas-microsoft-com:office:spreadsheet'
const flatMimetype = /\boffice:mimetype\s*=\s*["']application\/vnd\.oasis\.opendocument\.([\w-]+)["']/

function workbookOf(file: FileParts, { root, rootTag, instructions }: Prolog): FileKind | null {
  const name = root.slice(root.indexOf(':') + 1).toLowerCase()
  if (name === 'workbook') {
    const isExcel = rootTag.includes(spreadsheetNamespace) || /<\?mso-application[^>]*Excel\.Sheet/.test(instructions)
    return isExcel ? workbookKind('spreadsheetml') : null
  }
  const flat = root === 'office:document' ? flatMimetype.exec(rootTag) : null
  if (flat === null) return null
  return /^spreadsheet(?:-template)?$/.test(flat[1] as string)
    ? workbookKind('fods')
    : refusedKind(
        file.path,
        'a flat OpenDocument file other than a spreadsheet',
        'Copy its table into a spreadsheet, and save that.',
      )
}

async function identifyHtml(file: FileParts, page: boolean): Promise<FileKind | null> {
  const table = await holdsTable(file)
  if (page) {
    return table
      ? workbookKind('html')
      : refusedKind(
          file.path,
          'a web page without a table',
          'Open it in a browser: it may say why there is no table, or ask to sign in.',
        )
  }
  return table && (await lastText(file)).endsWith('>') ? workbookKind('html') : null
}

const stepBytes = 256 * 1024
/** Style sheets and scripts before the table take some kilobytes; megabytes of them would be no table for anybody. */
const mostBeforeTable = 16 * 1024 * 1024

async function holdsTable(file: FileParts): Promise<boolean> {
  let before = ''
  for (let at = 0; at < Math.min(file.bytes, mostBeforeTable); at += stepBytes) {
    const text = before + (textOf(await file.read(at, stepBytes), file.head) ?? '')
    const table = text.search(/<table[\s>]/i)
    if (table !== -1 && /<tr[\s>/]/i.test(text.slice(table))) return true
    before = table === -1 ? text.slice(-8) : text.slice(table, table + 7) + text.slice(-8)
  }
  return false
}

async function isDocument(file: FileParts, { declared, root, rootTag }: Prolog): Promise<boolean> {
  if (root === '') return false
  const end = await lastText(file)
  if (declared) return end.endsWith('>')
  if (rootTag.endsWith('/>') && end === rootTag) return true
  const closing = /<\/([\w:.-]+)\s*>$/.exec(end)
  return closing !== null && closing[1] === root
}

/** The last characters of the text, but white space and comments at its end. */
async function lastText(file: FileParts): Promise<string> {
  const start = Math.max(0, file.bytes - tailBytes)
  const tail = await file.read(start - (start % 2), tailBytes + 1)
  let text = (textOf(tail, file.head) ?? '').trimEnd()
  while (text.endsWith('-->')) text = text.slice(0, Math.max(0, text.lastIndexOf('<!--'))).trimEnd()
  return text
}

function otherXml(file: FileParts, { root, instructions }: Prolog): FileKind {
  if (/<\?mso-application[^>]*Word\.Document/.test(instructions)) {
    return refusedKind(file.path, 'a Word document', 'Copy its table into a spreadsheet, and save that as .xlsx.')
  }
  return refusedKind(
    file.path,
    `an XML document (${root.slice(0, 60)})`,
    'Export the table as CSV or .xlsx from the program that made it, and import that file.',
  )
}
