import type { ChartRequest, QueryResult } from '../../../contract/datasets.ts'
import type { ImportedField } from '../../../contract/judged-field.ts'
import type { AnalyticsImport } from '../store/analytics-copy.ts'
import type { DatasetColumn } from '../store/datasets.ts'
import type { TableRule } from '../validate/table-rules.ts'

export interface AnalyticsThreadData {
  readonly file: string
  /** The only folder from which the database may read files. */
  readonly scratch: string
}

/** Rows in a file for DuckDB: one JSON array a line. */
export interface Spilled {
  readonly file: string
  /** Bytes of the longest line, at most. */
  readonly longestRecord: number
}

/** Rows of an import on their way into DuckDB. */
export interface LoadRequest extends Spilled {
  readonly source: AnalyticsImport
  /** The file goes on after what was loaded before; otherwise it replaces that. */
  readonly append: boolean
  /** The other imports of the dataset, all of them, where its table is to be made anew. */
  readonly others: readonly Omit<LoadRequest, 'append' | 'others'>[]
}

/** A field of a dataset that a reference speaks of. */
export interface DatasetTarget extends Pick<AnalyticsImport, 'dataset' | 'columns'> {
  readonly column: DatasetColumn
}

/** Where the values of a reference are: in a dataset, or in a file of one text a line. */
export type RuleTarget = DatasetTarget | Spilled

/** What is needed to judge the rows of an import beside each other, apart from the rows. */
export interface PreparedTable {
  readonly rules: readonly TableRule[]
  /** The targets of references, by the 0-based place of their rule; null for other rules. */
  readonly targets: readonly (RuleTarget | null)[]
  /** Imports whose place it takes, so that their rows are no others. */
  readonly hides: readonly number[]
  /** The fields that the rules look at. */
  readonly fields: readonly string[]
  /** Row number and values of those fields, of the rows that their own rules rejected. */
  readonly rejected: Spilled
  /** Written on the way. */
  readonly verdictsFile: string
  /** Written: row number, place of the rule, import and row number that it stands against; by row and rule, what is not there empty. */
  readonly findingsFile: string
}

export interface TableRequest extends PreparedTable {
  readonly source: AnalyticsImport
}

/** What judging a table came to. */
export interface TableVerdict {
  /** Rows of the import that are left. */
  readonly rows: number
}

/**
 * The methods of the one thread that owns DuckDB. What it holds is a copy of SQLite's accepted rows, by import.
 */
export type AnalyticsMethods = {
  open: (nothing: null) => Promise<void>
  close: (nothing: null) => Promise<void>
  /** The imports that can be seen, and how many rows of each there are. */
  loaded: (nothing: null) => Promise<{ importId: number; rows: number }[]>
  /** Whether a column of the dataset has another type than its table, so that all rows have to be read again from their texts. */
  isRetyped: (dataset: Pick<AnalyticsImport, 'dataset' | 'columns'>) => Promise<boolean>
  /** Loads rows of an import, and tells how many of it there are now; an import is not seen before `show`. */
  load: (request: LoadRequest) => Promise<{ rows: number }>
  /** Judges a loaded import by the rules of its table: writes what it finds and deletes the rows that fail. */
  judge: (request: TableRequest) => Promise<TableVerdict>
  /** Ends such a judging where one runs: it fails. */
  stopJudging: (nothing: null) => void
  /** Lets an import be seen, and throws away at once those that it hides. */
  show: (input: { importId: number; rows: number; hides: readonly number[] }) => Promise<void>
  /** Throws the rows of imports away. */
  drop: (importIds: readonly number[]) => Promise<void>
  countDistinct: (source: AnalyticsImport) => Promise<Record<string, NonNullable<ImportedField['distinct']>>>
  query: (input: { sql: string; limit: number | null }) => Promise<QueryResult>
  chart: (request: ChartRequest) => Promise<QueryResult & { sql: string }>
}
