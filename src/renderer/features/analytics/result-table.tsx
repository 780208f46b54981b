import type { ReactNode } from 'react'
import type { QueryResult, ResultValue } from '../../../contract/datasets.ts'
import { formatNumber } from '../../shared/format.ts'
import { text } from '../../shared/messages/text.ts'
import { ScrollRegion } from '../../shared/ui/scroll-region.tsx'
import tables from '../../shared/ui/table.module.css'
import styles from './result-table.module.css'

const isNumeric = (type: string): boolean => /INT|DECIMAL|DOUBLE|FLOAT|NUMERIC|REAL/i.test(type)

/** A result as it came: numbers at the right, NULL told apart from an empty text. */
export function ResultTable({ result, label }: { readonly result: QueryResult; readonly label: string }): ReactNode {
  return (
    <ScrollRegion label={label} className={styles.scroll}>
      <table className={`${tables.table} ${tables.cells}`}>
        <thead>
          <tr>
            {result.columns.map((column, index) => (
              <th
                key={index}
                scope="col"
                className={isNumeric(column.type) ? tables.number : undefined}
                title={column.type}
              >
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {result.rows.map((row, index) => (
            <tr key={index}>
              {row.map((value, cell) => (
                <td key={cell} className={isNumeric(result.columns[cell]?.type ?? '') ? tables.number : undefined}>
                  <Value value={value} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function Value({ value }: { readonly value: ResultValue }): ReactNode {
  if (value === null) return <span className={styles.absent}>NULL</span>
  if (value === '') return <span className={styles.absent}>{text.empty}</span>
  // A number beyond what a double holds comes as text and is shown digit by digit.
  return typeof value === 'number' ? formatNumber(value) : String(value)
}
