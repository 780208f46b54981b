import { isUtf8 } from 'node:buffer'
import type { Limits } from '../../../lib/limits.ts'
import { openZip } from '../../../source/zip-archive.ts'
import { type BookFacts, bookFindings } from '../whole/book-findings.ts'
import type { HeldBook } from '../whole/held-sheet.ts'
import { damagedBook, emptyBook, readWholeFile, refuseTooLarge } from '../whole/whole-file.ts'
import { utf8Pieces } from '../xlsx/xml-encoding.ts'
import { odsRows, type TableFacts } from './ods-tables.ts'
import { outlineOds } from './ods-outline.ts'

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
  return openContent(path, source, null, { macros: 0, embeddedObjects: 0 })
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
  const facts = new Map<number, TableFacts>()
  return {
    sheets: tables.map(({ name, hidden }) => ({ name, hidden, rows: null })),
    /** Hidden rows and the like are known of the sheets that were read. */
    get findings() {
      const read = Array.from(facts.values())
      const objects = read.reduce((sum, table) => sum + table.objects, 0)
      return bookFindings(
        { macros: book.macros + modules, externalLinks, embeddedObjects: Math.max(book.embeddedObjects, objects) },
        tables.map((table, index) => {
          const { merges, ...counts } = facts.get(index) ?? newFacts()
          return { ...table, ...counts, merges: merges.length }
        }),
      )
    },
    load: async (sheetIndex, asShown) => {
      const table = tables[sheetIndex]
      if (!table) throw new RangeError(`There is no sheet ${sheetIndex}.`)
      const noted = newFacts()
      const rows = Array.from(odsRows(source, table.offset, { path, styles, date1904, asShown }, noted))
      facts.set(sheetIndex, noted)
      return { rows, merges: noted.merges, rowCount: (rows.at(-1)?.rowIndex ?? 0) + 1 }
    },
    release: () => undefined,
  }
}

function newFacts(): TableFacts {
  return { merges: [], hiddenRows: 0, hiddenColumns: 0, formulas: 0, objects: 0 }
}
