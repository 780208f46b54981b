import { type SheetCounts, type SheetLimits, mostSheetRows, sheetXml } from './sheet-parts.ts'
import { sheetName } from './sheet-name.ts'
import { sheetNotes } from './sheet-notes.ts'
import {
  contentTypes,
  packageRelations,
  type SheetEntry,
  sheetRelations,
  stylesXml,
  workbookRelations,
  workbookXml,
} from './workbook-parts.ts'
import { writeZip, type ZipPart } from './write-zip.ts'
import type { XlsxCell, XlsxSheet } from './xlsx-cell.ts'

/** What a workbook became. */
export interface WrittenXlsx {
  readonly bytes: number
  /** Rows of all sheets, without headers. */
  readonly rows: number
  /** The names of its sheets; a table of more rows than a sheet holds goes on in further ones. */
  readonly sheets: readonly string[]
  /** Cells whose text was cut to what a cell holds, each saying so. */
  readonly cutCells: number
  readonly notesLeftOut: number
}

/** A sheet with more notes than this takes a spreadsheet long to open. */
const mostNotes = 10_000

/**
 * Writes a workbook of tables to an open file, row by row: memory does not grow with the rows. Texts are written as texts, exactly;
 * numbers, booleans and moments as what they are. It is ended by whatever the rows throw.
 */
export async function writeXlsx(
  descriptor: number,
  sheets: Iterable<XlsxSheet> | AsyncIterable<XlsxSheet>,
  limits: SheetLimits = { rows: mostSheetRows, notes: mostNotes },
): Promise<WrittenXlsx> {
  const entries: SheetEntry[] = []
  const counts: SheetCounts = { rows: 0, cutCells: 0 }
  const written = { notesLeftOut: 0 }
  const bytes = await writeZip(descriptor, packageParts(sheets, { entries, counts, written, limits }))
  return { bytes, ...counts, ...written, sheets: entries.map(({ name }) => name) }
}

interface Writing {
  readonly entries: SheetEntry[]
  readonly counts: SheetCounts
  readonly written: { notesLeftOut: number }
  readonly limits: SheetLimits
}

async function* packageParts(
  sheets: Iterable<XlsxSheet> | AsyncIterable<XlsxSheet>,
  { entries, counts, written, limits }: Writing,
): AsyncGenerator<ZipPart> {
  const taken = new Set<string>()
  for await (const { name, columns, rows } of sheets) {
    const iterator = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()
    const begun = await iterator.next()
    let next: readonly XlsxCell[] | null = begun.done === true ? null : begun.value
    do {
      const number = entries.length + 1
      const notes = sheetNotes(limits.notes)
      const text = sheetXml(columns, iterator, next, { notes, counts, limits }, (row) => {
        next = row
      })
      yield { name: `xl/worksheets/sheet${number}.xml`, text }
      const hasNotes = notes.count() > 0
      entries.push({ name: sheetName(name, taken), hasNotes })
      written.notesLeftOut += notes.leftOut()
      if (!hasNotes) continue
      const { comments, drawing } = notes.parts()
      yield { name: `xl/worksheets/_rels/sheet${number}.xml.rels`, text: [sheetRelations(number)] }
      yield { name: `xl/comments${number}.xml`, text: [comments] }
      yield { name: `xl/drawings/notes${number}.vml`, text: [drawing] }
    } while (next !== null)
  }
  yield { name: 'xl/styles.xml', text: [stylesXml()] }
  yield { name: 'xl/workbook.xml', text: [workbookXml(entries)] }
  yield { name: 'xl/_rels/workbook.xml.rels', text: [workbookRelations(entries)] }
  yield { name: '_rels/.rels', text: [packageRelations()] }
  yield { name: '[Content_Types].xml', text: [contentTypes(entries)] }
}
