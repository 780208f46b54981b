import type { Limits } from '../../../lib/limits.ts'
import { openZip, type ZipArchive } from '../../../source/zip-archive.ts'
import type { ZipEntry } from '../../../source/zip-directory.ts'
import { bookFindings } from '../book-findings.ts'
import { loadDisplayText } from '../number-format-display.ts'
import { type HeldBook, sampledCells } from '../whole/held-sheet.ts'
import { damagedBook, emptyBook, refuseTooLarge } from '../whole/whole-file.ts'
import { packageFacts } from '../xlsx/package-facts.ts'
import { readRelationships } from '../xlsx/package-parts.ts'
import { parsedRows } from './parsed-sheet.ts'
import { parseBySheetJs } from './sheetjs.ts'
import { storedZip } from './stored-zip.ts'
import { cellStyles, readXlsbWorkbook, sharedTexts, sheetCells, writeXlsbWorkbook } from './xlsb-parts.ts'

/**
 * Opens a binary workbook (.xlsb). Its package is read as that of an xlsx workbook, with the same checks; SheetJS is given a package of one
 * sheet at a time that holds nothing but cells, texts and formats.
 * @throws AppError `file-unsupported`, `file-hostile`, `file-empty`; errors of the file system as they are
 */
export async function openXlsb(path: string, limits: Limits): Promise<HeldBook> {
  const zip = await openZip(path, limits)
  try {
    return await openPackage(zip, limits)
  } catch (error) {
    await zip.close()
    throw error
  }
}

async function openPackage(zip: ZipArchive, limits: Limits): Promise<HeldBook> {
  const { path } = zip
  const main = await mainPart(zip)
  const { sheets: listed, properties } = readXlsbWorkbook(await readPart(zip, main, limits))
  const relationships = await readRelationships(zip, main.name)
  const byId = new Map(relationships.map((relationship) => [relationship.id, relationship]))
  const sheets = listed.filter((sheet) => (byId.get(sheet.relationship)?.type ?? 'worksheet') === 'worksheet')
  if (sheets.length === 0) throw emptyBook(path)
  const partOf = async (type: string): Promise<Buffer | null> => {
    const entry = relationships.find((relationship) => relationship.type === type)?.entry
    return entry ? readPart(zip, entry, limits) : null
  }
  const load: HeldBook['load'] = async (sheetIndex, { asShown, sample }) => {
    const sheet = sheets[sheetIndex]
    const entry = sheet ? (byId.get(sheet.relationship)?.entry ?? null) : null
    if (!sheet || entry === null)
      throw damagedBook(path, `the part of sheet "${sheet?.name ?? sheetIndex + 1}" is missing`)
    const cells = sheetCells(await readPart(zip, entry, limits), sample ? sampledCells : Number.POSITIVE_INFINITY)
    const texts = await partOf('sharedStrings')
    const parsed = await parseBySheetJs(packageOf(cells.part, texts, await partOf('styles'), properties))
    const rows = parsed.rowsOf(onlySheet)
    if (rows === null) throw damagedBook(path, `the cells of sheet "${sheet.name}" cannot be read`)
    const { date1904 } = parsed
    const display = asShown ? await loadDisplayText(date1904) : null
    return {
      rows: parsedRows(rows, { date1904, display }),
      merges: cells.merges,
      isCut: cells.isCut,
      facts: cells.facts,
      progress: (done) => done / (cells.lastRow + 1),
    }
  }
  return {
    sheets: sheets.map(({ name, hidden }) => ({ name, hidden, rows: null })),
    findings: bookFindings(packageFacts(zip, relationships), sheets),
    load,
    release: () => zip.close(),
  }
}

async function mainPart(zip: ZipArchive): Promise<ZipEntry> {
  const main = (await readRelationships(zip, '')).find(({ type }) => type === 'officeDocument')
  const entry = main?.entry ?? zip.find('xl/workbook.bin')
  if (entry === null) throw damagedBook(zip.path, 'there is no workbook in it')
  return entry
}

async function readPart(zip: ZipArchive, entry: ZipEntry, limits: Limits): Promise<Buffer> {
  refuseTooLarge(zip.path, entry.inflatedBytes, limits)
  const pieces: Buffer[] = []
  for await (const piece of zip.read(entry)) pieces.push(piece)
  return Buffer.concat(pieces)
}

const onlySheet = 'sheet'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A package with what one sheet needs. */
function packageOf(cells: Buffer, texts: Buffer | null, styles: Buffer | null, properties: Buffer | null): Buffer {
  const type = (part: string, name: string): string =>
    `<Override PartName="/xl/${part}" ContentType="application/vnd.ms-excel.${name}"/>`
  const types = [
    type('workbook.bin', 'sheet.binary.macroEnabled.main'),
    type('worksheets/sheet1.bin', 'worksheet'),
    type('styles.bin', 'styles'),
    texts === null ? '' : type('sharedStrings.bin', 'sharedStrings'),
  ].join('')
  const list = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${types}</Types>`
  const relationship = `<Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.bin"/>`
  const relationships = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relationship}</Relationships>`
  const contents = new Map([
    ['[Content_Types].xml', Buffer.from(list)],
    ['xl/workbook.bin', writeXlsbWorkbook(onlySheet, 'rId1', properties)],
    ['xl/_rels/workbook.bin.rels', Buffer.from(relationships)],
    ['xl/styles.bin', cellStyles(styles)],
    ['xl/worksheets/sheet1.bin', cells],
  ])
  if (texts !== null) contents.set('xl/sharedStrings.bin', sharedTexts(texts))
  return storedZip(contents)
}
