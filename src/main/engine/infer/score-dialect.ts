import type { Dialect } from '../parse/dialect.ts'
import { isBlank, parseText } from '../parse/parse-text.ts'

/** How well a dialect cuts the samples of a file. */
export interface Score {
  readonly dialect: Dialect
  /** 0 where it cuts nothing; else comparable between dialects. */
  readonly score: number
  /** The commonest number of cells, how many records have it, and of how many. */
  readonly width: number
  readonly alike: number
  readonly records: number
  /** The share of `alike` from the first such record on, records from elsewhere in the file counted by half. */
  readonly share: number
  readonly firstWidth: number
  /** Records whose quotes do not fit. */
  readonly faults: number
  /** Most records are two cells, the second with a space before it. */
  readonly prose: boolean
}

const mostRecords = 2000
/** Blocks from elsewhere may begin within a quoted cell: they count for less. */
const weightElsewhere = 0.5
/** Further columns say nothing new about a record. */
const columnsLooked = 50
/** Characters that hardly stand in a cell but as a delimiter of another dialect. */
const foreign = [';', '\t', '|', '\u001f']

/**
 * [D1] Scores a dialect: the share of records of the commonest width, squared, times log2(width + 1); half of that where the first
 * record has another width, and less the more cells hold what would be a delimiter itself.
 */
export function scoreDialect(head: string, elsewhere: readonly string[], dialect: Dialect): Score {
  const weights = new Map<number, number>()
  const counts = new Map<number, number>()
  const others = foreign.filter((character) => !dialect.delimiter.includes(character))
  let records = 0
  let total = 0
  let firstWidth = 0
  /** Records of one cell before any other. */
  let narrow = 0
  let narrowWeight = 0
  let faults = 0
  let spaced = 0
  let cells = 0
  let clean = 0
  const add = (text: string, weight: number, most: number): void => {
    const parsed = parseText(text, dialect)
    for (const [index, record] of parsed.records.slice(0, most).entries()) {
      // An empty line says nothing; delimiters with nothing between them do.
      if ((record.length === 1 && isBlank(record)) || parsed.skipped.has(index)) continue
      if (parsed.faults.has(index)) {
        faults++
        continue
      }
      if (records++ === 0) firstWidth = record.length
      if (record.length === 1 && narrow === records - 1) {
        narrow++
        narrowWeight += weight
      }
      if (record.length === 2 && /^ \S/.test(record[1] as string)) spaced++
      total += weight
      weights.set(record.length, (weights.get(record.length) ?? 0) + weight)
      counts.set(record.length, (counts.get(record.length) ?? 0) + 1)
      for (const cell of record.slice(0, columnsLooked)) {
        cells++
        const inner = cell.trim()
        if (!others.some((character) => inner.includes(character))) clean++
      }
    }
  }
  add(head, 1, mostRecords)
  for (const block of elsewhere) add(block, weightElsewhere, mostRecords / 10)
  let width = 1
  let best = 0
  for (const [cellCount, weight] of weights) {
    if (weight * Math.log2(cellCount + 1) > best * Math.log2(width + 1)) {
      width = cellCount
      best = weight
    }
  }
  // A few lines above a table are no part of it, if the table is longer than what stands above it.
  const above = width > 1 && narrow * 2 <= records ? narrow : 0
  const share = total === 0 ? 0 : best / (total - (above > 0 ? narrowWeight : 0))
  const sound = records / Math.max(1, records + faults)
  // Decimal commas cut the rows alike, but not the header: the first record counts as much as all others together.
  const fits = firstWidth === width || above > 1 ? 1 : 0.5
  const cleanness = cells === 0 ? 1 : 0.3 + 0.7 * (clean / cells)
  const score = width < 2 ? 0 : fits * cleanness * sound * share * share * Math.log2(width + 1)
  return {
    dialect,
    score,
    width,
    alike: counts.get(width) ?? 0,
    records,
    share,
    firstWidth,
    faults,
    prose: spaced * 2 > records,
  }
}
