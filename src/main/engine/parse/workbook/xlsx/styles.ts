import type { ZipArchive } from '../../../source/zip-archive.ts'
import type { ZipEntry } from '../../../source/zip-directory.ts'
import { builtInFormat } from '../number-format-builtin.ts'
import { type NumberFormat, readNumberFormat } from '../number-format.ts'
import { hostilePart } from './part-faults.ts'
import { scanWholePart } from './scan-part.ts'
import { attributeInteger, attributeText } from './xml-text.ts'

const names = { elements: ['numFmts', 'numFmt', 'cellXfs', 'xf'], attributes: ['numFmtId', 'formatCode'] }
const [numFmts, numFmt, cellXfs, xf] = [0, 1, 2, 3]
const [numFmtId, formatCode] = [0, 1]

/** Excel has 65,490 cell formats at most. */
const mostStyles = 1_000_000

/** The number formats of a workbook's cell styles: a cell's `s` is a place in it. Nothing where there is no part for styles. */
export async function readStyles(zip: ZipArchive, entry: ZipEntry | null): Promise<NumberFormat[]> {
  if (entry === null) return []
  const name = { path: zip.path, part: entry.name }
  const own = new Map<number, string>()
  const ids: number[] = []
  let section = -1
  await scanWholePart(zip, entry, {
    ...names,
    open: (element, depth, attributes) => {
      if (depth === 1) section = element
      if (depth !== 2) return
      if (section === cellXfs && element === xf) ids.push(attributeInteger(attributes, numFmtId))
      if (section === numFmts && element === numFmt) {
        own.set(attributeInteger(attributes, numFmtId), attributeText(attributes, formatCode, name) ?? 'General')
      }
      if (Math.max(ids.length, own.size) > mostStyles) throw hostilePart(name, 'it has more than a million styles')
    },
    text: () => {},
    close: () => false,
  })
  // Thousands of styles share a few formats.
  const formats = new Map<number, NumberFormat>()
  return ids.map((id) => {
    const known = formats.get(id)
    if (known) return known
    const format = readNumberFormat(own.get(id) ?? builtInFormat(id))
    formats.set(id, format)
    return format
  })
}
