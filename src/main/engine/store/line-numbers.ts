import { countLines } from '../parse/parse-text.ts'
import type { ChunkPlace } from './chunks.ts'
import type { RowWithIssues } from './issue-rows.ts'
import { type BlockRow, rawTexts, rowsIn } from './rows.ts'

/** How JSON writes a line break. */
const lineBreak = '\\n'

/**
 * Tells the 1-based first line of rows of a chunk, asked for in rising order. Every record is one line, and one more for each line break
 * in its cells: blank records and comments have none.
 */
export function lineNumbers(
  chunk: ChunkPlace,
  blocks: readonly BlockRow[],
  withIssues: ReadonlyMap<number, RowWithIssues>,
): (rowNumber: number) => number {
  const more: { rowNumber: number; lines: number }[] = []
  if (chunk.lines !== chunk.records) {
    for (const block of blocks) {
      if (!block.rows.includes(lineBreak) && block.changed?.includes(lineBreak) !== true) continue
      for (const row of rowsIn(block)) {
        more.push({ rowNumber: row.rowNumber, lines: countLines(rawTexts(row).map((cell) => cell ?? '')) - 1 })
      }
    }
    for (const [rowNumber, { cells }] of withIssues) {
      if (cells !== null) more.push({ rowNumber, lines: countLines(cells) - 1 })
    }
    more.sort((one, other) => one.rowNumber - other.rowNumber)
  }
  let at = 0
  let extra = 0
  return (rowNumber) => {
    for (let next = more[at]; next && next.rowNumber < rowNumber; next = more[++at]) extra += next.lines
    return chunk.firstLineNumber + rowNumber - chunk.firstRowNumber + extra
  }
}
