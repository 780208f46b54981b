import type { DuckDBConnection } from '@duckdb/node-api'
import { nameKey } from '../lib/names.ts'
import { quoteIdentifier, quoteLiteral } from '../lib/sql-names.ts'
import type { AnalyticsImport } from '../store/analytics-copy.ts'
import { duckdbType } from './column-types.ts'
import { prepareLoad } from './duckdb.ts'
import type { LoadRequest, Spilled } from './protocol.ts'

/** The table that holds a dataset's rows of all imports, seen or not. */
export function baseTable(datasetId: number): string {
  return `_headgate_base.dataset_${datasetId}`
}

/**
 * Loads accepted rows of an import from their spilled file; returns how many of that import there are then.
 */
export async function loadImport(
  connection: DuckDBConnection,
  { source, file, longestRecord, append }: LoadRequest,
): Promise<number> {
  await prepareLoad(connection, source.columns.length, source.rows)
  await ensureTable(connection, source)
  const table = baseTable(source.dataset.id)
  if (!append) await deleteRows(connection, table, source.importId)
  if (source.rows > 0) {
    // Each line is one list of texts; what becomes of each is said here in full, because guessing is how values get lost.
    const columns = new Map(source.columns.map((column) => [nameKey(column.name), column]))
    const targets = source.layout.flatMap(({ field }, position) => {
      const column = field === null ? undefined : columns.get(nameKey(field))
      return column
        ? [{ name: quoteIdentifier(column.name), value: typed(`l[${position + 2}]`, duckdbType(column)) }]
        : []
    })
    await connection.run(
      `INSERT INTO ${table} (_import_id, _row_number, _schema_version, ${targets.map(({ name }) => name).join(', ')})
       SELECT ${source.importId}, CAST(l[1] AS BIGINT), ${source.schemaVersion}, ${targets.map(({ value }) => value).join(', ')}
       FROM ${jsonLines({ file, longestRecord }, 'VARCHAR[]')}`,
    )
  }
  const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${table} WHERE _import_id = ${source.importId}`)
  return Number(counted.value(0, 0))
}

/** What a transaction deletes DuckDB keeps in memory until its end: ten million rows at once did not fit. */
const rowsPerDelete = 1_000_000

/** Deletes the rows of an import, or those of them whose row numbers are in the column `n` of a table; in steps. */
export async function deleteRows(
  connection: DuckDBConnection,
  table: string,
  importId: number,
  listed: string | null = null,
): Promise<void> {
  const ends = await connection.runAndReadAll(
    `SELECT min(_row_number), max(_row_number) FROM ${table} WHERE _import_id = ${importId}`,
  )
  const [[first, last] = []] = ends.getRows()
  if (first == null) return
  for (let from = Number(first); from <= Number(last); from += rowsPerDelete) {
    const slice = `BETWEEN ${from} AND ${from + rowsPerDelete - 1}`
    const isListed = listed === null ? '' : `AND _row_number IN (SELECT n FROM ${listed} WHERE n ${slice})`
    await connection.run(`DELETE FROM ${table} WHERE _import_id = ${importId} AND _row_number ${slice} ${isListed}`)
  }
}

/** A file of lists, one a line, as a table with the column `l`. */
export function jsonLines({ file, longestRecord }: Spilled, type: 'VARCHAR[]' | 'BIGINT[]'): string {
  return `read_json(${quoteLiteral(file)}, columns = {'l': '${type}'}, format = 'newline_delimited', records = false,
         auto_detect = false, compression = 'uncompressed', maximum_object_size = ${Math.max(longestRecord + 1024, 16_777_216)})`
}

/** A text that its type cannot hold, as a mere warning lets through, is NULL in this copy and whole in SQLite. */
export function typed(text: string, type: string): string {
  return type === 'VARCHAR' ? text : `TRY_CAST(${text} AS ${type})`
}

type DatasetShape = Pick<AnalyticsImport, 'dataset' | 'columns'>

/** Makes the table of a dataset as wide as the dataset is now. */
export async function ensureTable(connection: DuckDBConnection, source: DatasetShape): Promise<void> {
  const { dataset, columns } = source
  const table = baseTable(dataset.id)
  const existing = await connection.runAndReadAll(
    `SELECT column_name, data_type FROM duckdb_columns() WHERE schema_name = '_headgate_base' AND table_name = 'dataset_${dataset.id}'`,
  )
  const known = new Map(existing.getRows().map(([name, type]) => [nameKey(String(name)), String(type)]))
  if (known.size === 0) {
    const fields = columns.map((column) => `, ${quoteIdentifier(column.name)} ${duckdbType(column)}`).join('')
    await connection.run(
      `CREATE TABLE ${table} (_import_id BIGINT NOT NULL, _row_number BIGINT NOT NULL, _schema_version INTEGER NOT NULL${fields})`,
    )
    await createViews(connection, source)
    return
  }
  let changed = false
  for (const column of columns) {
    const type = duckdbType(column)
    const before = known.get(nameKey(column.name))
    if (before === undefined) {
      await connection.run(`ALTER TABLE ${table} ADD COLUMN ${quoteIdentifier(column.name)} ${type}`)
      changed = true
    } else if (before.replaceAll(' ', '') !== type.replaceAll(' ', '')) {
      // The values are read again by the new type; those that do not fit are NULL here and whole in SQLite.
      const name = quoteIdentifier(column.name)
      await connection.run(
        `ALTER TABLE ${table} ALTER COLUMN ${name} TYPE ${type} USING TRY_CAST(CAST(${name} AS VARCHAR) AS ${type})`,
      )
      changed = true
    }
  }
  if (changed) await createViews(connection, source)
}

/** `orders` shows the fields and nothing else; `_headgate.orders` adds where each row came from. */
async function createViews(connection: DuckDBConnection, { dataset, columns }: DatasetShape): Promise<void> {
  const name = quoteIdentifier(dataset.name)
  const fields = columns.map((column) => quoteIdentifier(column.name)).join(', ')
  const visible = `FROM ${baseTable(dataset.id)} WHERE _import_id IN (SELECT import_id FROM _headgate_base.visible)`
  await connection.run(`CREATE OR REPLACE VIEW main.${name} AS SELECT ${fields} ${visible}`)
  await connection.run(
    `CREATE OR REPLACE VIEW _headgate.${name} AS SELECT _import_id, _row_number, _schema_version, ${fields} ${visible}`,
  )
}

/** Throws away the rows of imports, in whatever dataset they are. */
export async function dropImports(connection: DuckDBConnection, importIds: readonly number[]): Promise<void> {
  if (importIds.length === 0) return
  const list = importIds.map(Number).join(', ')
  await connection.run(`DELETE FROM _headgate_base.visible WHERE import_id IN (${list})`)
  const tables = await connection.runAndReadAll(
    `SELECT table_name FROM duckdb_tables() WHERE schema_name = '_headgate_base' AND table_name LIKE 'dataset\\_%' ESCAPE '\\'`,
  )
  for (const [table] of tables.getRows()) {
    await connection.run(`DELETE FROM _headgate_base.${quoteIdentifier(String(table))} WHERE _import_id IN (${list})`)
  }
}
