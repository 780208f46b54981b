import type { DuckDBConnection } from '@duckdb/node-api'
import type { ImportedField } from '../../../contract/judged-field.ts'
import { quoteIdentifier } from '../lib/sql-names.ts'
import type { AnalyticsImport } from '../store/analytics-copy.ts'
import { baseTable } from './load.ts'

/** Up to so many rows values are counted; beyond, DuckDB estimates (HyperLogLog). */
const mostCounted = 1_000_000

/** How many different values each column has among the accepted rows of an import, by the column's name; none where it is not seen. */
export async function countDistinct(
  connection: DuckDBConnection,
  { importId, dataset, columns, rows }: AnalyticsImport,
): Promise<Record<string, NonNullable<ImportedField['distinct']>>> {
  const seen = await connection.runAndReadAll(
    `SELECT count(*) FROM _headgate_base.visible WHERE import_id = ${importId}`,
  )
  if (Number(seen.value(0, 0)) === 0 || columns.length === 0) return {}
  const exact = rows <= mostCounted
  const counts = columns.map(({ name }) => {
    const column = quoteIdentifier(name)
    return exact ? `count(DISTINCT ${column})` : `approx_count_distinct(${column})`
  })
  const result = await connection.runAndReadAll(
    `SELECT ${counts.join(', ')} FROM ${baseTable(dataset.id)} WHERE _import_id = ${importId}`,
  )
  return Object.fromEntries(
    columns.map(({ name }, index) => [name, { count: Number(result.value(index, 0)), exact }] as const),
  )
}
