import { closeSync, openSync, writeSync } from 'node:fs'

/**
 * Accepted rows as a file that DuckDB reads natively: one CSV record a row, the row number first, every cell in double quotes,
 * NULL as the bare word `null`. It is a copy for one reader, deleted once read.
 */
export interface Spill {
  /** Adds rows: their numbers and their clean cells as stored JSON arrays. */
  add(rowNumbers: readonly number[], cells: readonly string[]): void
  close(): void
  /** Bytes of the longest record so far; the reader has to be told. */
  readonly longestRecord: () => number
}

export function openSpill(file: string): Spill {
  const descriptor = openSync(file, 'a')
  let longest = 0
  return {
    add: (rowNumbers, cells) => {
      let text = ''
      for (let index = 0; index < cells.length; index++) {
        const json = cells[index] as string
        // Where JSON escaped nothing, the inside of the array is the CSV record already.
        const record = json.includes('\\') ? csvOf(json) : json.slice(1, -1)
        // A UTF-16 unit takes at most three bytes in UTF-8.
        if (record.length * 3 > longest) longest = record.length * 3
        text += `${rowNumbers[index]},${record}\n`
      }
      if (text !== '') writeSync(descriptor, text)
    },
    close: () => closeSync(descriptor),
    longestRecord: () => longest,
  }
}

function csvOf(json: string): string {
  return (JSON.parse(json) as (string | null)[])
    .map((cell) => (cell === null ? 'null' : `"${cell.replaceAll('"', '""')}"`))
    .join(',')
}
