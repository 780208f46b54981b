import type { DuckDBConnection } from '@duckdb/node-api'
import { nameKey } from '../lib/names.ts'
import { quoteIdentifier, quoteLiteral } from '../lib/sql-names.ts'
import type { DatasetShape } from '../store/analytics-copy.ts'
import { duckdbType } from './column-types.ts'
import { prepareLoad } from './duckdb.ts'
import type { LoadRequest, Spilled } from './protocol.ts'

/** The table that holds a dataset's rows of all imports, seen or not. */
export function baseTable(datasetId: number): string {
  return `_headgate_base.dataset_${datasetId}`
}

/**
 * Loads accepted rows of an import from their spilled file; returns how many of that import there are then. Where columns of the dataset
 * have other types than before, its table is made anew and takes all rows from their texts: a value that was read by one type may not
 * give its text back (`007`).
 */
export async function loadImport(connection: DuckDBConnection, request: LoadRequest): Promise<number> {
  const { source, append, others } = request
  await prepareLoad(connection, source.columns.length, source.rows)
  const table = baseTable(source.dataset.id)
  if (await isRetyped(connection, source)) await connection.run(`DROP TABLE ${table}`)
  await ensureTable(connection, source)
  for (const other of others) await insertRows(connection, other)
  if (!append) await deleteRows(connection, table, source.importId)
  await insertRows(connection, request)
  const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${table} WHERE _import_id = ${source.importId}`)
  return Number(counted.value(0, 0))
}

/** Inserts the rows of a spilled file into the table of their dataset, or into another one of the same columns. */
export async function insertRows(
  connection: DuckDBConnection,
  { source, file, longestRecord }: Omit<LoadRequest, 'append' | 'others'>,
  table: string = baseTable(source.dataset.id),
): Promise<void> {
  if (source.rows === 0) return
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

/**
 * A text that is not of its type, as a mere warning lets through or another version of the schema read, is NULL in this copy and whole in
 * SQLite. DuckDB's own casts would take some of them for what they are not: `5.5` for 6, `1` for true, the day of a day with a time.
 */
export function typed(text: string, type: string): string {
  if (type === 'VARCHAR') return text
  const form = formOf(text, type)
  const cast = `TRY_CAST(${text} AS ${type})`
  return form === null ? cast : `CASE WHEN ${form} THEN ${cast} END`
}

/** What a text must be like beyond being cast; null for types whose casts are strict. */
function formOf(text: string, type: string): string | null {
  const scale = /^DECIMAL\(\d+, (\d+)\)$/.exec(type)?.[1]
  if (scale !== undefined) return `regexp_full_match(${text}, '[+-]?[0-9]*[.]?[0-9]{0,${scale}}0*')`
  if (type === 'HUGEINT') return `regexp_full_match(${text}, '[+-]?[0-9]+')`
  if (type === 'BOOLEAN') return `${text} IN ('true', 'false')`
  return type === 'DATE' ? `length(${text}) = 10` : null
}

/** The columns that the table of a dataset has and their types, by folded name; none where there is no table yet. */
async function tableColumns(connection: DuckDBConnection, datasetId: number): Promise<Map<string, string>> {
  const existing = await connection.runAndReadAll(
    `SELECT column_name, data_type FROM duckdb_columns() WHERE schema_name = '_headgate_base' AND table_name = 'dataset_${datasetId}'`,
  )
  return new Map(existing.getRows().map(([name, type]) => [nameKey(String(name)), String(type)]))
}

/** Whether a column of a dataset has another type than in its table. */
export async function isRetyped(connection: DuckDBConnection, { dataset, columns }: DatasetShape): Promise<boolean> {
  const known = await tableColumns(connection, dataset.id)
  return columns.some((column) => {
    const before = known.get(nameKey(column.name))
    return before !== undefined && before.replaceAll(' ', '') !== duckdbType(column).replaceAll(' ', '')
  })
}

/** The columns of a table that holds rows of a dataset, as SQL declares them. */
export function tableFields(columns: DatasetShape['columns']): string {
  const fields = columns.map((column) => `, ${quoteIdentifier(column.name)} ${duckdbType(column)}`).join('')
  return `_import_id BIGINT NOT NULL, _row_number BIGINT NOT NULL, _schema_version INTEGER NOT NULL${fields}`
}

/** Makes the table of a dataset as wide as the dataset is now. */
export async function ensureTable(connection: DuckDBConnection, source: DatasetShape): Promise<void> {
  const { dataset, columns } = source
  const table = baseTable(dataset.id)
  const known = await tableColumns(connection, dataset.id)
  if (known.size === 0) {
    await connection.run(`CREATE TABLE ${table} (${tableFields(columns)})`)
    await createViews(connection, source)
    return
  }
  const added = columns.filter((column) => !known.has(nameKey(column.name)))
  for (const column of added) {
    await connection.run(`ALTER TABLE ${table} ADD COLUMN ${quoteIdentifier(column.name)} ${duckdbType(column)}`)
  }
  if (added.length > 0) await createViews(connection, source)
}

/**
 * `orders` shows the fields and nothing else; `_headgate.orders` adds where each row came from. They show the rows that are seen, unless
 * others are given as SQL.
 */
export async function createViews(
  connection: DuckDBConnection,
  { dataset, columns }: DatasetShape,
  rows = `${baseTable(dataset.id)} WHERE _import_id IN (SELECT import_id FROM _headgate_base.visible)`,
): Promise<void> {
  const name = quoteIdentifier(dataset.name)
  const fields = columns.map((column) => quoteIdentifier(column.name)).join(', ')
  await connection.run(`CREATE OR REPLACE VIEW main.${name} AS SELECT ${fields} FROM ${rows}`)
  await connection.run(
    `CREATE OR REPLACE VIEW _headgate.${name} AS SELECT _import_id, _row_number, _schema_version, ${fields} FROM ${rows}`,
  )
}

/** Throws away the rows of imports, in whatever dataset they are. */
export async function dropImports(connection: DuckDBConnection, importIds: readonly number[]): Promise<void> {
  if (importIds.length === 0) return
  await connection.run(`DELETE FROM _headgate_base.visible WHERE import_id IN (${importIds.join(', ')})`)
  const tables = await connection.runAndReadAll(
    `SELECT table_name FROM duckdb_tables() WHERE schema_name = '_headgate_base' AND table_name LIKE 'dataset\\_%' ESCAPE '\\'`,
  )
  for (const [table] of tables.getRows()) {
    for (const importId of importIds) {
      await deleteRows(connection, `_headgate_base.${quoteIdentifier(String(table))}`, importId)
    }
  }
}
