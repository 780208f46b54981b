import { Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import type { InspectedColumn } from '../../../contract/reading.ts'
import { formatPercent } from '../../shared/format.ts'
import { text } from '../../shared/messages/text.ts'
import { FieldTypeLabel } from '../../shared/ui/field-type.tsx'
import { MeaningIcon } from '../../shared/ui/meaning.tsx'
import { ScrollRegion } from '../../shared/ui/scroll-region.tsx'
import tables from '../../shared/ui/table.module.css'
import styles from './column-table.module.css'

/** What each column probably holds, why, and what making it so would lose. */
export function ColumnTable({ columns }: { readonly columns: readonly InspectedColumn[] }): ReactNode {
  return (
    <ScrollRegion label={text.import.columns} className={styles.scroll}>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">{text.import.column}</th>
            <th scope="col">{text.import.looksLike}</th>
            <th scope="col">{text.import.why}</th>
            <th scope="col">{text.import.converting}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column, index) => (
            <tr key={index}>
              <td className={`${tables.name} ${styles.name}`} dir="auto" title={column.name}>
                {column.name}
              </td>
              <td className={styles.type}>
                <FieldTypeLabel type={column.type} />{' '}
                <span className={tables.faint}>{formatPercent(column.confidence)}</span>
              </td>
              <td className={styles.reason}>{column.reason}</td>
              <td>
                <Losses column={column} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function Losses({ column }: { readonly column: InspectedColumn }): ReactNode {
  if (column.losses.length === 0) return <span className={tables.faint}>{text.import.nothingLost}</span>
  return (
    <ul className={styles.losses}>
      {column.losses.map((loss) => (
        <li key={loss.kind}>
          <Tooltip label={loss.examples.join(', ')} disabled={loss.examples.length === 0}>
            <span className={styles.loss}>
              <MeaningIcon meaning="warning" size={14} />
              {loss.message}
            </span>
          </Tooltip>
        </li>
      ))}
    </ul>
  )
}
