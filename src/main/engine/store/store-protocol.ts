import type { DatasetDetails, DatasetSummary } from '../../../contract/datasets.ts'
import type { ErrorShape } from '../../../contract/errors.ts'
import type { JudgedField } from '../../../contract/judged-field.ts'
import type { ImportRecord, ImportState } from '../../../contract/imports.ts'
import type { Issue, IssueFacet, IssueFilter } from '../../../contract/issues.ts'
import type { OperationOutput } from '../../../contract/operations.ts'
import type { PurgeRequest, PurgeResult } from '../../../contract/purge.ts'
import type { SchemaVersionSummary } from '../../../contract/schema/schema-difference.ts'
import type { SchemaDocument, SchemaSummary } from '../../../contract/schema/schema-document.ts'
import type { ExportRequest } from '../report/export-csv.ts'
import type { AnalyticsImport, DatasetShape, VisibleImport } from './analytics-copy.ts'
import type { ImportCost } from './imports.ts'
import type { InsertedRows, RowsToInsert } from './insert-rows.ts'
import type { FoldedVersions, VersionsChange } from './row-versions.ts'
import type { StandingChange, StandingDataset } from './visible-imports.ts'

export interface StoreThreadData {
  readonly workspace: string
  readonly sqliteBinding?: string
  readonly extensions: readonly string[]
}

interface StateChange<S extends ImportState> {
  readonly importId: number
  readonly state: S
  readonly error?: ErrorShape
  /** Of a whole import that ran, with the stages after reading. */
  readonly cost?: ImportCost
}

/** The methods of the thread that owns the workspace's SQLite file. `open` comes first, and holds the workspace's lock. */
export type StoreMethods = {
  open: (nothing: null) => { interrupted: number }
  close: (nothing: null) => void
  health: (nothing: null) => OperationOutput<'workspace.health'>
  addSchema: (input: { document: unknown }) => Promise<OperationOutput<'schemas.add'>>
  listSchemas: (nothing: null) => SchemaSummary[]
  showSchema: (input: { name: string; version?: number }) => OperationOutput<'schemas.show'>
  schemaVersions: (name: string) => SchemaVersionSummary[]
  compareSchemas: (input: { name: string; from: number; to: number }) => OperationOutput<'schemas.compare'>
  inferDataset: (input: { dataset: string; name?: string }) => Promise<SchemaDocument>
  listImports: (input: { dataset?: string }) => ImportRecord[]
  /** The imports of a dataset that are seen and were judged by another version of its schema. */
  importsToRevalidate: (input: { dataset: string; version?: number }) => number[]
  showImport: (importId: number) => ImportRecord
  importStatistics: (importId: number) => JudgedField[]
  setImportState: (change: StateChange<ImportState>) => ImportRecord
  dropImport: (change: StateChange<'cancelled' | 'failed'>) => ImportRecord
  /** Deletes the accepted rows of an import and keeps what explains it. */
  dropRows: (importId: number) => void
  purgeImport: (input: PurgeRequest) => PurgeResult
  finishPurges: (nothing: null) => void
  listIssues: (input: { importId: number; offset: number; limit: number; filter: IssueFilter }) => {
    total: number
    issues: Issue[]
  }
  issueFacets: (importId: number) => IssueFacet[]
  listDatasets: (nothing: null) => DatasetSummary[]
  showDataset: (name: string) => DatasetDetails
  renameDataset: (input: { dataset: string; name: string }) => DatasetDetails
  dropDataset: (name: string) => void
  restoreDataset: (name: string) => DatasetDetails
  exportCsv: (input: ExportRequest) => Promise<{ file: string; rows: number; bytes: number }>
  visibleImports: (nothing: null) => VisibleImport[]
  /** The datasets that can be asked for, and what their columns are. */
  datasetShapes: (nothing: null) => DatasetShape[]
  analyticsImport: (importId: number) => AnalyticsImport
  /** The rows of an import that are seen, from a row number on. */
  spillImport: (input: { importId: number; file: string; fromRow: number }) => { longestRecord: number }
  /** All accepted rows of an import as they are stored. */
  spillStored: (input: { importId: number; file: string }) => { longestRecord: number }
  /** The rows of an import that are seen by the versions that were put to use last. */
  spillAsOf: (input: { importId: number; file: string }) => { source: AnalyticsImport; longestRecord: number }
  standingDataset: (input: { importId: number; change?: StandingChange; asOf?: number }) => StandingDataset
  /** Changes the state of an import together with the versions of rows that are seen behind it (see `changeVersions`). */
  changeVersions: (input: VersionsChange) => boolean
  /** Puts versions to use for `spillAsOf` and for exports as of an import. */
  useVersions: (folded: FoldedVersions | null) => void
  insertRows: (input: RowsToInsert) => InsertedRows
  createJob: (input: { kind: string; name: string }) => number
  updateJob: (input: { jobId: number; progress: unknown }) => void
}
