import type { IssueCode } from '../../../contract/issues.ts'
import type { Piece } from '../source/record-splitter.ts'
import { endBrokenRecord } from '../source/scan-broken.ts'
import { newScan, scanRecords, wholeBuffer } from '../source/scan-records.ts'
import type { Fault, ParsedText } from './parse-text.ts'
import type { SplitDialect } from '../source/scan-bytes.ts'

/** Records that stand behind one another in a piece: sound ones, or one that cannot be read as it is written. */
export interface Part {
  readonly bytes: Buffer
  readonly records: number
  readonly fault: IssueCode | null
}

/** The parts of a piece whose first record is at fault, found as the splitter found them. */
export function partsOf({ bytes, records }: Pick<Piece, 'bytes' | 'records'>, dialect: SplitDialect): Part[] {
  if (records === 1) return [{ bytes, records, fault: opensQuote(bytes, dialect) ? 'unclosed-quote' : 'too-long' }]
  const parts: Part[] = []
  const scan = newScan()
  let start = 0
  let counted = 0
  const add = (end: number, total: number, fault: IssueCode | null): void => {
    if (end > start) parts.push({ bytes: bytes.subarray(start, end), records: total - counted, fault })
    start = end
    counted = total
  }
  while (counted < records) {
    scanRecords(bytes, dialect, scan, wholeBuffer)
    if (scan.broken === null) {
      add(bytes.length, records, null)
    } else {
      add(Math.max(scan.recordEnd, 0), scan.records, null)
      endBrokenRecord(bytes, dialect, scan, wholeBuffer)
      add(scan.recordEnd, scan.records, 'unclosed-quote')
    }
  }
  return parts
}

/** Whether a record that cannot be read as one ends inside a quoted cell, or else is too long. */
function opensQuote(bytes: Buffer, dialect: SplitDialect): boolean {
  const scan = newScan()
  scanRecords(bytes, dialect, scan, { ...wholeBuffer, ended: false, most: 1 })
  return scan.inQuotes
}

/** The records of parts one behind the other, with their faults and comments where they then stand. */
export function joined(parts: readonly ParsedText[]): ParsedText {
  if (parts.length === 1) return parts[0] as ParsedText
  const records: string[][] = []
  const faults = new Map<number, Fault>()
  const skipped = new Set<number>()
  for (const part of parts) {
    for (const [index, fault] of part.faults) faults.set(records.length + index, fault)
    for (const index of part.skipped) skipped.add(records.length + index)
    for (const record of part.records) records.push(record)
  }
  return { records, faults, skipped }
}
