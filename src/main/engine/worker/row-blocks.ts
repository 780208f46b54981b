import type { BufferPool } from '../lib/buffer-pool.ts'
import { rowsPerBlock } from '../store/rows.ts'

/** Accepted rows as they are stored: the lines of all blocks in one buffer, and where each block lies in it. */
export interface RowBlocks {
  /** From a pool, to be given back. */
  readonly bytes: Buffer
  readonly rowCount: number
  /** Bytes of the longest line. */
  readonly longestRecord: number
  readonly blocks: readonly {
    readonly firstRowNumber: number
    readonly rowCount: number
    readonly start: number
    readonly end: number
    /** Raw texts of changed cells by row number and position, as JSON; null where none changed. */
    readonly changed: string | null
  }[]
}

/** Collects accepted rows. */
export interface RowBlockBuilder {
  /** Adds a row of byte texts; returns how many physical lines its cells take. */
  add(rowNumber: number, cells: readonly (string | null)[], changed: Record<number, string> | null): number
  finish(): RowBlocks
}

/** Collects rows into a buffer of the pool. */
export function rowBlocks(pool: BufferPool): RowBlockBuilder {
  const blocks: { firstRowNumber: number; rowCount: number; start: number; end: number; changed: string | null }[] = []
  let buffer = pool.take(0)
  let firstRowNumber = 0
  let held = 0
  let start = 0
  let end = 0
  let longestRecord = 0
  let rowCount = 0
  let changes: Record<number, Record<number, string>> | null = null

  const endBlock = (): void => {
    if (held === 0) return
    blocks.push({
      firstRowNumber,
      rowCount: held,
      start,
      end,
      changed: changes === null ? null : JSON.stringify(changes),
    })
    rowCount += held
    start = end
    held = 0
    changes = null
  }

  /** Makes room for a line, in a buffer of twice the size where it must be. */
  const ensure = (bytes: number): void => {
    if (end + bytes <= buffer.length) return
    const larger = pool.take(Math.max(2 * buffer.length, end + bytes))
    buffer.copy(larger, 0, 0, end)
    pool.giveBack(buffer)
    buffer = larger
  }

  return {
    add: (rowNumber, cells, changed) => {
      if (held === 0) firstRowNumber = rowNumber
      const json = JSON.stringify(cells)
      const line = `[${rowNumber},${json.slice(1)}\n`
      ensure(line.length)
      // Byte texts: each character is one byte.
      end += buffer.write(line, end, 'latin1')
      if (json.length > longestRecord) longestRecord = json.length
      if (changed !== null) {
        changes ??= {}
        changes[rowNumber] = changed
      }
      if (++held === rowsPerBlock) endBlock()
      return linesIn(json)
    },
    finish: () => {
      endBlock()
      return { bytes: buffer.subarray(0, end), rowCount, longestRecord, blocks }
    },
  }
}

/** Physical lines of a record by its JSON, in which a line break is written `\n`; a backslash itself is written `\\`. */
function linesIn(json: string): number {
  let lines = 1
  for (let at = json.indexOf('\\'); at !== -1; at = json.indexOf('\\', at + 2))
    if (json.charCodeAt(at + 1) === 110) lines++
  return lines
}
