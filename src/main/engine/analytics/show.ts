import type { DuckDBConnection } from '@duckdb/node-api'
import { AppError } from '../lib/app-error.ts'
import { quoteIdentifier } from '../lib/sql-names.ts'
import type { DatasetShape } from '../store/analytics-copy.ts'
import { createViews, dropImports, ensureTable, loadImport } from './load.ts'
import type { LoadRequest, ShownImport } from './protocol.ts'

/** The imports that can be seen. */
export async function loadedImports(connection: DuckDBConnection): Promise<ShownImport[]> {
  const result = await connection.runAndReadAll(
    'SELECT import_id, rows, stamp FROM _headgate_base.visible ORDER BY import_id',
  )
  return result
    .getRows()
    .map(([importId, rows, stamp]) => ({ importId: Number(importId), rows: Number(rows), stamp: Number(stamp) }))
}

/** Gives datasets their views, and takes all other views away: of datasets that were dropped or have another name now. */
export async function nameDatasets(connection: DuckDBConnection, datasets: readonly DatasetShape[]): Promise<void> {
  const existing = await connection.runAndReadAll(
    `SELECT schema_name, view_name FROM duckdb_views() WHERE NOT internal AND schema_name IN ('main', '_headgate')`,
  )
  const views = existing.getRows().map(([schema, name]) => ({ schema: String(schema), name: String(name) }))
  const wanted = new Set(datasets.map(({ dataset }) => dataset.name))
  for (const { schema, name } of views) {
    if (!wanted.has(name)) await connection.run(`DROP VIEW ${quoteIdentifier(schema)}.${quoteIdentifier(name)}`)
  }
  const known = new Set(views.map(({ name }) => name))
  for (const shape of datasets) {
    if (known.has(shape.dataset.name)) continue
    await ensureTable(connection, shape)
    await createViews(connection, shape)
  }
}

/**
 * Loads imports anew whose rows can be seen already, then lets exactly the given imports be seen. Whoever asks meanwhile waits, so nobody
 * sees it half done; where it ends half-way, what was being loaded does not count as loaded.
 */
export async function showImports(
  connection: DuckDBConnection,
  { reload, imports }: { readonly reload: readonly LoadRequest[]; readonly imports: readonly ShownImport[] },
): Promise<void> {
  const before = await loadedImports(connection)
  for (const request of reload) {
    const { importId, rows } = request.source
    await connection.run(`UPDATE _headgate_base.visible SET stamp = -1 WHERE import_id = ${importId}`)
    const taken = await loadImport(connection, request)
    if (taken !== rows) throw new AppError('unexpected', `DuckDB took ${taken} of ${rows} rows of import ${importId}.`)
  }
  await connection.run('BEGIN')
  try {
    await connection.run('DELETE FROM _headgate_base.visible')
    for (const { importId, rows, stamp } of imports) {
      await connection.run(`INSERT INTO _headgate_base.visible VALUES (${importId}, ${rows}, ${stamp})`)
    }
    await connection.run('COMMIT')
  } catch (error) {
    await connection.run('ROLLBACK')
    throw error
  }
  const seen = new Set(imports.map(({ importId }) => importId))
  await dropImports(
    connection,
    before.map(({ importId }) => importId).filter((importId) => !seen.has(importId)),
  )
}
