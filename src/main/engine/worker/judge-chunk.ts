import type { IssueCode } from '../../../contract/issues.ts'
import type { BufferPool } from '../lib/buffer-pool.ts'
import { decodeByteText, encodeByteText } from '../parse/byte-text.ts'
import { offsetOfUndecodable } from '../parse/fault-offsets.ts'
import type { ParsePiece, PieceText } from '../parse/parse-bytes.ts'
import { countLines, isBlank } from '../parse/parse-text.ts'
import type { CellFault } from '../parse/workbook/workbook.ts'
import { recordOffsets } from '../source/record-offsets.ts'
import type { SplitDialect } from '../source/scan-bytes.ts'
import type { IssueRows } from '../store/issue-rows.ts'
import type { CompiledSchema } from '../validate/compile-schema.ts'
import { isError, type IssueList } from '../validate/verdict.ts'
import type { FieldTally } from '../validate/field-tally.ts'
import { type IssueCount, issueTally } from '../validate/issue-tally.ts'
import { type RowBlocks, rowBlocks } from './row-blocks.ts'

/** A chunk whose every record has its verdict, ready to be stored. */
export interface JudgedChunk {
  readonly records: number
  readonly blank: number
  /** Comments. */
  readonly skipped: number
  readonly accepted: RowBlocks
  readonly rejected: number
  readonly issueRows: IssueRows
  readonly issues: number
  readonly counts: readonly IssueCount[]
  /** What happened to the cells, by position; null for columns without a field. */
  readonly tallies: readonly (FieldTally | null)[]
}

/** A piece with its place in the table: 1-based numbers of its first record and line, and the offset of its first byte. */
export interface PlacedPiece extends PieceText {
  readonly firstRowNumber: number
  readonly firstLineNumber: number
  readonly byteStart: number
  readonly cellFaults: readonly CellFault[]
}

export interface Judge {
  /** Where the accepted rows go. */
  readonly buffers: BufferPool
  readonly schema: CompiledSchema
  /** How the records of a piece are cut, to find the bytes of one that is at fault. */
  readonly split: SplitDialect
  readonly encoding: string
  /** Whether records have lines, and all of their cells are written: not so in a workbook, where empty cells at the end are left out. */
  readonly hasLines: boolean
}

/** Parses and judges a chunk: the loop that every row goes through. */
export function judgeChunk(
  piece: PlacedPiece,
  parse: ParsePiece,
  { buffers, schema, split, encoding, hasLines }: Judge,
): JudgedChunk {
  const { records, faults, skipped } = parse(piece)
  const decoded = schema.characterPositions
  const accepted = rowBlocks(buffers)
  const faultsOfCells = piece.cellFaults.length === 0 ? null : Map.groupBy(piece.cellFaults, (fault) => fault.rowNumber)
  const issueRows: JudgedChunk['issueRows'] = { rowNumbers: [], lineNumbers: [], issues: [], cells: [] }
  const counts = issueTally()
  const issues: IssueList = []
  const clean: (string | null)[] = []
  const placeOf = faultPlaces(piece.bytes, split, encoding)
  let blank = 0
  let rejectedRows = 0
  let line = piece.firstLineNumber
  let issueTotal = 0

  for (let index = 0; index < records.length; index++) {
    const record = records[index] as string[]
    if (!hasLines) while (record.length < schema.sourceWidth) record.push('')
    const rowNumber = piece.firstRowNumber + index
    const firstLine = line
    if (skipped.size > 0 && skipped.has(index)) {
      line++
      continue
    }
    issues.length = 0
    const fault = faults.size === 0 ? undefined : faults.get(index)
    const verdict = fault
      ? fault.code
      : record.length === schema.sourceWidth
        ? null
        : raggedness(record, schema.sourceWidth)
    const cellFaults = faultsOfCells?.get(rowNumber)
    const seemsBlank = verdict === 'blank' || (verdict === null && record[0] === '' && isBlank(record))
    // Cells without a value that have something to say are no blank row.
    if (seemsBlank && cellFaults === undefined) {
      blank++
      line++
      continue
    }
    if (verdict !== null && verdict !== 'blank') {
      issues.push([fault ? fault.position : -1, verdict, 'error', null, piece.byteStart + placeOf(verdict, index)])
      if (cellFaults !== undefined) addCellFaults(issues, cellFaults, schema.sourceWidth)
    } else {
      const texts = withDecoded(record, decoded)
      const changed = schema.judge(texts, clean, issues)
      if (cellFaults !== undefined) addCellFaults(issues, cellFaults, schema.sourceWidth)
      if (issues.length === 0 || !issues.some(isError)) {
        // Where nothing was decoded and cleaning changed nothing, the clean texts are the bytes that they were.
        if (texts !== record || changed !== null) {
          for (const position of decoded) clean[position] = encoded(clean[position] ?? null)
        }
        line += accepted.add(rowNumber, clean, changed)
        if (issues.length === 0) continue
      }
    }
    const rejected = issues.some(isError)
    if (rejected) {
      rejectedRows++
      line += countLines(record)
    }
    issueRows.rowNumbers.push(rowNumber)
    issueRows.lineNumbers.push(hasLines ? firstLine : null)
    issueRows.issues.push(JSON.stringify(issues))
    issueRows.cells.push(rejected ? JSON.stringify(record.map(decodeByteText)) : null)
    issueTotal += issues.length
    for (const issue of issues) counts.add(issue)
  }
  return {
    records: records.length,
    blank,
    skipped: skipped.size,
    accepted: accepted.finish(),
    rejected: rejectedRows,
    issueRows,
    issues: issueTotal,
    counts: counts.list(),
    tallies: schema.takeTallies(),
  }
}

function withDecoded(record: string[], decoded: readonly number[]): string[] {
  let texts: string[] | null = null
  for (const position of decoded) {
    const raw = record[position]
    if (raw === undefined) continue
    const text = decodeByteText(raw)
    if (text === raw) continue
    texts ??= [...record]
    texts[position] = text
  }
  return texts ?? record
}

function encoded(text: string | null): string | null {
  return text === null ? null : encodeByteText(text)
}

/** Tells where in a piece a record is at fault: where it begins, or its first byte that is no text. Asked in rising order. */
function faultPlaces(bytes: Buffer, split: SplitDialect, encoding: string): (code: IssueCode, index: number) => number {
  const offsetOf = recordOffsets(bytes, split)
  return (code, index) => {
    const start = offsetOf(index)
    if (code !== 'undecodable') return start
    return start + Math.max(0, offsetOfUndecodable(bytes.subarray(start, offsetOf(index + 1)), encoding))
  }
}

/** What is wrong with the cells themselves comes before what the schema makes of their texts. */
function addCellFaults(issues: IssueList, faults: readonly CellFault[], width: number): void {
  for (const { position, code, severity, reason, byteOffset } of faults) {
    if (position >= width) continue
    // [V6] A record at fault has that one issue.
    if (position === -1) issues.length = 0
    else if (severity === 'error') {
      for (let index = issues.length - 1; index >= 0; index--)
        if (issues[index]?.[0] === position) issues.splice(index, 1)
    }
    if (byteOffset !== undefined) issues.push([position, code, severity, reason ?? null, byteOffset])
    else issues.push(reason === undefined ? [position, code, severity] : [position, code, severity, reason])
  }
}

/** What is wrong with a record of another width than the header; surplus empty cells are no fault. */
function raggedness(record: readonly string[], width: number): IssueCode | 'blank' | null {
  if (isBlank(record)) return 'blank'
  if (record.length < width) return 'too-few-cells'
  for (let position = width; position < record.length; position++) if (record[position] !== '') return 'too-many-cells'
  return null
}
