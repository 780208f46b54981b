import type { HeaderChoice, ReadingOptions } from '../../../contract/reading.ts'
import { nameKey } from '../lib/names.ts'
import { isBlank } from '../parse/parse-text.ts'
import {
  areDistinct,
  commonWidth,
  countFilled,
  differsBelow,
  holdsValues,
  isSparse,
  looksLikeValue,
} from './header-cells.ts'
import { joinHeader } from './join-header.ts'

const noneSkipped: ReadonlySet<number> = new Set()
/** A header stands within so many records, or nowhere. */
const mostAbove = 50
const recordsBelow = 100

/**
 * Which records are the header, by the first records of a file; `skipped` are the indexes of comments among them. A header is text
 * throughout, without repeats, as wide as the table, above data that is not all text like it.
 */
export function sniffHeader(
  records: readonly (readonly string[])[],
  wanted?: ReadingOptions['headerRow'],
  skipped: ReadonlySet<number> = noneSkipped,
): HeaderChoice {
  if (wanted === 'none') return { rows: [], confidence: 1, reason: 'Chosen by you.' }
  if (wanted !== undefined) return { rows: rowsWanted(wanted), confidence: 1, reason: 'Chosen by you.' }
  const rows = records
    .slice(0, mostAbove + recordsBelow)
    .map((cells, index) => ({ cells, rowNumber: index + 1 }))
    .filter(({ cells, rowNumber }) => !isBlank(cells) && !skipped.has(rowNumber - 1) && !isSepLine(cells))
  if (rows.length === 0) return { rows: [], confidence: 0.5, reason: 'There are no records.' }
  const width = commonWidth(rows.map(({ cells }) => cells))
  for (const [index, row] of rows.slice(0, mostAbove).entries()) {
    const below = rows.slice(index + 1).map(({ cells }) => cells)
    const next = rows[index + 1]
    if (next && isStacked(row.cells, next.cells, below.slice(1), width)) {
      return {
        rows: Array.from({ length: next.rowNumber - row.rowNumber + 1 }, (_, offset) => row.rowNumber + offset),
        confidence: 0.85,
        reason: `Row ${row.rowNumber} names groups of columns, and row ${next.rowNumber} the columns in them.`,
      }
    }
    if (next && isAboveTable(row.cells, next.cells, below.slice(1), width)) continue
    return judge(row.cells, row.rowNumber, below.slice(0, recordsBelow), index > 0)
  }
  return { rows: [], confidence: 0.5, reason: 'No row was found that holds names.' }
}

/** [H1] to [H3] whether the first record of a table holds its names. */
function judge(
  first: readonly string[],
  rowNumber: number,
  below: readonly (readonly string[])[],
  hasPreamble: boolean,
): HeaderChoice {
  const values = first.filter((cell) => looksLikeValue(cell))
  if (values.length > 0 && values.length * 2 >= first.length && !namesYears(first)) {
    const reason = `Row ${rowNumber} holds values such as "${(values[0] as string).slice(0, 60)}", not names.`
    return { rows: [], confidence: 0.8, reason }
  }
  const distinct = areDistinct(first)
  const differs = differsBelow(first, below)
  const alike = first.find((cell, column) => looksLikeValue(cell) && holdsValues(below.map((row) => row[column] ?? '')))
  if (alike !== undefined && !differs && !isYear(alike)) {
    const reason = `Row ${rowNumber} holds "${alike.slice(0, 60)}" where the rows below hold such values as well.`
    return { rows: [], confidence: 0.75, reason }
  }
  const above = hasPreamble ? ' The rows above it are no part of the table.' : ''
  if (distinct && differs) {
    return {
      rows: [rowNumber],
      confidence: hasPreamble ? 0.93 : 0.97,
      reason: `Row ${rowNumber} holds distinct names, and values of another kind stand below them.${above}`,
    }
  }
  return {
    rows: [rowNumber],
    confidence: distinct ? 0.8 : 0.6,
    reason: hasPreamble
      ? `Row ${rowNumber} is the first that is as wide as the table, and holds text.${above}`
      : `Row ${rowNumber} is the first that is not blank, and holds text.`,
  }
}

/** [H7] a title or a note above the table: few cells, above records that have more. */
function isAboveTable(
  cells: readonly string[],
  next: readonly string[],
  below: readonly (readonly string[])[],
  width: number,
): boolean {
  if (width < 2) return false
  if (isSparse(cells, width)) return true
  return cells.length < width && next.length === width && areDistinct(next) && differsBelow(next, below)
}

/** [H8] a row of group names with gaps, above a row of names that is full, above values. */
function isStacked(
  groups: readonly string[],
  names: readonly string[],
  below: readonly (readonly string[])[],
  width: number,
): boolean {
  if (width < 3 || names.length !== width || groups.length > width) return false
  const filled = countFilled(groups)
  // The cells of a title or a note stand side by side at the left.
  const beginning = groups.findIndex((cell) => cell.trim() === '')
  const hasGaps = beginning !== -1 && countFilled(groups.slice(beginning)) > 0
  if (filled === 0 || !hasGaps || groups.some((cell) => looksLikeValue(cell) && !isYear(cell))) return false
  if (countFilled(names) < width || names.some(looksLikeValue)) return false
  return areDistinct(joinHeader([groups, names])) && differsBelow(names, below)
}

/** [D6] Excel's note of the delimiter, as that delimiter cuts it. */
function isSepLine(cells: readonly string[]): boolean {
  return /^sep=.?$/i.test(cells[0] ?? '') && countFilled(cells) === 1
}

/** The rows that a person named as the header: one, or the first and the last of several. */
export function rowsWanted(wanted: number | readonly [number, number]): number[] {
  const [first, last] = typeof wanted === 'number' ? [wanted, wanted] : wanted
  return Array.from({ length: Math.max(1, last - first + 1) }, (_, index) => first + index)
}

/** A table over years has them for names: distinct ones beside a name in words. */
function namesYears(cells: readonly string[]): boolean {
  const values = cells.filter(looksLikeValue)
  const years = values.every(isYear)
  return years && values.length > 1 && new Set(values).size === values.length && values.length < cells.length
}

function isYear(cell: string): boolean {
  return /^\s*(?:19|20)\d\d\s*$/.test(cell)
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
  /** By wanted name, the number that the next of them tries: those below are taken. */
  const numbers = new Map<string, number>()
  const names: string[] = []
  for (let index = 0; index < Math.max(width, header.length); index++) {
    const wanted = nameOf(header[index] ?? '') || `column_${index + 1}`
    let name = wanted
    const key = nameKey(wanted)
    let number = numbers.get(key) ?? 2
    while (used.has(nameKey(name))) name = `${wanted}_${number++}`
    if (number > 2) numbers.set(key, number)
    used.add(nameKey(name))
    names.push(name)
  }
  return names
}
