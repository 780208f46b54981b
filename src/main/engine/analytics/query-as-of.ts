import type { DuckDBConnection } from '@duckdb/node-api'
import type { QueryResult } from '../../../contract/datasets.ts'
import { asOfTable, prepareLoad } from './duckdb.ts'
import { createViews, insertRows, tableFields } from './load.ts'
import type { AsOfQuery } from './protocol.ts'
import { runQuery } from './query.ts'

/**
 * Runs a query while the views of a dataset show other rows, which are loaded for it. The views are changed in the transaction of the
 * query alone, which is undone behind it: whatever ends it, they show what is seen now.
 */
export async function queryAsOf(
  connection: DuckDBConnection,
  { sql, limit, shape, loads }: AsOfQuery,
): Promise<QueryResult> {
  try {
    await connection.run(`CREATE OR REPLACE TABLE ${asOfTable} (${tableFields(shape.columns)})`)
    for (const load of loads) {
      await prepareLoad(connection, shape.columns.length, load.source.rows)
      await insertRows(connection, load, asOfTable)
    }
    return await runQuery(connection, sql, limit, async () => {
      await connection.run('BEGIN TRANSACTION')
      await createViews(connection, shape, asOfTable)
    })
  } finally {
    await connection.run(`DROP TABLE IF EXISTS ${asOfTable}`)
  }
}
