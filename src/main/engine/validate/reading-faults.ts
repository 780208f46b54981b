import type { IssueCode } from '../../../contract/issues.ts'

/** What can be wrong with how a row was written, whatever schema judges it. */
const readingFaults: ReadonlySet<IssueCode> = new Set<IssueCode>([
  'too-few-cells',
  'too-many-cells',
  'stray-quote',
  'unclosed-quote',
  'undecodable',
  'cell-error',
  'cell-unreadable',
  'formula-without-value',
  'digits-beyond-excel',
  'fictitious-date',
])

/** Whether an issue is about how a row was written in its file, so that judging it again changes nothing of it. */
export function isReadingFault(code: IssueCode): boolean {
  return readingFaults.has(code)
}
