import type { ChartRequest, QueryResult } from '../../../contract/datasets.ts'
import type { AnalyticsImport } from '../store/analytics-copy.ts'

export interface AnalyticsThreadData {
  readonly file: string
  /** The only folder from which the database may read files. */
  readonly scratch: string
}

/** Rows of an import on their way into DuckDB. */
export interface LoadRequest {
  readonly source: AnalyticsImport
  readonly file: string
  /** Bytes of the longest record in the file. */
  readonly longestRecord: number
  /** The file goes on after what was loaded before; otherwise it replaces that. */
  readonly append: boolean
}

/**
 * The methods of the one thread that owns DuckDB. What it holds is a copy of SQLite's accepted rows, by import.
 */
export type AnalyticsMethods = {
  open: (nothing: null) => Promise<void>
  close: (nothing: null) => Promise<void>
  /** The imports that can be seen, and how many rows of each there are. */
  loaded: (nothing: null) => Promise<{ importId: number; rows: number }[]>
  /** Loads rows of an import, and tells how many of it there are now; an import is not seen before `show`. */
  load: (request: LoadRequest) => Promise<{ rows: number }>
  /** Lets an import be seen, and throws away at once those that it hides. */
  show: (input: { importId: number; rows: number; hides: readonly number[] }) => Promise<void>
  /** Throws the rows of imports away. */
  drop: (importIds: readonly number[]) => Promise<void>
  query: (input: { sql: string; limit: number | null }) => Promise<QueryResult>
  chart: (request: ChartRequest) => Promise<QueryResult & { sql: string }>
}
