import { makeZip, type ZipPart } from './make-zip.ts'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relationshipsNamespace = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** A relationship of the workbook's part. */
export interface Related {
  readonly id: string
  readonly type: string
  readonly target: string
  readonly external?: boolean
}

/** A workbook as its parts: whatever is left out is as Excel would have it. */
export interface XlsxParts {
  /** What is inside `sheetData` of the only sheet. */
  readonly rows?: string
  /** What follows `sheetData`. */
  readonly behindRows?: string
  /** The whole part of the sheet instead. */
  readonly sheet?: string | Uint8Array
  /** What is inside `sst`. */
  readonly strings?: string
  /** Format codes: style n shows numbers by the n-th, a number names a built-in one. */
  readonly formats?: readonly (string | number)[]
  readonly workbookPr?: string
  /** The elements of `sheets`. */
  readonly sheets?: string
  readonly related?: readonly Related[]
  /** Added, or put in the place of a part of the same name. */
  readonly parts?: readonly ZipPart[]
}

/** The bytes of a workbook. */
export function makeXlsx(content: XlsxParts): Buffer {
  const own = content.parts ?? []
  const replaced = new Set(own.map(({ name }) => name))
  return makeZip([...standardParts(content).filter(({ name }) => !replaced.has(name)), ...own])
}

function standardParts(content: XlsxParts): ZipPart[] {
  const sheets = content.sheets ?? '<sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
  const related: readonly Related[] = [
    { id: 'rId1', type: 'worksheet', target: 'worksheets/sheet1.xml' },
    { id: 'rId2', type: 'styles', target: 'styles.xml' },
    { id: 'rId3', type: 'sharedStrings', target: 'sharedStrings.xml' },
    ...(content.related ?? []),
  ]
  return [
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: '_rels/.rels',
      content: relationships([{ id: 'rId1', type: 'officeDocument', target: 'xl/workbook.xml' }]),
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${main}" xmlns:r="${office}">${content.workbookPr ?? ''}<sheets>${sheets}</sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', content: relationships(related) },
    { name: 'xl/styles.xml', content: styles(content.formats ?? []) },
    { name: 'xl/sharedStrings.xml', content: `<sst xmlns="${main}">${content.strings ?? ''}</sst>` },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: content.sheet ?? sheetXml(content.rows ?? '', content.behindRows),
    },
  ]
}

/** A sheet's part around its rows. */
export function sheetXml(rows: string, behindRows = ''): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${behindRows}</worksheet>`
}

export function relationships(related: readonly Related[]): string {
  const lines = related.map(({ id, type, target, external }) => {
    const mode = external === true ? ' TargetMode="External"' : ''
    return `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"${mode}/>`
  })
  return `<Relationships xmlns="${relationshipsNamespace}">${lines.join('')}</Relationships>`
}

const firstOwnFormat = 164

function styles(formats: readonly (string | number)[]): string {
  const own = formats.flatMap((format, index) =>
    typeof format === 'number'
      ? []
      : [`<numFmt numFmtId="${firstOwnFormat + index}" formatCode="${escapeXml(format)}"/>`],
  )
  const xfs = formats.map((format, index) => {
    return `<xf numFmtId="${typeof format === 'number' ? format : firstOwnFormat + index}"/>`
  })
  return `<styleSheet xmlns="${main}"><numFmts>${own.join('')}</numFmts><cellXfs>${xfs.join('')}</cellXfs></styleSheet>`
}

/** Characters as XML writes them in texts and attributes. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
