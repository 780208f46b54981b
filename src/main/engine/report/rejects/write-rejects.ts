import type { RejectsExport, RejectsRequest } from '../../../../contract/rejects.ts'
import { AppError } from '../../lib/app-error.ts'
import { csvRecord } from '../../lib/csv-writer.ts'
import { guarded, needsGuard } from '../../lib/formula-guard.ts'
import { writeAll, writeWholeFile } from '../../lib/whole-file.ts'
import type { ReadDb } from '../../store/database.ts'
import { requireImport } from '../../store/imports.ts'
import { type RejectedRow, rejectedPages } from '../../store/rejected-rows.ts'
import { rowIdRange } from '../../store/row-id.ts'
import { explainIssue } from '../../validate/explain/explain.ts'
import { isError } from '../../validate/verdict.ts'
import { writeXlsx } from '../xlsx/write-xlsx.ts'
import type { XlsxCell, XlsxColumn } from '../xlsx/xlsx-cell.ts'
import { guardedKeyHeader, keyHeader, reasonsHeader, type RejectsLayout, rejectsLayout } from './rejects-layout.ts'
import { rowCheck, rowKey } from './row-key.ts'

/** Called after each page with the rows written so far; throws to end the writing. */
export type OnPage = (rows: number, total: number) => Promise<void>

/** What a line of the file says before its cells. */
interface ExplainedRow {
  readonly key: string
  readonly row: RejectedRow
  /** By cell position; -1 for the record as a whole. */
  readonly reasons: ReadonlyMap<number, string>
}

/**
 * Writes the rejected rows of an import to a file that can be corrected in a spreadsheet and merged back: a key, the reasons in words,
 * then the cells as they were read. Memory is that of one page of rows. The file appears whole or not at all.
 * @throws AppError `import-unknown`, `import-state` while the import runs, `output-exists`, `output-unwritable`, `disk-space`
 */
export async function writeRejects(db: ReadDb, request: RejectsRequest, onPage: OnPage): Promise<RejectsExport> {
  const { importId, file, overwrite, format } = request
  const { state } = requireImport(db, importId)
  if (state === 'queued' || state === 'running' || state === 'paused') {
    throw new AppError('import-state', `Import ${importId} is ${state}: its rejected rows are not all there yet.`, {
      hint: 'Wait for its end, or stop it.',
      details: { state },
    })
  }
  const layout = rejectsLayout(db, importId)
  const neededBytes = layout.rejected * averageBytes(db, importId)
  const written = await writeWholeFile(file, { overwrite, neededBytes }, (descriptor) => {
    const pages = explainedPages(db, layout, onPage)
    return format === 'csv' ? writeCsv(descriptor, layout, pages, request.guard) : writeBook(descriptor, layout, pages)
  })
  return { importId, file: written.file, format, ...written.result }
}

type Counts = Omit<RejectsExport, 'importId' | 'file' | 'format'>
type Pages = AsyncGenerator<readonly ExplainedRow[]>

async function* explainedPages(db: ReadDb, layout: RejectsLayout, onPage: OnPage): Pages {
  let rows = 0
  for (const page of rejectedPages(db, layout.importId)) {
    yield page.map((row) => explainedRow(row, layout))
    rows += page.length
    await onPage(rows, layout.rejected)
  }
}

function explainedRow(row: RejectedRow, { importId, importCheck, context }: RejectsLayout): ExplainedRow {
  const { rowNumber, cells } = row
  const reasons = new Map<number, string>()
  for (const issue of row.issues.filter(isError)) {
    const { message, hint } = explainIssue(issue, row, context)
    // The key says the row.
    const words = `${message.replace(/^Row [\d,]+(?:, |: )/, '')}${hint === null ? '' : ` ${hint}`}`
    const before = reasons.get(issue[0])
    reasons.set(issue[0], before === undefined ? words : `${before} | ${words}`)
  }
  return { key: rowKey({ importId, rowNumber, importCheck, rowCheck: rowCheck(rowNumber, cells) }), row, reasons }
}

/** UTF-8 with a mark, by which Excel knows it. */
async function writeCsv(descriptor: number, { headers }: RejectsLayout, pages: Pages, guard: boolean): Promise<Counts> {
  let guardedCells = 0
  const forPeople = (text: string): string => (guard ? guarded(text) : text)
  const header = [guard ? guardedKeyHeader : keyHeader, reasonsHeader, ...headers]
  let bytes = writeAll(descriptor, `\ufeff${csvRecord(header.map(forPeople))}`)
  let rows = 0
  for await (const page of pages) {
    let text = ''
    for (const { key, row, reasons } of page) {
      const cells = headers.map((_header, position) => row.cells[position] ?? '')
      if (guard) for (const cell of cells) if (needsGuard(cell)) guardedCells++
      text += csvRecord([key, [...reasons.values()].join(' | '), ...cells].map(forPeople))
    }
    bytes += writeAll(descriptor, text)
    rows += page.length
  }
  return { rows, bytes, guardedCells, cutCells: 0, notesLeftOut: 0 }
}

const keyWidth = 22
const reasonsWidth = 50

async function writeBook(descriptor: number, { headers }: RejectsLayout, pages: Pages): Promise<Counts> {
  const columns: XlsxColumn[] = [
    { header: keyHeader, width: keyWidth },
    { header: reasonsHeader, width: reasonsWidth },
    ...headers.map((header) => ({ header })),
  ]
  async function* rows(): AsyncGenerator<readonly XlsxCell[]> {
    for await (const page of pages) for (const row of page) yield bookRow(row, headers.length)
  }
  const sheet = { name: 'Rejected rows', columns, rows: rows() }
  const { rows: count, bytes, cutCells, notesLeftOut } = await writeXlsx(descriptor, [sheet])
  return { rows: count, bytes, guardedCells: 0, cutCells, notesLeftOut }
}

function bookRow({ key, row, reasons }: ExplainedRow, width: number): XlsxCell[] {
  const cells: XlsxCell[] = [key, [...reasons.values()].join(' | ')]
  for (let position = 0; position < width; position++) {
    const text = row.cells[position] ?? null
    const value = text === '' ? null : text
    const note = reasons.get(position)
    cells.push(note === undefined ? value : { value, failing: true, note })
  }
  return cells
}

/** About how many bytes a row takes in the file, by the first ones. */
function averageBytes(db: ReadDb, importId: number): number {
  const { first, last } = rowIdRange(importId)
  const row = db.get<{ bytes: number | null }>(
    `SELECT avg(length(cells) + 4 * length(issues)) AS bytes FROM
       (SELECT cells, issues FROM _headgate_issue_row WHERE id BETWEEN ? AND ? AND cells IS NOT NULL LIMIT 1000)`,
    first,
    last,
  )
  return Math.ceil(row?.bytes ?? 0)
}
