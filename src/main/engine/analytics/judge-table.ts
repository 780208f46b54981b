import type { DuckDBConnection } from '@duckdb/node-api'
import { judgeInOrder } from './judge-in-order.ts'
import { baseTable, deleteRows, ensureTable } from './load.ts'
import type { TableRequest, TableVerdict } from './protocol.ts'
import { tableSql } from './table-rules.ts'

/**
 * Judges the loaded rows of an import beside each other and beside the rows that can be seen already: writes what it finds to the
 * file of the request, and deletes the rows that fail. The copy is loaded anew from SQLite whenever an import is taken up again, so
 * nothing is lost where this ends half-way.
 */
export async function judgeTable(connection: DuckDBConnection, request: TableRequest): Promise<TableVerdict> {
  const sql = tableSql(request)
  const runAll = async (statements: readonly string[]): Promise<void> => {
    for (const statement of statements) await connection.run(statement)
  }
  const count = async (statement: string): Promise<number> =>
    Number((await connection.runAndReadAll(statement)).value(0, 0))
  try {
    for (const target of request.targets) if (target && 'dataset' in target) await ensureTable(connection, target)
    await runAll(sql.begin)
    await runAll(sql.beforehand)
    await runAll(sql.groups)
    if (sql.contested !== null && (await count(sql.contestedCount)) > 0) {
      await judgeInOrder(connection, sql.contested, request.rules, request.verdictsFile)
      await runAll(sql.takeVerdicts)
    }
    await runAll(sql.holders)
    const { importId, dataset } = request.source
    const table = baseTable(dataset.id)
    if ((await count('SELECT count(*) FROM fallen')) > 0) await deleteRows(connection, table, importId, 'fallen')
    await connection.run(sql.copyFindings)
    return { rows: await count(`SELECT count(*) FROM ${table} WHERE _import_id = ${importId}`) }
  } finally {
    await runAll(sql.end)
  }
}
