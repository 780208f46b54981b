import type { SchemaDocument } from '../../../contract/schema/schema-document.ts'
import { fieldSuggestion } from '../infer/field-suggestion.ts'
import { type ColumnProfiler, columnProfiler } from '../infer/profile/column-profiler.ts'
import { budgetFor } from '../infer/profile/profile-options.ts'
import { nameKey } from '../lib/names.ts'
import type { LayoutColumn } from '../validate/layout.ts'
import { loadPhoneCheck } from '../validate/types/phone.ts'
import type { ReadDb } from './database.ts'
import { type DatasetColumn, datasetColumns, requireDataset } from './datasets.ts'
import type { BlockRow } from './rows.ts'
import { shownInBlock } from './shown-rows.ts'

/** Blocks of rows, of 500 each, that are looked at; of larger datasets as many, evenly from all over. */
const mostBlocks = 200

/**
 * A schema for the rows of a dataset: its columns with their types, and for columns of text the probable type as a suggestion. Its name
 * is that of the dataset unless said.
 * @throws AppError `dataset-unknown`
 */
export async function inferDataset(db: ReadDb, datasetName: string, name?: string): Promise<SchemaDocument> {
  const dataset = requireDataset(db, datasetName)
  const columns = datasetColumns(db, dataset.id)
  const blocks = blocksOf(db, dataset.id)
  const seen = sampleOf(blocks)
  const isPhone = await loadPhoneCheck(undefined)
  const profilers = new Map<string, ColumnProfiler>()
  for (const column of columns.filter(({ type }) => type === 'text')) {
    const budget = budgetFor(columns.length)
    const sampled = seen.length < blocks.length
    profilers.set(nameKey(column.name), columnProfiler(column.name, { budget, sampled, isPhone }))
  }
  for (const block of seen) addBlock(db, block, columns, profilers)
  return {
    name: name ?? dataset.name,
    fields: columns.map((column) => fieldOf(column, profilers.get(nameKey(column.name)))),
    unknownColumns: 'keep',
    nullWords: [],
  }
}

interface Block {
  readonly id: number
  readonly layout: readonly LayoutColumn[]
}

function blocksOf(db: ReadDb, datasetId: number): Block[] {
  const layouts = new Map<string, LayoutColumn[]>()
  return db
    .all<{ id: number; columns: string }>(
      `SELECT b.id, l.columns FROM _headgate_visible_import i
       JOIN _headgate_layout l ON l.id = i.layout_id
       JOIN _headgate_row_block b ON b.id BETWEEN i.id * 8589934592 AND i.id * 8589934592 + 8589934591
       WHERE i.dataset_id = ? ORDER BY b.id`,
      datasetId,
    )
    .map(({ id, columns }) => {
      const layout = layouts.get(columns) ?? (JSON.parse(columns) as LayoutColumn[])
      layouts.set(columns, layout)
      return { id, layout }
    })
}

/** At most so many blocks, the first and the last among them, at equal distances. */
function sampleOf(blocks: readonly Block[]): readonly Block[] {
  if (blocks.length <= mostBlocks) return blocks
  const step = (blocks.length - 1) / (mostBlocks - 1)
  return Array.from({ length: mostBlocks }, (_, index) => blocks[Math.round(index * step)] as Block)
}

function addBlock(
  db: ReadDb,
  { id, layout }: Block,
  columns: readonly DatasetColumn[],
  profilers: ReadonlyMap<string, ColumnProfiler>,
): void {
  const block = db.get<BlockRow>('SELECT id, rows, NULL AS changed FROM _headgate_row_block WHERE id = ?', id)
  if (!block) return
  const targets = layout.map(({ field }) => (field === null ? undefined : profilers.get(nameKey(field))))
  // Rows of which a newer version is are no values of the dataset.
  for (const { rowNumber, cells, carried } of shownInBlock(db, block, '_headgate_row_version')) {
    for (const [position, target] of targets.entries()) target?.add(cells[position] ?? '', rowNumber)
    for (const [position, [text]] of Object.entries(carried ?? {})) {
      profilers.get(nameKey(columns[Number(position)]?.name ?? ''))?.add(text, rowNumber)
    }
  }
}

function fieldOf(column: DatasetColumn, profiler: ColumnProfiler | undefined): SchemaDocument['fields'][number] {
  const suggestion = profiler === undefined ? undefined : fieldSuggestion(profiler.suggestion())
  return {
    name: column.name,
    type: column.type,
    ...(column.precision === null ? {} : { precision: column.precision }),
    ...(column.scale === null ? {} : { scale: column.scale }),
    required: false,
    keepEmpty: false,
    transforms: [],
    checks: [],
    severity: 'error',
    ...(suggestion === undefined ? {} : { suggestion }),
  }
}
