import { rmSync } from 'node:fs'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { quoteLiteral } from '../lib/sql-names.ts'
import type { AnalyticsThreadData } from './protocol.ts'

/** Memory that DuckDB may take before it writes to disk: more for wide tables, which it fills a group of rows at a time. */
const memoryMb = 192
const memoryMbPerColumn = 1

/** Where the rows of a dataset as it was are, while they are asked. */
export const asOfTable = '_headgate_base.as_of'

/** Rows that DuckDB keeps as one group (its ROW_GROUP_SIZE); fewer are loaded by one thread, in order. */
const rowsPerGroup = 122_880

/**
 * Sets the memory for a load of so many columns, and whether rows keep the order of the file. For large loads they do not: keeping
 * it cost two threads three times the processor time and twice the wall time, and SQL promises no order anyway.
 */
export async function prepareLoad(connection: DuckDBConnection, columns: number, rows: number): Promise<void> {
  await connection.run(`SET memory_limit = '${memoryMb + memoryMbPerColumn * columns}MB'`)
  await connection.run(`SET preserve_insertion_order = ${rows <= rowsPerGroup}`)
}

/**
 * Opens the workspace's DuckDB file. Owned by one thread: two would see two databases. A file that cannot be opened is put
 * away and made anew, because it is only a copy of what SQLite holds.
 */
export async function openDuckDb(
  data: AnalyticsThreadData,
): Promise<{ instance: DuckDBInstance; connection: DuckDBConnection }> {
  try {
    return await open(data)
  } catch {
    rmSync(data.file, { force: true })
    rmSync(`${data.file}.wal`, { force: true })
    return open(data)
  }
}

async function open(data: AnalyticsThreadData): Promise<{ instance: DuckDBInstance; connection: DuckDBConnection }> {
  const instance = await DuckDBInstance.create(data.file, {
    memory_limit: `${memoryMb}MB`,
    temp_directory: data.scratch,
  })
  const connection = await instance.connect()
  // No SQL of a user reads or writes files or loads extensions: the scratch folder is the only place there is, and external access
  // cannot be allowed again. Users run SELECT alone, so no other setting can be changed by them either.
  await connection.run(`SET allowed_directories = [${quoteLiteral(data.scratch)}]`)
  await connection.run('SET enable_external_access = false')
  await connection.run('SET autoinstall_known_extensions = false')
  await connection.run('SET autoload_known_extensions = false')
  // Moments are shown, cut to days and exported in UTC on every machine.
  await connection.run("SET TimeZone = 'UTC'")
  await connection.run('CREATE SCHEMA IF NOT EXISTS _headgate')
  await connection.run('CREATE SCHEMA IF NOT EXISTS _headgate_base')
  await connection.run(
    'CREATE TABLE IF NOT EXISTS _headgate_base.visible (import_id BIGINT PRIMARY KEY, rows BIGINT NOT NULL, stamp BIGINT)',
  )
  await connection.run(`DROP TABLE IF EXISTS ${asOfTable}`)
  // Rows of a file from before they had versions are seen as they were stored.
  await connection.run('ALTER TABLE _headgate_base.visible ADD COLUMN IF NOT EXISTS stamp BIGINT DEFAULT 0')
  return { instance, connection }
}
