import { isBlank } from '../parse/parse-text.ts'
import { isSparse } from './header-cells.ts'

const mostFooter = 10
const summary =
  /^\s*(?:grand |sub)?(?:totals?|sum|summe|gesamt(?:summe|betrag)?|zwischensumme|somme|totale|totaal|suma)\s*:?\s*$/i
const note =
  /^\s*(?:\(?\d+ (?:rows?|records?|lines?|zeilen|lignes)\b|(?:grand |sub)?totals?\b|summe\b|gesamt|count\b|rows?\b|records?\b|end of\b|eof\b|generated\b|created\b|exported\b|source\b|quelle\b|notes?\b|stand\b|page\b|seite\b|printed\b|\*|©|---|===)/i

/**
 * How many of a file's last records look like a footer ([H10]): a sum, a count or a note with fewer cells than the table. 0 where
 * unsure. Only a suggestion: nothing is left out without being asked.
 */
export function suggestFooter(lastRecords: readonly (readonly string[])[], width: number): number {
  let footer = 0
  let start = lastRecords.length
  for (let index = lastRecords.length - 1; index >= 0 && lastRecords.length - index <= mostFooter; index--) {
    const record = lastRecords[index] as readonly string[]
    if (isBlank(record)) {
      // What stands below a gap is no part of the table, if all of it looks like that.
      if (index + 1 < start) return 0
      continue
    }
    if (!looksLikeFooter(record, width, index > 0 && isBlank(lastRecords[index - 1] as readonly string[]))) break
    start = index
    footer = lastRecords.length - index
  }
  const table = lastRecords.slice(0, lastRecords.length - footer).filter((record) => !isBlank(record))
  const ragged = table.filter((record) => isSparse(record, width)).length
  return table.length > 0 && ragged * 4 < table.length ? footer : 0
}

function looksLikeFooter(record: readonly string[], width: number, behindGap: boolean): boolean {
  const first = record.find((cell) => cell.trim() !== '') ?? ''
  if (summary.test(first)) return width > 1 && (record.length < width || record.some((cell) => cell === ''))
  return isSparse(record, width) && (behindGap || note.test(first))
}
