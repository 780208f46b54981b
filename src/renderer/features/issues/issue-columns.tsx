import type { ColDef, ICellRendererParams } from 'ag-grid-community'
import type { ReactNode } from 'react'
import type { Issue } from '../../../contract/issues.ts'
import { formatCount } from '../../shared/format.ts'
import { severityMeanings } from '../../shared/imports/reason-bars.tsx'
import { text } from '../../shared/messages/text.ts'
import { MeaningIcon } from '../../shared/ui/meaning.tsx'
import { RawValue } from '../../shared/ui/raw-value.tsx'
import styles from './issue-columns.module.css'

type Cell = ICellRendererParams<Issue>

const number = ({ value }: { value: number | null | undefined }): string =>
  typeof value === 'number' ? formatCount(value) : ''

/** Columns without sorting: the order is the file's, and a million rows are not sorted in a window. */
export const issueColumns: ColDef<Issue>[] = [
  {
    headerName: text.issues.row,
    field: 'rowNumber',
    width: 78,
    valueFormatter: number,
    cellClass: styles.number ?? '',
    headerClass: styles.numberHead ?? '',
  },
  {
    headerName: text.issues.line,
    field: 'lineNumber',
    width: 78,
    valueFormatter: number,
    cellClass: `${styles.number} ${styles.faint}`,
    headerClass: styles.numberHead ?? '',
  },
  { headerName: text.issues.field, field: 'field', width: 146, cellRenderer: FieldCell },
  { headerName: text.issues.value, field: 'value', width: 126, cellClass: styles.value ?? '', cellRenderer: ValueCell },
  {
    headerName: text.issues.message,
    field: 'message',
    flex: 2,
    minWidth: 220,
    valueFormatter: ({ data }: { data?: Issue | undefined }) => problemOf(data),
  },
  { headerName: text.issues.hint, field: 'hint', flex: 1, minWidth: 140 },
].map((column) => ({ sortable: false, resizable: true, ...column }) as ColDef<Issue>)

/** The message without the place that its row and column show already. */
function problemOf(issue: Issue | undefined): string {
  return issue?.message.replace(/^Row [\d,]+(, column "[^]*?")?: /, '') ?? ''
}

function FieldCell({ data }: Cell): ReactNode {
  if (data === undefined) return null
  return (
    <span className={styles.field}>
      <MeaningIcon meaning={severityMeanings[data.severity]} size={14} />
      <span className={styles.name} dir="auto">
        {data.field ?? text.issues.noField}
      </span>
    </span>
  )
}

function ValueCell({ data }: Cell): ReactNode {
  return data === undefined ? null : <RawValue value={data.value} />
}
