import type { HeaderChoice } from '../../../contract/reading.ts'
import { nameKey } from '../lib/names.ts'
import { isBlank } from '../parse/parse-text.ts'

/**
 * Which record is the header, by the first records of a file.
 * A header is text throughout, without repeats, above data that is not all text like it.
 */
export function sniffHeader(records: readonly (readonly string[])[], wanted?: number | 'none'): HeaderChoice {
  if (wanted === 'none') return { rows: [], confidence: 1, reason: 'Chosen by you.' }
  if (wanted !== undefined) return { rows: [wanted], confidence: 1, reason: 'Chosen by you.' }
  const index = records.findIndex((record) => !isBlank(record))
  const first = records[index]
  if (!first) return { rows: [], confidence: 0.5, reason: 'There are no records.' }
  const rowNumber = index + 1
  const numeric = first.filter((cell) => looksLikeValue(cell)).length
  if (numeric > 0 && numeric * 2 >= first.length) {
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
    first.some(
      (cell, column) => !looksLikeValue(cell) && below.every((record) => looksLikeValue(record[column] ?? '0')),
    )
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

const value = /^\s*(?:[-+]?[\d.,]*\d[\d.,]*%?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*|\S+@\S+\.\S+|https?:\S+)\s*$/i

function looksLikeValue(cell: string): boolean {
  return cell !== '' && value.test(cell)
}

/**
 * Names for the columns of a header: unique without regard to case; an empty one becomes `column_N`, N counting from 1.
 * `width` columns are named, more than the header has where records are wider.
 */
export function uniqueNames(header: readonly string[], width = header.length, taken: readonly string[] = []): string[] {
  const used = new Set(taken.map(nameKey))
  const names: string[] = []
  for (let index = 0; index < Math.max(width, header.length); index++) {
    const wanted = (header[index] ?? '').trim() || `column_${index + 1}`
    let name = wanted
    for (let number = 2; used.has(nameKey(name)); number++) name = `${wanted}_${number}`
    used.add(nameKey(name))
    names.push(name)
  }
  return names
}
