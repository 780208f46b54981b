import { openCfb } from '../../../lib/cfb.ts'
import { AppError } from '../../../lib/app-error.ts'
import type { BookFacts } from '../book-findings.ts'
import { damagedBook } from '../whole/whole-file.ts'
import { outlineXls, type XlsOutline, type XlsSheet } from './xls-records.ts'

/** An older workbook: what it is made of, and its stream of records as SheetJS shall see it. */
export interface XlsBook {
  readonly stream: Buffer
  readonly outline: XlsOutline
  readonly facts: BookFacts
}

/**
 * Takes an .xls file apart, with a container or without. The bytes may be changed.
 * @throws AppError `file-unsupported` for a damaged file, or one with a password
 */
export async function readXlsBook(path: string, bytes: Buffer): Promise<XlsBook> {
  const { stream, names } = await recordStream(path, bytes)
  const outline = outlineXls(stream)
  if (outline.needsPassword) {
    throw new AppError('file-unsupported', `${path} is encrypted with a password.`, {
      hint: 'Open it in Excel with its password, remove that under File, Info, Protect Workbook, save it, and import it again.',
    })
  }
  if (outline.isWorkspace)
    throw damagedBook(path, 'it is a workspace of Excel 4 (.xlw), which holds several files in one')
  if (outline.isCut) throw damagedBook(path, 'it ends inside of a sheet, or has a formula that is none')
  refuseAmbiguous(path, outline.sheets)
  const projects = names.filter((name) => name === '_VBA_PROJECT_CUR').length
  const macros = projects + outline.sheets.filter((sheet) => sheet.type === 'macros').length
  const embeddedObjects = names.filter((name) => /^MBD[\dA-F]{8}$/i.test(name)).length
  return {
    stream: stream.subarray(0, outline.end),
    outline,
    facts: { macros, externalLinks: outline.externalLinks, embeddedObjects },
  }
}

async function recordStream(path: string, bytes: Buffer): Promise<{ stream: Buffer; names: readonly string[] }> {
  if (bytes[0] === 9) return { stream: bytes, names: [] }
  const cfb = await openCfb(async (offset, length) => bytes.subarray(offset, offset + length))
  if (cfb === null) throw damagedBook(path, 'its list of contents cannot be read')
  const byName = new Map(cfb.entries.map((entry) => [entry.name.toLowerCase(), entry]))
  const entry = byName.get('workbook') ?? byName.get('book')
  if (!entry) throw damagedBook(path, 'there is no workbook in it')
  const stream = await cfb.stream(entry)
  if (stream === null) throw damagedBook(path, 'it ends before its end, or its parts do not fit together')
  return { stream, names: cfb.entries.map(({ name }) => name) }
}

function refuseAmbiguous(path: string, sheets: readonly XlsSheet[]): void {
  const positions = new Set(sheets.map((sheet) => sheet.position))
  if (positions.size < sheets.length) throw damagedBook(path, 'two of its sheets are in the same place')
}
