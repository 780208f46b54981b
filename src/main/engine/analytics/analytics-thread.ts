import { workerData } from 'node:worker_threads'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { assert } from '../lib/assert.ts'
import { inTurn } from '../lib/in-turn.ts'
import { serveThread } from '../lib/rpc.ts'
import { chartSql } from './chart.ts'
import { countDistinct } from './count-distinct.ts'
import { openDuckDb } from './duckdb.ts'
import { foldVersions } from './fold-versions.ts'
import { judgeTable } from './judge-table.ts'
import { dropImports, isRetyped, loadImport } from './load.ts'
import type { AnalyticsMethods, AnalyticsThreadData } from './protocol.ts'
import { runQuery } from './query.ts'
import { queryAsOf } from './query-as-of.ts'
import { loadedImports, nameDatasets, showImports } from './show.ts'

let opened: { instance: DuckDBInstance; connection: DuckDBConnection } | null = null
/** The connection while it judges a table. */
let judging: DuckDBConnection | null = null
/** One thing at a time: a connection runs one statement, and a load must not be seen half done. */
const take = inTurn()

function next<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  return take(async () => {
    assert(opened, 'open comes first')
    return work(opened.connection)
  })
}

serveThread<AnalyticsMethods>({
  open: async () => {
    opened ??= await openDuckDb(workerData as AnalyticsThreadData)
  },
  close: () =>
    take(async () => {
      opened?.connection.closeSync()
      opened?.instance.closeSync()
      opened = null
    }),
  loaded: () => next((connection) => loadedImports(connection)),
  nameDatasets: (datasets) => next((connection) => nameDatasets(connection, datasets)),
  isRetyped: (dataset) => next((connection) => isRetyped(connection, dataset)),
  load: (request) => next(async (connection) => ({ rows: await loadImport(connection, request) })),
  judge: (request) =>
    next(async (connection) => {
      judging = connection
      try {
        return await judgeTable(connection, request)
      } finally {
        judging = null
      }
    }),
  fold: (request) => next((connection) => foldVersions(connection, request)),
  stopJudging: () => judging?.interrupt(),
  show: (input) => next((connection) => showImports(connection, input)),
  drop: (importIds) => next((connection) => dropImports(connection, importIds)),
  countDistinct: (source) => next((connection) => countDistinct(connection, source)),
  query: ({ sql, limit }) => next((connection) => runQuery(connection, sql, limit)),
  queryAsOf: (input) => next((connection) => queryAsOf(connection, input)),
  chart: (request) =>
    next(async (connection) => {
      const sql = chartSql(request)
      return { ...(await runQuery(connection, sql, null)), sql }
    }),
})
