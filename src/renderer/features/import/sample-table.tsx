import type { ReactNode } from 'react'
import type { Inspection } from '../../../contract/reading.ts'
import { formatCount } from '../../shared/format.ts'
import { text } from '../../shared/messages/text.ts'
import { RawValue } from '../../shared/ui/raw-value.tsx'
import { ScrollRegion } from '../../shared/ui/scroll-region.tsx'
import tables from '../../shared/ui/table.module.css'
import styles from './sample-table.module.css'

const shownRows = 50

/** The first rows as the table that they become, with what is invisible in them made visible. */
export function SampleTable({ inspection }: { readonly inspection: Inspection }): ReactNode {
  const { columns, sample, header } = inspection
  if (sample.length === 0) return <p className={styles.none}>{text.import.noRows}</p>
  const firstRow = (header.rows.at(-1) ?? 0) + 1
  return (
    <ScrollRegion label={text.import.firstRows} className={styles.scroll}>
      <table className={`${tables.table} ${tables.cells}`}>
        <thead>
          <tr>
            <th className={styles.rowNumber} scope="col">
              {text.issues.row}
            </th>
            {columns.map((column, index) => (
              <th key={index} scope="col" dir="auto">
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.slice(0, shownRows).map((cells, index) => (
            <tr key={index}>
              <th className={styles.rowNumber} scope="row">
                {formatCount(firstRow + index)}
              </th>
              {columns.map((_column, cell) => (
                <td key={cell} title={cells[cell]}>
                  <RawValue value={cells[cell] ?? ''} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
