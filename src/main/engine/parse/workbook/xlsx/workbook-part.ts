import type { Limits } from '../../../lib/limits.ts'
import type { ZipArchive } from '../../../source/zip-archive.ts'
import type { ZipEntry } from '../../../source/zip-directory.ts'
import { AppError } from '../../../lib/app-error.ts'
import { hostilePart } from './part-faults.ts'
import { scanWholePart } from './scan-part.ts'
import { attributeIsTrue, attributeText, attributeXstring } from './xml-text.ts'

/** A sheet as the workbook lists it. */
export interface ListedSheet {
  readonly name: string
  /** Of its relationship; empty where it has none. */
  readonly id: string
  readonly state: 'visible' | 'hidden' | 'veryHidden'
}

export interface WorkbookPart {
  readonly sheets: readonly ListedSheet[]
  readonly date1904: boolean
}

const names = {
  elements: ['workbook', 'workbookPr', 'sheets', 'sheet'],
  attributes: ['name', 'state', 'date1904', ':id'],
}
const [workbook, workbookPr, sheets, sheet] = [0, 1, 2, 3]
const [nameAttribute, state, date1904Attribute, id] = [0, 1, 2, 3]

/** Reads the part that lists the sheets. @throws AppError `file-unsupported` where it is none, `file-hostile` */
export async function readWorkbookPart(zip: ZipArchive, entry: ZipEntry, limits: Limits): Promise<WorkbookPart> {
  const name = { path: zip.path, part: entry.name }
  const listed: ListedSheet[] = []
  let date1904 = false
  let inSheets = false
  await scanWholePart(zip, entry, {
    ...names,
    open: (element, depth, attributes) => {
      if (depth === 0 && element !== workbook) throw noWorkbook(zip.path)
      if (depth === 1) inSheets = element === sheets
      if (depth === 1 && element === workbookPr) {
        date1904 = attributeIsTrue(attributes, date1904Attribute, name)
      }
      if (depth !== 2 || !inSheets || element !== sheet) return
      if (listed.length === limits.sheets) throw hostilePart(name, `it lists more than ${limits.sheets} sheets`)
      listed.push({
        name: attributeXstring(attributes, nameAttribute, name) ?? '',
        id: attributeText(attributes, id, name) ?? '',
        state: stateOf(attributeText(attributes, state, name)),
      })
    },
    text: () => {},
    close: () => false,
  })
  return { sheets: listed, date1904 }
}

function stateOf(text: string | null): ListedSheet['state'] {
  return text === 'hidden' || text === 'veryHidden' ? text : 'visible'
}

export function noWorkbook(path: string): AppError {
  return new AppError('file-unsupported', `${path} is a zip archive, but no Excel workbook (.xlsx, .xlsm) is in it.`, {
    hint: 'Check that it is the right file. A table in another format can be opened in its program and saved as .xlsx or CSV.',
  })
}
