import type { IssueCode } from '../../../contract/issues.ts'

/** What can be wrong with a record as a whole, so that its cells are not judged. */
const recordFaults: ReadonlySet<IssueCode> = new Set<IssueCode>([
  'too-few-cells',
  'too-many-cells',
  'stray-quote',
  'unclosed-quote',
  'undecodable',
])

/** What can be wrong with how a cell was written. */
const cellFaults: ReadonlySet<IssueCode> = new Set<IssueCode>([
  'cell-error',
  'cell-unreadable',
  'formula-without-value',
  'digits-beyond-excel',
  'fictitious-date',
])

/** Whether an issue is about how a row was written in its file, so that judging it again changes nothing of it. */
export function isReadingFault(code: IssueCode): boolean {
  return recordFaults.has(code) || cellFaults.has(code)
}

/** Whether an issue says that the record is at fault as a whole. */
export function isRecordFault(code: IssueCode): boolean {
  return recordFaults.has(code)
}
