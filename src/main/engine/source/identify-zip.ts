import { systemCode } from '../lib/app-error.ts'
import { damagedKind, type FileKind, refusedKind, workbookKind } from './file-kind.ts'
import { type ZipListing, listZip } from './zip-listing.ts'

const saveAs = 'Open it in the program that made it, save the table as .xlsx or CSV, and import that file.'

/** The main part's content type in [Content_Types].xml ([ECMA-376] part 1, annex A; [MS-XLSB] 2.1) and what it makes of the archive. */
const contentTypes: readonly (readonly [type: RegExp, kind: (path: string) => FileKind])[] = [
  [/spreadsheetml\.(?:sheet|template)\.main\+xml/, () => workbookKind('xlsx')],
  [/ms-excel\.(?:sheet|template)\.macroenabled\.main\+xml/, () => workbookKind('xlsm')],
  [/ms-excel\.sheet\.binary\.macroenabled\.main/, () => workbookKind('xlsb')],
  [/ms-excel\.addin\.macroenabled\.main\+xml/, (path) => refusedKind(path, 'an Excel add-in (.xlam)', saveAs)],
  [/wordprocessingml\.|ms-word\./, (path) => refusedKind(path, 'a Word document (.docx)', copyTable)],
  [/presentationml\.|ms-powerpoint\./, (path) => refusedKind(path, 'a PowerPoint presentation (.pptx)', copyTable)],
  [/ms-visio\./, (path) => refusedKind(path, 'a Visio drawing (.vsdx)', copyTable)],
]
const copyTable = 'Copy its table into a spreadsheet, save that as .xlsx, and import it.'

const openDocument = 'application/vnd.oasis.opendocument.'

/** A zip archive: a workbook by its directory and its own statement of its type, anything else refused by name. */
export async function identifyZip(path: string): Promise<FileKind> {
  let zip: ZipListing | null = null
  try {
    zip = await listZip(path)
    return (await officeKind(path, zip)) ?? (await openDocumentKind(path, zip)) ?? (await archiveKind(path, zip))
  } catch (error) {
    // A failed system call is not the file's fault.
    if (/^E[A-Z\d]+$/.test(systemCode(error) ?? '')) throw error
    return damagedKind(path, 'a zip archive or an Excel workbook (.xlsx)', error)
  } finally {
    zip?.close()
  }
}

async function officeKind(path: string, zip: ZipListing): Promise<FileKind | null> {
  const types = (await zip.text('[content_types].xml'))?.toLowerCase() ?? null
  const stated = types === null ? undefined : contentTypes.find(([type]) => type.test(types))
  if (stated) return stated[1](path)
  if (await zip.has('xl/workbook.bin')) return workbookKind('xlsb')
  if (await zip.has('xl/workbook.xml')) return workbookKind((await zip.has('xl/vbaproject.bin')) ? 'xlsm' : 'xlsx')
  if (await zip.has('word/document.xml')) return refusedKind(path, 'a Word document (.docx)', copyTable)
  if (await zip.has('ppt/presentation.xml')) return refusedKind(path, 'a PowerPoint presentation (.pptx)', copyTable)
  return types === null ? null : refusedKind(path, 'an Office package without a workbook in it', saveAs)
}

async function openDocumentKind(path: string, zip: ZipListing): Promise<FileKind | null> {
  const manifest = await zip.text('meta-inf/manifest.xml')
  const stated = (await zip.text('mimetype'))?.trim() ?? ''
  const mimetype = stated === '' ? manifestType(manifest ?? '') : stated
  if (!mimetype.startsWith(openDocument) || !(await zip.has('content.xml'))) {
    return mimetype === 'application/epub+zip' ? refusedKind(path, 'an e-book (.epub)', saveAs) : null
  }
  const what = mimetype.slice(openDocument.length)
  if (manifest !== null && /<(?:[\w.-]+:)?encryption-data\b/.test(manifest)) {
    return refusedKind(
      path,
      'an OpenDocument file that is encrypted with a password',
      'Open it in LibreOffice with its password, save it under Save As without one, and import it again.',
    )
  }
  if (what === 'spreadsheet' || what === 'spreadsheet-template') return workbookKind('ods')
  return refusedKind(path, `an OpenDocument file other than a spreadsheet (${what.slice(0, 40)})`, copyTable)
}

function manifestType(manifest: string): string {
  return /media-type\s*=\s*["'](application\/vnd\.oasis\.opendocument\.[\w-]+)["']/.exec(manifest)?.[1] ?? ''
}

async function archiveKind(path: string, zip: ZipListing): Promise<FileKind> {
  const names = await zip.names(1000)
  if (names.length === 0) {
    return refusedKind(path, 'an empty zip archive (no .xlsx workbook)', 'Ask for the file again.')
  }
  if ((await zip.has('index/document.iwa')) || (await zip.has('index.zip'))) {
    const hint = 'Export it as Excel (.xlsx) from Numbers, and import that file.'
    return refusedKind(path, 'an Apple Numbers, Pages or Keynote document', hint)
  }
  if (await zip.has('meta-inf/manifest.mf'))
    return refusedKind(path, 'a Java archive', 'Check that it is the right file.')
  const files = names.filter((name) => !name.endsWith('/')).map((name) => name.slice(0, 80))
  const more = zip.entryCount > 3 ? ' and more' : ''
  const held = files.length === 0 ? 'only folders' : files.slice(0, 3).join(', ') + more
  const locked = zip.needsPassword() ? ' with a password' : ''
  const content = `a zip archive${locked} (no .xlsx workbook) that holds ${held}`
  return refusedKind(path, content, 'Unpack it, and import the file inside.')
}
