import { type DuckDBConnection, StatementType } from '@duckdb/node-api'
import type { QueryResult } from '../../../contract/datasets.ts'
import { AppError } from '../lib/app-error.ts'
import { resultValue } from './result-value.ts'

/**
 * Runs one statement that reads, in a transaction that is undone behind it; `begin` may begin another one than a read-only one. Whatever
 * else is tried is refused: several statements, statements that write, files.
 * @throws AppError `query-invalid` with DuckDB's own words, `query-failed` when it fails while running
 */
export async function runQuery(
  connection: DuckDBConnection,
  sql: string,
  limit: number | null,
  begin: () => Promise<unknown> = () => connection.run('BEGIN TRANSACTION READ ONLY'),
): Promise<QueryResult> {
  const statements = await connection.extractStatements(sql).catch((error: unknown) => {
    throw invalid(error)
  })
  if (statements.count !== 1) {
    throw new AppError(
      'query-invalid',
      `One statement is run at a time; there ${statements.count === 0 ? 'is none' : `are ${statements.count}`}.`,
      {
        hint: 'Write one SELECT.',
      },
    )
  }
  if (!beginsAsReading(sql)) throw notReading()
  try {
    await begin()
    const prepared = await statements.prepare(0).catch((error: unknown) => {
      throw invalid(error)
    })
    if (prepared.statementType !== StatementType.SELECT) throw notReading()
    const result = await prepared.stream().catch((error: unknown) => {
      throw new AppError('query-failed', `The query failed: ${wordsOf(error)}`, { cause: error })
    })
    const columns = result.columnNames().map((name, index) => ({ name, type: String(result.columnType(index)) }))
    const rows: QueryResult['rows'] = []
    let truncated = false
    for (;;) {
      const chunk = await result.fetchChunk()
      if (!chunk || chunk.rowCount === 0) break
      for (const row of chunk.getRows()) {
        if (limit !== null && rows.length === limit) {
          truncated = true
          break
        }
        rows.push(row.map(resultValue))
      }
      if (truncated) break
    }
    return { columns, rows, truncated }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('query-failed', `The query failed: ${wordsOf(error)}`, { cause: error })
  } finally {
    await connection.run('ROLLBACK').catch(() => undefined)
  }
}

/** How statements begin that read. Preparing alone can have effects (EXPORT makes its folder), so this is looked at before. */
const reading = /^(?:\(|(?:select|with|from|values|table|describe|show|summarize|pivot|unpivot)\b)/i
const commentsAndSpace = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/

function beginsAsReading(sql: string): boolean {
  return reading.test(sql.replace(commentsAndSpace, ''))
}

function notReading(): AppError {
  return new AppError('query-invalid', 'Only statements that read can be run here.', {
    hint: 'Write one SELECT. Datasets change by imports, so that every change has a history.',
  })
}

function invalid(error: unknown): AppError {
  return new AppError('query-invalid', wordsOf(error), {
    hint: 'Datasets are tables under their own names; put names with special characters in double quotes.',
    cause: error,
  })
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
