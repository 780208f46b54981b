import type { ReadDb, WriteDb } from './database.ts'
import { rowId, rowIdRange, rowNumberOf } from './row-id.ts'

/** An accepted row. */
export interface StoredRow {
  readonly rowNumber: number
  /** The clean cells, by the layout of the import. */
  readonly cells: (string | null)[]
  /** The raw texts of the cells that cleaning changed, by position; null where none did. */
  readonly changed: Readonly<Record<string, string>> | null
}

/** Rows as they are stored: one JSON array a line, `[row number, cell, ...]`, every line ended. */
export interface RowBlock {
  readonly firstRowNumber: number
  readonly rowCount: number
  readonly rows: string
  /** By row number, then by position; null where cleaning changed nothing. */
  readonly changed: string | null
}

/** Rows that a block holds: enough that storing one costs little, few enough that reading one row does as well. */
export const rowsPerBlock = 500

/** A block as it is stored. */
export interface BlockRow {
  id: number
  rows: string
  changed: string | null
}

/** Stores a block whose rows are given as UTF-8 bytes; part of the transaction of whoever stores them. */
export function insertBlock(db: WriteDb, importId: number, block: Omit<RowBlock, 'rows'>, rows: Buffer): void {
  db.run(
    'INSERT INTO _headgate_row_block (id, row_count, rows, changed) VALUES (?, ?, CAST(? AS TEXT), ?)',
    rowId(importId, block.firstRowNumber),
    block.rowCount,
    rows,
    block.changed,
  )
}

/** The blocks of an import one at a time, so that no statement is open between two of them: others may use the connection meanwhile. */
export function* pagedBlocks(db: ReadDb, importId: number): Generator<BlockRow> {
  const { first, last } = rowIdRange(importId)
  let after = first - 1
  for (;;) {
    const block = db.get<BlockRow>(
      'SELECT id, rows, changed FROM _headgate_row_block WHERE id > ? AND id <= ? ORDER BY id LIMIT 1',
      after,
      last,
    )
    if (!block) return
    yield block
    after = block.id
  }
}

/** The stored lines of an import's rows, from the block on that begins with a row number. */
export function* linesOfImport(db: ReadDb, importId: number, fromRow: number): Generator<string> {
  for (const block of blocksOf(db, importId, fromRow)) yield block.rows
}

/** The blocks whose rows lie between two row numbers, both included, where no block has rows on both sides of one. */
export function blocksBetween(db: ReadDb, importId: number, first: number, last: number): BlockRow[] {
  return db.all<BlockRow>(
    'SELECT id, rows, changed FROM _headgate_row_block WHERE id BETWEEN ? AND ? ORDER BY id',
    rowId(importId, first),
    rowId(importId, last),
  )
}

/** Takes rows out of blocks, and gives them by row number; part of the transaction of whoever does something else with them. */
export function takeRows(
  db: WriteDb,
  importId: number,
  blocks: readonly BlockRow[],
  isTaken: (rowNumber: number) => boolean,
): Map<number, StoredRow> {
  const taken = new Map<number, StoredRow>()
  for (const block of blocks) {
    const kept: StoredRow[] = []
    const takenBefore = taken.size
    for (const row of rowsIn(block)) {
      if (isTaken(row.rowNumber)) taken.set(row.rowNumber, row)
      else kept.push(row)
    }
    if (taken.size === takenBefore) continue
    db.run('DELETE FROM _headgate_row_block WHERE id = ?', block.id)
    const [first] = kept
    if (!first) continue
    const changed = kept.flatMap((row) => (row.changed === null ? [] : [[row.rowNumber, row.changed] as const]))
    const lines = kept.map((row) => `${JSON.stringify([row.rowNumber, ...row.cells])}\n`).join('')
    insertBlock(
      db,
      importId,
      {
        firstRowNumber: first.rowNumber,
        rowCount: kept.length,
        changed: changed.length === 0 ? null : JSON.stringify(Object.fromEntries(changed)),
      },
      Buffer.from(lines),
    )
  }
  return taken
}

/** One accepted row by its id. */
export function findRow(db: ReadDb, id: number): StoredRow | undefined {
  const block = db.get<BlockRow>(
    'SELECT id, rows, changed FROM _headgate_row_block WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1',
    id - (rowNumberOf(id) ?? 0),
    id,
  )
  if (!block) return undefined
  for (const row of rowsIn(block)) if (row.rowNumber === rowNumberOf(id)) return row
  return undefined
}

/** The cells of a row as they were read: the clean ones, with the raw text where cleaning changed it. */
export function rawTexts(row: StoredRow): (string | null)[] {
  if (row.changed === null) return row.cells
  const texts = [...row.cells]
  for (const [position, raw] of Object.entries(row.changed)) texts[Number(position)] = raw
  return texts
}

function blocksOf(db: ReadDb, importId: number, fromRow: number): IterableIterator<BlockRow> {
  const { last } = rowIdRange(importId)
  return db.iterate<BlockRow>(
    'SELECT id, rows, changed FROM _headgate_row_block WHERE id BETWEEN ? AND ? ORDER BY id',
    rowId(importId, fromRow),
    last,
  )
}

/** What a block says of cells that cleaning changed: their raw texts, by row number, then by position. */
export type ChangedCells = Readonly<Record<string, Readonly<Record<string, string>>>>

export function changedIn({ changed }: Pick<BlockRow, 'changed'>): ChangedCells | null {
  return changed === null ? null : (JSON.parse(changed) as ChangedCells)
}

/** The rows of a block. */
export function* rowsIn(block: BlockRow): Generator<StoredRow> {
  const changed = changedIn(block)
  for (const line of block.rows.split('\n')) {
    if (line === '') continue
    const [rowNumber, ...cells] = JSON.parse(line) as [number, ...(string | null)[]]
    yield { rowNumber, cells, changed: changed?.[rowNumber] ?? null }
  }
}
