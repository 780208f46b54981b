import type { QueryResult } from '../../../contract/datasets.ts'
import type { ServiceContext } from './services.ts'

/** Queries over the datasets. */
export interface DuckDBService {
  /** Runs one statement that reads; integers beyond 2^53 and decimals come as texts, dates as ISO 8601 texts. */
  executeQuery(sql: string, options?: { readonly limit?: number }): Promise<QueryResult>
}

export function createDuckDbService({ analytics }: ServiceContext): DuckDBService {
  return {
    executeQuery: async (sql, options = {}) => (await analytics.ready()).query({ sql, limit: options.limit ?? null }),
  }
}
