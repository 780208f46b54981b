import { csvRecord } from '../lib/csv-writer.ts'
import { nameKey } from '../lib/names.ts'
import { writeAll, writeWholeFile } from '../lib/whole-file.ts'
import type { ReadDb } from '../store/database.ts'
import { datasetColumns, requireDataset } from '../store/datasets.ts'
import { rawTexts, rowsOfImport } from '../store/rows.ts'
import type { LayoutColumn } from '../validate/layout.ts'

interface VisibleImport {
  importId: number
  layoutId: number
  columns: LayoutColumn[]
  /** Whether the file had no header: its columns bear names that were made for it. */
  headerless: boolean
}

const flushAt = 1024 * 1024

/**
 * Writes the rows of a dataset, import by import in source order, as UTF-8 CSV: comma, double quotes where needed, CRLF.
 * `raw` gives every cell as it was read, under the headers of the first file; otherwise the clean texts under the field names.
 * The file appears whole or not at all.
 */
export async function exportCsv(
  db: ReadDb,
  datasetName: string,
  file: string,
  raw: boolean,
): Promise<{ file: string; rows: number; bytes: number }> {
  const dataset = requireDataset(db, datasetName)
  const imports = db
    .all<{ importId: number; layoutId: number; columns: string; firstRow: number | null; skipped: number | null }>(
      `SELECT i.id AS importId, i.layout_id AS layoutId, l.columns,
              i.plan ->> '$.dataStart.rowNumber' AS firstRow, i.plan ->> '$.skipped' AS skipped
       FROM _headgate_visible_import v JOIN _headgate_import i USING (id) JOIN _headgate_layout l ON l.id = i.layout_id
       WHERE v.dataset_id = ? ORDER BY i.id`,
      dataset.id,
    )
    .map(({ firstRow, skipped, columns, ...row }): VisibleImport => {
      // A header is the one record that is neither skipped nor data.
      const headerless = firstRow !== null && skipped !== null && firstRow === skipped + 1
      return { ...row, columns: JSON.parse(columns) as LayoutColumn[], headerless }
    })
  const written = await writeWholeFile(file, { overwrite: true }, (descriptor) => {
    const records = raw ? rawRecords(db, imports) : cleanRecords(db, dataset.id, imports)
    // No header is invented for the raw text of files that had none.
    const hasHeader = !raw || imports.length === 0 || imports.some(({ headerless }) => !headerless)
    return writeRecords(descriptor, records, hasHeader)
  })
  return { file: written.file, ...written.result }
}

type Cells = readonly (string | null)[]

/** The header, then the rows; each as cells. */
function* rawRecords(db: ReadDb, imports: readonly VisibleImport[]): Generator<Cells> {
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
  yield headers
  for (const [index, { importId }] of imports.entries()) {
    const at = positions[index] as number[]
    for (const row of rowsOfImport(db, importId)) yield arranged(rawTexts(row), at, headers.length)
  }
}

function* cleanRecords(db: ReadDb, datasetId: number, imports: readonly VisibleImport[]): Generator<Cells> {
  const names = datasetColumns(db, datasetId).map((column) => column.name)
  const places = new Map(names.map((name, position) => [nameKey(name), position]))
  yield names
  for (const { importId, columns } of imports) {
    const at = columns.map(({ field }) => (field === null ? -1 : (places.get(nameKey(field)) ?? -1)))
    for (const row of rowsOfImport(db, importId)) yield arranged(row.cells, at, names.length)
  }
}

function arranged(texts: Cells, at: readonly number[], width: number): Cells {
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
