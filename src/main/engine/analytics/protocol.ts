import type { ChartRequest, QueryResult } from '../../../contract/datasets.ts'
import type { ImportMode } from '../../../contract/imports.ts'
import type { ImportedField } from '../../../contract/judged-field.ts'
import type { AnalyticsImport, DatasetShape } from '../store/analytics-copy.ts'
import type { DatasetColumn } from '../store/datasets.ts'
import type { LayoutColumn } from '../validate/layout.ts'
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

/** An import whose rows are seen. */
export interface ShownImport {
  readonly importId: number
  readonly rows: number
  readonly stamp: number
}

/** An import as its rows are laid over others. */
export interface FoldedImport extends Spilled {
  readonly importId: number
  readonly mode: ImportMode
  readonly layout: readonly LayoutColumn[]
  /** Of an upsert: the fields, and the positions of the dataset's columns. */
  readonly key: readonly string[]
  readonly keyPositions: readonly number[]
  /** Written: the texts that rows of an upsert take over, where its file lacks columns. */
  readonly carriedFile: string
}

/** Imports that are laid over each other, in this order. */
export interface FoldRequest {
  readonly columns: readonly DatasetColumn[]
  readonly imports: readonly FoldedImport[]
  /** Written: ids of rows that are not seen, one a line. */
  readonly unseenFile: string
}

/** What an upsert did to the rows before it. */
export interface UpsertOutcome {
  readonly importId: number
  readonly matched: number
  readonly inserted: number
  readonly updated: number
  readonly unchanged: number
}

export interface FoldResult {
  readonly outcomes: readonly UpsertOutcome[]
  /** Files of JSON, `{id, t, f}` a line: a row takes the texts `t` over from the rows `f`, for these positions of the dataset's columns. */
  readonly carried: readonly { readonly file: string; readonly positions: readonly number[] }[]
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
  /** The fields by which an upsert finds the rows that its own take the place of; empty for other imports. */
  readonly key: readonly string[]
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

/** A query over a dataset as it was. */
export interface AsOfQuery {
  readonly sql: string
  readonly limit: number | null
  readonly shape: DatasetShape
  readonly loads: readonly Pick<LoadRequest, 'source' | keyof Spilled>[]
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
  /** The imports that can be seen, how many rows of each there are, and which versions of them. */
  loaded: (nothing: null) => Promise<ShownImport[]>
  /** Lets exactly these datasets be asked for, by these names. */
  nameDatasets: (datasets: readonly DatasetShape[]) => Promise<void>
  /** Whether a column of the dataset has another type than its table, so that all rows have to be read again from their texts. */
  isRetyped: (dataset: DatasetShape) => Promise<boolean>
  /** Loads rows of an import, and tells how many of it there are now; an import is not seen before `show`. */
  load: (request: LoadRequest) => Promise<{ rows: number }>
  /** Judges a loaded import by the rules of its table: writes what it finds and deletes the rows that fail. */
  judge: (request: TableRequest) => Promise<TableVerdict>
  /** Lays imports over each other, whatever is loaded; changes nothing that is seen. */
  fold: (request: FoldRequest) => Promise<FoldResult>
  /** Ends such a judging where one runs: it fails. */
  stopJudging: (nothing: null) => void
  /** Loads anew what can be seen already, and lets exactly these imports be seen, all at once; throws the rows of others away. */
  show: (input: { reload: readonly LoadRequest[]; imports: readonly ShownImport[] }) => Promise<void>
  /** Throws the rows of imports away. */
  drop: (importIds: readonly number[]) => Promise<void>
  countDistinct: (source: AnalyticsImport) => Promise<Record<string, NonNullable<ImportedField['distinct']>>>
  query: (input: { sql: string; limit: number | null }) => Promise<QueryResult>
  /** As `query`, over the given rows in place of those of their dataset. */
  queryAsOf: (input: AsOfQuery) => Promise<QueryResult>
  chart: (request: ChartRequest) => Promise<QueryResult & { sql: string }>
}
