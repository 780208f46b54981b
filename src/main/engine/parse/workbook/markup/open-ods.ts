import { isUtf8 } from 'node:buffer'
import type { Limits } from '../../../lib/limits.ts'
import { openZip } from '../../../source/zip-archive.ts'
import { type BookFacts, bookFindings, newSheetFacts } from '../book-findings.ts'
import type { HeldBook } from '../whole/held-sheet.ts'
import { damagedBook, emptyBook, readWholeFile, refuseTooLarge } from '../whole/whole-file.ts'
import { utf8Pieces } from '../xlsx/xml-encoding.ts'
import { outlineOds } from './ods-outline.ts'
import { odsNamespaces, odsRows } from './ods-tables.ts'
import { readXml } from './xml-reader.ts'

/**
 * Opens an OpenDocument spreadsheet (.ods): its content is one text of XML, which is held.
 * @throws AppError `file-unsupported`, `file-hostile`, `file-empty`; errors of the file system as they are
 */
export async function openOds(path: string, limits: Limits): Promise<HeldBook> {
  const zip = await openZip(path, limits)
  try {
    const part = async (name: string): Promise<string | null> => {
      const entry = zip.find(name)
      if (entry === null) return null
      refuseTooLarge(path, entry.inflatedBytes, limits)
      return xmlSource(path, zip.read(entry))
    }
    const source = await part('content.xml')
    if (source === null) throw damagedBook(path, 'there is no content in it')
    const count = (name: RegExp): number => zip.entries.filter((other) => name.test(other.name)).length
    return openContent(path, source, await part('styles.xml'), {
      macros: count(/^(?:Basic|Scripts)\/.*[^/]$/),
      embeddedObjects:
        count(/^(?:Object [^/]+|ObjectReplacements\/[^/]+)$/) === 0 ? count(/^Object [^/]+\/content\.xml$/) : 0,
    })
  } finally {
    await zip.close()
  }
}

/** The same for a spreadsheet in one file (.fods). */
export async function openFods(path: string, limits: Limits): Promise<HeldBook> {
  const source = await xmlSource(path, onePiece(await readWholeFile(path, limits)))
  const objects = source.match(/<(?:[\w-]+:)?(?:object|object-ole|applet|plugin|floating-frame)[\s/>]/g)
  return openContent(path, source, null, { macros: 0, embeddedObjects: objects?.length ?? 0 })
}

async function* onePiece(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

/** The text of XML that comes in pieces, whatever its encoding. */
export async function xmlSource(path: string, pieces: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = []
  for await (const piece of utf8Pieces(pieces, { path, part: 'its content' })) parts.push(piece)
  const bytes = Buffer.concat(parts)
  if (!isUtf8(bytes)) throw damagedBook(path, 'it holds bytes that are no text')
  return bytes.toString('utf8')
}

function openContent(
  path: string,
  source: string,
  styleSource: string | null,
  book: Omit<BookFacts, 'externalLinks'>,
): HeldBook {
  const { tables, styles, date1904, externalLinks, modules } = outlineOds(source, styleSource, path)
  if (tables.length === 0) throw emptyBook(path)
  return {
    sheets: tables.map(({ name, hidden }) => ({ name, hidden, rows: null })),
    findings: bookFindings({ ...book, macros: book.macros + modules, externalLinks }, tables),
    load: async (sheetIndex, { asShown }) => {
      const table = tables[sheetIndex]
      if (!table) throw new RangeError(`There is no sheet ${sheetIndex}.`)
      const noted = { facts: newSheetFacts(), merges: [] }
      const reader = readXml(source, path, odsNamespaces)
      return {
        rows: odsRows(reader, table.offset, { path, styles, date1904, asShown }, noted),
        ...noted,
        isCut: false,
        progress: () => reader.offset() / source.length,
      }
    },
    release: () => undefined,
  }
}
