import type { Issue, IssueCode } from '../../../../contract/issues.ts'
import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { formatCount } from '../../lib/numbers.ts'
import type { LayoutColumn } from '../layout.ts'
import type { StoredIssue } from '../verdict.ts'
import { checkDescriptions } from './describe-checks.ts'
import { recordDescriptions } from './describe-records.ts'
import { tableDescriptions } from './describe-table.ts'
import { valueDescriptions } from './describe-values.ts'
import type { Describe, IssuePlace } from './description.ts'

const descriptions: Readonly<Record<IssueCode, Describe>> = {
  ...valueDescriptions,
  ...checkDescriptions,
  ...recordDescriptions,
  ...tableDescriptions,
}

/** What is needed to put the issues of an import into words; the schema version never changes, so neither do the words. */
export interface ExplainContext {
  readonly layout: readonly LayoutColumn[]
  readonly sourceWidth: number
  /** The sheet of a workbook; null for a text. */
  readonly sheet: string | null
  readonly fieldOf: (name: string) => SchemaField | undefined
}

/** An issue in words: what is wrong, where, and what to do. */
export function explainIssue(stored: StoredIssue, place: IssuePlace, context: ExplainContext): Issue {
  const [position, code, severity = 'error', reason, byteOffset] = stored
  const column = position >= 0 ? context.layout[position] : undefined
  const field = column?.field == null ? undefined : context.fieldOf(column.field)
  const value = column ? (place.cells[position] ?? null) : recordText(place.cells)
  const { problem, hint } = descriptions[code]({
    value: value ?? '',
    field,
    place,
    sourceWidth: context.sourceWidth,
  })
  const where = [
    place.rowNumber === null ? null : `Row ${formatCount(place.rowNumber)}`,
    column ? `column "${field?.title ?? column.source ?? column.field}"` : null,
  ].filter((part) => part !== null)
  return {
    rowNumber: place.rowNumber,
    lineNumber: place.lineNumber,
    sheet: context.sheet,
    field: column?.field ?? null,
    sourceColumn: column?.source ?? null,
    code,
    severity,
    value,
    message: `${where.join(', ')}: ${reason ?? problem}${byteOffset === undefined ? '' : ` ${code === 'undecodable' ? 'The first such byte is' : 'It begins at'} byte ${formatCount(byteOffset)}.`}`,
    hint,
  }
}

function recordText(cells: readonly (string | null)[]): string {
  return cells.map((cell) => cell ?? '').join(',')
}
