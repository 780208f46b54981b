import { openCfb } from '../lib/cfb.ts'
import { damagedKind, type FileKind, refusedKind, workbookKind } from './file-kind.ts'
import type { FileParts } from './file-parts.ts'

const name = 'an older Excel workbook (.xls) or another Office document'
const copyTable = 'Copy its table into a spreadsheet, save that as .xlsx, and import it.'

/** Streams and storages at the root that say which program wrote a compound file. */
const others: readonly (readonly [entry: RegExp, content: string, hint: string])[] = [
  [/^worddocument$/, 'a Word document', copyTable],
  [/^powerpoint document$/, 'a PowerPoint presentation', copyTable],
  [/^visiodocument$/, 'a Visio drawing', copyTable],
  [/^wksssworkbook$/, 'a Works spreadsheet', 'Open it in a spreadsheet program and save it as .xlsx.'],
  [/^__(?:properties_version|nameid)/, 'an e-mail (.msg)', 'Save its attachment, and import that file.'],
  [/^quill$/, 'a Publisher document', copyTable],
  [/^catalog$/, 'a cache of pictures', 'Check that it is the right file.'],
]

const installerClass = '84100c0000000000c000000000000046'

/** A compound file: an older workbook, or one that has a password; anything else is refused by name. */
export async function identifyCfb(file: FileParts): Promise<FileKind> {
  const directory = await openCfb(file.read)
  if (directory === null) return damagedKind(file.path, name)
  const names = new Set(directory.entries.map((entry) => entry.name.toLowerCase()))
  if (names.has('workbook') || names.has('book')) return workbookKind('xls')
  if (names.has('\tdrmcontent') || names.has('drmcontent')) {
    return refusedKind(
      file.path,
      'an Office document under rights management',
      'Open it in Office where you may, save a copy without the restriction, and import that.',
    )
  }
  if (names.has('encryptedpackage')) {
    return refusedKind(
      file.path,
      'a workbook or another Office document that is encrypted with a password',
      'Open it in Excel with its password, remove that under File, Info, Protect Workbook, save it, and import it again.',
    )
  }
  if (directory.rootClass === installerClass) {
    return refusedKind(file.path, 'an installer (.msi)', 'Check that it is the right file.')
  }
  const other = others.find(([entry]) => [...names].some((entryName) => entry.test(entryName)))
  return other
    ? refusedKind(file.path, other[1], other[2])
    : refusedKind(file.path, 'a compound file without a workbook in it', 'Check that it is the right file.')
}
