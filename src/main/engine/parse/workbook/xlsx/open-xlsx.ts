import type { Limits } from '../../../lib/limits.ts'
import { AppError } from '../../../lib/app-error.ts'
import { openZip, type ZipArchive } from '../../../source/zip-archive.ts'
import type { ZipEntry } from '../../../source/zip-directory.ts'
import { bookFindings, newSheetFacts, type SheetFacts, sheetFindings } from '../book-findings.ts'
import type { RowBatch, SheetOptions, Workbook } from '../workbook.ts'
import { isMacroSheet, packageFacts } from './package-facts.ts'
import { readRelationships, type Relationship } from './package-parts.ts'
import { damagedPart, hostilePart } from './part-faults.ts'
import { readSheet, type WorkbookShares } from './read-sheet.ts'
import { readSharedStrings, textsEnd } from './shared-strings.ts'
import { readStyles } from './styles.ts'
import { type ListedSheet, noWorkbook, readWorkbookPart } from './workbook-part.ts'

/**
 * Opens an xlsx or xlsm workbook (ECMA-376, transitional or strict) and lists its sheets; no cell is read, and neither are the texts
 * that cells share, before the rows of a sheet are asked for. The rules that it keeps are numbered in SPEC.md beside it.
 * @throws AppError `file-unsupported` (damaged, or no such workbook), `file-hostile` (made to harm), `file-empty` (no sheet in it);
 * and errors of the file system
 */
export async function openXlsx(path: string, limits: Limits): Promise<Workbook> {
  const zip = await openZip(path, limits)
  try {
    return await readWorkbook(zip, limits)
  } catch (error) {
    await zip.close()
    throw error
  }
}

interface TableSheet {
  readonly listed: ListedSheet
  readonly entry: ZipEntry | null
}

async function readWorkbook(zip: ZipArchive, limits: Limits): Promise<Workbook> {
  const main = await findWorkbookPart(zip)
  const { sheets: listed, date1904 } = await readWorkbookPart(zip, main, limits)
  const relationships = await readRelationships(zip, main.name)
  const sheets = tableSheets(zip, main, listed, relationships)
  const facts = new Map<number, SheetFacts>()
  let shares: Promise<WorkbookShares> | null = null
  const loadShares = (): Promise<WorkbookShares> => (shares ??= readShares(zip, relationships, date1904, limits))
  const sheetAt = (sheetIndex: number): TableSheet => {
    const sheet = sheets[sheetIndex]
    if (sheet === undefined) throw new RangeError(`There is no sheet ${sheetIndex}.`)
    return sheet
  }
  async function* rows(sheetIndex: number, options: SheetOptions): AsyncGenerator<RowBatch, 'cut' | void> {
    const { entry, listed: sheet } = sheetAt(sheetIndex)
    if (entry === null)
      throw damagedPart({ path: zip.path, part: main.name }, `the part of sheet "${sheet.name}" is missing`)
    const read = (from: WorkbookShares): AsyncGenerator<RowBatch> => {
      const counted = newSheetFacts()
      facts.set(sheetIndex, counted)
      return readSheet(zip, entry, from, options, limits, counted)
    }
    if (options.sample && shares === null) {
      const partial = await readShares(zip, relationships, date1904, limits, sampledTextBytes)
      const result = yield* readSample(read(partial))
      if (result !== 'empty') return result
    }
    yield* read(await loadShares())
  }
  return {
    sheets: sheets.map(({ listed: { name, state } }) => ({ name, hidden: state !== 'visible', rows: null })),
    findings: bookFindings(
      packageFacts(zip, relationships),
      listed.map(({ name, state }) => ({ name, hidden: state !== 'visible', isVeryHidden: state === 'veryHidden' })),
    ),
    rows,
    sheetFindings: (sheetIndex) =>
      sheetFindings(sheetAt(sheetIndex).listed.name, facts.get(sheetIndex) ?? newSheetFacts()),
    close: () => zip.close(),
  }
}

/** So much of the texts that cells share is read for a sample: they mostly stand in the order in which cells use them. */
const sampledTextBytes = 2 * 1024 * 1024

/** The rows of a sheet up to the first cell whose text was not read; tells where that was. */
async function* readSample(rows: AsyncGenerator<RowBatch>): AsyncGenerator<RowBatch, 'cut' | 'empty' | undefined> {
  let batches = 0
  try {
    for await (const batch of rows) {
      batches++
      yield batch
    }
    return undefined
  } catch (error) {
    if (error !== textsEnd) throw error
    return batches === 0 ? 'empty' : 'cut'
  }
}

/** The part that the package names as its main one; some programs forget to name it. */
async function findWorkbookPart(zip: ZipArchive): Promise<ZipEntry> {
  const main = (await readRelationships(zip, '')).find(({ type }) => type === 'officeDocument')
  const entry = main?.entry ?? (main ? null : zip.find('xl/workbook.xml'))
  if (entry === null || entry.name.toLowerCase().endsWith('.bin')) throw noWorkbook(zip.path)
  return entry
}

const withoutCells = new Set(['chartsheet', 'dialogsheet'])

/** The sheets that have rows and columns: charts, dialogs and macros are none of them. */
function tableSheets(
  zip: ZipArchive,
  main: ZipEntry,
  listed: readonly ListedSheet[],
  relationships: readonly Relationship[],
): TableSheet[] {
  const byId = new Map(relationships.map((relationship) => [relationship.id, relationship]))
  const name = { path: zip.path, part: main.name }
  const tables: TableSheet[] = []
  for (const sheet of listed) {
    const relationship = byId.get(sheet.id)
    if (relationship?.external) {
      throw hostilePart(name, `sheet "${sheet.name}" would be fetched from another place, which is never done`)
    }
    const type = relationship?.type ?? ''
    if (!withoutCells.has(type) && !isMacroSheet(type))
      tables.push({ listed: sheet, entry: relationship?.entry ?? null })
  }
  if (tables.length > 0) return tables
  throw new AppError('file-empty', `${zip.path} has no sheet with a table.`, {
    hint: 'Ask whoever sent it for the workbook with its sheets.',
  })
}

async function readShares(
  zip: ZipArchive,
  relationships: readonly Relationship[],
  date1904: boolean,
  limits: Limits,
  mostTextBytes?: number,
): Promise<WorkbookShares> {
  const partOf = (type: string): ZipEntry | null => {
    return relationships.find((relationship) => relationship.type === type)?.entry ?? null
  }
  const texts = partOf('sharedStrings')
  const formats = await readStyles(zip, partOf('styles'))
  const strings = await readSharedStrings(zip, texts, limits, mostTextBytes)
  return { strings, formats, date1904, compressedBytes: texts?.compressedBytes ?? 0 }
}
