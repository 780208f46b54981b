import type { HeaderChoice, ReadingOptions } from '../../../contract/reading.ts'
import { nameKey } from '../lib/names.ts'
import { isBlank } from '../parse/parse-text.ts'

/**
 * Which record is the header, by the first records of a file.
 * A header is text throughout, without repeats, above data that is not all text like it.
 */
export function sniffHeader(
  records: readonly (readonly string[])[],
  wanted?: ReadingOptions['headerRow'],
): HeaderChoice {
  if (wanted === 'none') return { rows: [], confidence: 1, reason: 'Chosen by you.' }
  if (wanted !== undefined) {
    return { rows: rowsWanted(wanted), confidence: 1, reason: 'Chosen by you.' }
  }
  const index = records.findIndex((record) => !isBlank(record))
  const first = records[index]
  if (!first) return { rows: [], confidence: 0.5, reason: 'There are no records.' }
  const rowNumber = index + 1
  const numeric = first.filter((cell) => looksLikeValue(cell)).length
  if (numeric > 0 && numeric * 2 >= first.length && !namesYears(first)) {
    return {
      rows: [],
      confidence: 0.8,
      reason: `Row ${rowNumber} holds values such as "${first.find(looksLikeValue)}", not names.`,
    }
  }
  const distinct = new Set(first).size === first.length && first.every((cell) => cell !== '')
  const below = records.slice(index + 1, index + 101).filter((record) => !isBlank(record))
  const differs =
    below.length > 0 &&
    first.some((cell, column) => !looksLikeValue(cell) && holdsValues(below.map((record) => record[column] ?? '')))
  if (distinct && differs) {
    return {
      rows: [rowNumber],
      confidence: 0.97,
      reason: `Row ${rowNumber} holds distinct names, and values of another kind stand below them.`,
    }
  }
  return {
    rows: [rowNumber],
    confidence: distinct ? 0.8 : 0.6,
    reason: `Row ${rowNumber} is the first that is not blank, and holds text.`,
  }
}

/** The rows that a person named as the header: one, or the first and the last of several. */
export function rowsWanted(wanted: number | readonly [number, number]): number[] {
  const [first, last] = typeof wanted === 'number' ? [wanted, wanted] : wanted
  return Array.from({ length: Math.max(1, last - first + 1) }, (_, index) => first + index)
}

export function joinHeader(rows: readonly (readonly string[])[]): string[] {
  return [...(rows.at(-1) ?? [])]
}

const value = /^\s*(?:[-+]?[\d.,]*\d[\d.,]*%?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|\S+@\S+\.\S+|https?:\S+)\s*$/i

function looksLikeValue(cell: string): boolean {
  return cell !== '' && value.test(cell)
}

/** Whether there are values, and nothing else but empty cells. */
function holdsValues(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '')
  return filled.length > 0 && filled.every(looksLikeValue)
}

/** A table over years has them for names: distinct ones beside a name in words. */
function namesYears(cells: readonly string[]): boolean {
  const values = cells.filter(looksLikeValue)
  const years = values.every((cell) => /^\s*(?:19|20)\d\d\s*$/.test(cell))
  return years && values.length > 1 && new Set(values).size === values.length && values.length < cells.length
}

const longestName = 280

/** A header's cell as a name: no database takes a NUL in one, and a schema's names have an end. */
function nameOf(cell: string): string {
  const name = cell.replaceAll('\0', '').trim()
  return name.length > longestName
    ? name
        .slice(0, longestName)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trim()
    : name
}

/**
 * Names for the columns of a header: unique without regard to case; an empty one becomes `column_N`, N counting from 1.
 * `width` columns are named, more than the header has where records are wider.
 */
export function uniqueNames(header: readonly string[], width = header.length, taken: readonly string[] = []): string[] {
  const used = new Set(taken.map(nameKey))
  const names: string[] = []
  for (let index = 0; index < Math.max(width, header.length); index++) {
    const wanted = nameOf(header[index] ?? '') || `column_${index + 1}`
    let name = wanted
    for (let number = 2; used.has(nameKey(name)); number++) name = `${wanted}_${number}`
    used.add(nameKey(name))
    names.push(name)
  }
  return names
}
