import { csvRecord } from '../lib/csv-writer.ts'
import { nameKey } from '../lib/names.ts'
import { AppError } from '../lib/app-error.ts'
import { writeAll, writeWholeFile } from '../lib/whole-file.ts'
import type { ReadDb } from '../store/database.ts'
import { type Cells, datasetRecords } from '../store/dataset-records.ts'
import { type Dataset, datasetColumns, requireDataset } from '../store/datasets.ts'
import { requireImport } from '../store/imports.ts'
import { importOf } from '../store/row-id.ts'
import { rawTexts } from '../store/rows.ts'
import { asOfVersions, rawCellReader, shownRows, type VersionTable } from '../store/shown-rows.ts'
import { standingImports } from '../store/visible-imports.ts'
import type { LayoutColumn } from '../validate/layout.ts'

export interface ExportRequest {
  readonly dataset: string
  readonly file: string
  readonly raw: boolean
  /** An import, by whose moment versions were put to use. */
  readonly asOf?: number
}

interface ExportedImport {
  readonly importId: number
  readonly columns: readonly LayoutColumn[]
  /** Whether the file had no header: its columns bear names that were made for it. */
  readonly headerless: boolean
}

const flushAt = 1024 * 1024

/**
 * Writes the rows of a dataset, import by import in the order in which they came, each in source order, as UTF-8 CSV: comma, double quotes where needed, CRLF.
 * `raw` gives every cell as it was read, under the headers of the first file; otherwise the clean texts under the field names.
 * The file appears whole or not at all.
 */
export async function exportCsv(
  db: ReadDb,
  { dataset: name, file, raw, asOf }: ExportRequest,
): Promise<{ file: string; rows: number; bytes: number }> {
  const dataset = requireDataset(db, name)
  if (asOf !== undefined) refuseOther(db, dataset, asOf)
  const versions: VersionTable = asOf === undefined ? '_headgate_row_version' : asOfVersions
  const imports = standingImports(db, dataset.id, { asOf }).map(
    ({ importId, layout }): ExportedImport => ({ importId, columns: layout, headerless: isHeaderless(db, importId) }),
  )
  const written = await writeWholeFile(file, { overwrite: true }, (descriptor) => {
    const records = raw
      ? rawRecords(db, dataset.id, imports, versions)
      : datasetRecords(db, dataset.id, imports, versions)
    // No header is invented for the raw text of files that had none.
    const hasHeader = !raw || imports.length === 0 || imports.some(({ headerless }) => !headerless)
    return writeRecords(descriptor, records, hasHeader)
  })
  return { file: written.file, ...written.result }
}

function refuseOther(db: ReadDb, dataset: Dataset, asOf: number): void {
  const { dataset: other } = requireImport(db, asOf)
  if (nameKey(other) === nameKey(dataset.name)) return
  throw new AppError('usage', `Import ${asOf} went into "${other}", not into "${dataset.name}".`, {
    hint: 'Name an import of the dataset; `headgate datasets show NAME` lists them.',
  })
}

/** A header is the one record that is neither skipped nor data. */
function isHeaderless(db: ReadDb, importId: number): boolean {
  const plan = db.get<{ firstRow: number | null; skipped: number | null }>(
    `SELECT plan ->> '$.dataStart.rowNumber' AS firstRow, plan ->> '$.skipped' AS skipped FROM _headgate_import WHERE id = ?`,
    importId,
  )
  return plan?.firstRow != null && plan.skipped !== null && plan.firstRow === plan.skipped + 1
}

/** The header, then the rows; each as cells. What a row took over from another stands raw under the header that it had there. */
function* rawRecords(
  db: ReadDb,
  datasetId: number,
  imports: readonly ExportedImport[],
  versions: VersionTable,
): Generator<Cells> {
  // Columns are told apart by their header; files of the same header share them, whatever schema judged them.
  const headers: string[] = []
  const positions = imports.map(({ columns }) => {
    const free = [...headers]
    return columns.map(({ source }) => {
      if (source === null) return -1
      const found = free.indexOf(source)
      if (found !== -1) {
        free[found] = '\0taken'
        return found
      }
      return headers.push(source) - 1
    })
  })
  const fields = datasetColumns(db, datasetId).map(({ name }) => nameKey(name))
  const rawCell = rawCellReader(db)
  yield headers
  for (const [index, { importId }] of imports.entries()) {
    const at = positions[index] as number[]
    for (const row of shownRows(db, importId, versions)) {
      const cells = arranged(rawTexts(row), at, headers.length)
      for (const [position, [text, from]] of Object.entries(row.carried ?? {})) {
        const origin = imports.findIndex((other) => other.importId === importOf(from))
        const place =
          imports[origin]?.columns.findIndex(({ field }) => nameKey(field ?? '') === fields[Number(position)]) ?? -1
        const target = positions[origin]?.[place] ?? -1
        if (target !== -1) cells[target] = rawCell(from, place) ?? text
      }
      yield cells
    }
  }
}

function arranged(texts: Cells, at: readonly number[], width: number): (string | null)[] {
  const cells: (string | null)[] = Array.from({ length: width }, () => null)
  for (const [position, target] of at.entries()) if (target !== -1) cells[target] = texts[position] ?? null
  return cells
}

/** Writes records of which the first is the header, which may be left out. */
function writeRecords(
  descriptor: number,
  records: Iterable<Cells>,
  hasHeader: boolean,
): { rows: number; bytes: number } {
  let text = ''
  let rows = -1
  let bytes = 0
  for (const record of records) {
    if (rows >= 0 || hasHeader) text += csvRecord(record)
    rows++
    if (text.length >= flushAt) {
      bytes += writeAll(descriptor, text)
      text = ''
    }
  }
  bytes += writeAll(descriptor, text)
  return { rows, bytes }
}
