import type { StoredIssue } from '../validate/verdict.ts'
import type { ReadDb } from './database.ts'
import { readCells } from './read-cells.ts'
import { rowIdRange, rowNumberOf } from './row-id.ts'
import { pagedBlocks } from './rows.ts'

/** Some cells of a row of an import, raw, whatever became of the row. */
export interface StoredCells {
  /** 1-based. */
  readonly rowNumber: number
  /** In the order of the positions that were asked for. */
  readonly cells: readonly (string | null)[]
  readonly accepted: boolean
  /** What was found in a rejected row. */
  readonly issues: readonly StoredIssue[]
}

/**
 * Some columns of all rows of an import: the accepted rows in source order, then the rejected ones.
 * Other columns are passed over. `positions` are 0-based and rise. Read in pages: the connection may be used meanwhile.
 */
export function* cellsOfImport(db: ReadDb, importId: number, positions: readonly number[]): Generator<StoredCells> {
  for (const block of pagedBlocks(db, importId)) yield* cellsOfBlock(block, positions)
  yield* cellsOfRejects(db, rowIdRange(importId), positions)
}

function* cellsOfBlock(
  block: { rows: string; changed: string | null },
  positions: readonly number[],
): Generator<StoredCells> {
  const changed = block.changed === null ? null : (JSON.parse(block.changed) as Record<string, Record<string, string>>)
  for (const line of block.rows.split('\n')) {
    if (line === '') continue
    const rowNumber = Number(line.slice(1, line.indexOf(',')))
    const cells = readCells(line, positions, -1)
    const raw = changed?.[rowNumber]
    if (raw) for (const [index, position] of positions.entries()) cells[index] = raw[position] ?? cells[index] ?? null
    yield { rowNumber, cells, accepted: true, issues: [] }
  }
}

const rejectsPerPage = 1000

function* cellsOfRejects(
  db: ReadDb,
  { first, last }: { first: number; last: number },
  positions: readonly number[],
): Generator<StoredCells> {
  let after = first
  for (;;) {
    const page = db.all<{ id: number; cells: string; issues: string }>(
      `SELECT id, cells, issues FROM _headgate_issue_row WHERE id > ? AND id <= ? AND cells IS NOT NULL ORDER BY id LIMIT ?`,
      after,
      last,
      rejectsPerPage,
    )
    for (const { id, cells, issues } of page) {
      yield {
        rowNumber: rowNumberOf(id) ?? 0,
        cells: readCells(cells, positions, 0),
        accepted: false,
        issues: JSON.parse(issues) as StoredIssue[],
      }
    }
    const end = page.at(-1)
    if (!end) return
    after = end.id
  }
}
