import { rowsPerBlock } from '../store/rows.ts'

/** Accepted rows as they are stored: the lines of all blocks in one buffer, and where each block lies in it. */
export interface RowBlocks {
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

export function rowBlocks(): RowBlockBuilder {
  const blocks: { firstRowNumber: number; rowCount: number; start: number; end: number; changed: string | null }[] = []
  const texts: string[] = []
  let lines = ''
  let firstRowNumber = 0
  let held = 0
  let start = 0
  let longestRecord = 0
  let changes: Record<number, Record<number, string>> | null = null

  const endBlock = (): void => {
    if (held === 0) return
    const end = start + lines.length
    blocks.push({
      firstRowNumber,
      rowCount: held,
      start,
      end,
      changed: changes === null ? null : JSON.stringify(changes),
    })
    texts.push(lines)
    lines = ''
    start = end
    held = 0
    changes = null
  }

  return {
    add: (rowNumber, cells, changed) => {
      if (held === 0) firstRowNumber = rowNumber
      const json = JSON.stringify(cells)
      lines += `[${rowNumber},${json.slice(1)}\n`
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
      const rowCount = blocks.reduce((sum, block) => sum + block.rowCount, 0)
      // Byte texts: each character is one byte.
      return { bytes: Buffer.from(texts.join(''), 'latin1'), rowCount, longestRecord, blocks }
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
