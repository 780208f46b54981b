import { workerData } from 'node:worker_threads'
import { assert } from '../lib/assert.ts'
import { serveThread } from '../lib/rpc.ts'
import { exportCsv } from '../report/export-csv.ts'
import { loadExtensions } from '../validate/extensions.ts'
import { schemaDifferences } from '../schema/differences.ts'
import { readSchema } from '../schema/read-schema.ts'
import {
  type AnalyticsImport,
  analyticsImport,
  datasetShapes,
  spillImport,
  spillShown,
  spillStored,
  visibleImports,
} from './analytics-copy.ts'
import type { WriteDb } from './database.ts'
import { dropDataset, renameDataset, restoreDataset, showDataset } from './dataset-changes.ts'
import { listDatasets } from './datasets.ts'
import { importStatistics } from './judged-fields.ts'
import { health } from './health.ts'
import { deleteImportRows, dropImport } from './drop-import.ts'
import { listImports, markInterrupted, requireImport, setImportCost, setImportState } from './imports.ts'
import { inferDataset } from './infer-dataset.ts'
import { insertRows } from './insert-rows.ts'
import { issueFacets, listIssues } from './issues.ts'
import { finishPurges, purgeImport, refusePurged, resumePurges } from './purge-import.ts'
import { createJob, updateJob } from './jobs.ts'
import { changeVersions, useVersions } from './row-versions.ts'
import { addSchema, findSchema, listSchemas, requireSchema, schemaVersions } from './schemas.ts'
import { asOfVersions } from './shown-rows.ts'
import type { StoreMethods, StoreThreadData } from './store-protocol.ts'
import { importsToRevalidate, standingDataset } from './visible-imports.ts'
import { lockWorkspace, openWorkspaceDatabase, prepareFolder, workspacePaths } from './workspace.ts'

const data = workerData as StoreThreadData
const paths = workspacePaths(data.workspace)
let opened: { db: WriteDb; unlock: () => void } | null = null

function db(): WriteDb {
  assert(opened, 'open comes first')
  return opened.db
}

/** Does something with which the log is synced to the disk: what is reported as stored survives a loss of power. */
function synced<T>(work: () => T): T {
  db().script('PRAGMA synchronous = FULL')
  try {
    return work()
  } finally {
    db().script('PRAGMA synchronous = NORMAL')
  }
}

serveThread<StoreMethods>({
  open: () => {
    prepareFolder(paths)
    const unlock = lockWorkspace(paths, data.sqliteBinding)
    try {
      opened = { db: openWorkspaceDatabase(paths, data.sqliteBinding), unlock }
      resumePurges(opened.db, paths)
    } catch (error) {
      unlock()
      throw error
    }
    return { interrupted: markInterrupted(opened.db) }
  },
  close: () => {
    opened?.db.close()
    opened?.unlock()
    opened = null
  },
  health: () => health(db(), paths),
  addSchema: async ({ document }) => {
    const checked = await readSchema(document, await loadExtensions(data.extensions))
    return db().transaction(() => {
      const before = findSchema(db(), checked.name)
      const { name, version, created } = addSchema(db(), checked)
      const stored = requireSchema(db(), name, version)
      const differences = created && before ? schemaDifferences(before.document, stored.document) : []
      return { name, version, created, differences }
    })
  },
  listSchemas: () => listSchemas(db()),
  showSchema: ({ name, version }) => {
    const found = requireSchema(db(), name, version)
    return { version: found.version, document: found.document }
  },
  schemaVersions: (name) => schemaVersions(db(), name),
  compareSchemas: ({ name, from, to }) => {
    const [before, after] = [requireSchema(db(), name, from), requireSchema(db(), name, to)]
    return { name: after.name, from, to, differences: schemaDifferences(before.document, after.document) }
  },
  inferDataset: ({ dataset, name }) => inferDataset(db(), dataset, name),
  listImports: ({ dataset }) => listImports(db(), dataset),
  importsToRevalidate: (input) => importsToRevalidate(db(), input),
  showImport: (importId) => requireImport(db(), importId),
  importStatistics: (importId) => importStatistics(db(), importId),
  setImportState: ({ importId, state, error, cost }) => {
    synced(() =>
      db().transaction(() => {
        if (state === 'completed') refusePurged(db(), importId)
        if (cost) setImportCost(db(), importId, cost)
        setImportState(db(), importId, state, error ?? null)
      }),
    )
    return requireImport(db(), importId)
  },
  dropImport: ({ importId, state, error }) => {
    dropImport(db(), importId, state, error ?? null)
    return requireImport(db(), importId)
  },
  dropRows: (importId) => deleteImportRows(db(), importId, ['_headgate_row_block']),
  purgeImport: (input) => purgeImport(db(), paths, input),
  finishPurges: () => finishPurges(db()),
  listIssues: ({ importId, offset, limit, filter }) => listIssues(db(), importId, offset, limit, filter),
  issueFacets: (importId) => issueFacets(db(), importId),
  listDatasets: () => listDatasets(db()),
  showDataset: (name) => showDataset(db(), name),
  renameDataset: ({ dataset, name }) => {
    db().transaction(() => renameDataset(db(), dataset, name))
    return showDataset(db(), name)
  },
  dropDataset: (name) => db().transaction(() => dropDataset(db(), name)),
  restoreDataset: (name) => {
    db().transaction(() => restoreDataset(db(), name))
    return showDataset(db(), name)
  },
  exportCsv: (input) => exportCsv(db(), input),
  visibleImports: () => visibleImports(db()),
  datasetShapes: () => datasetShapes(db()),
  analyticsImport: (importId): AnalyticsImport => analyticsImport(db(), importId),
  spillImport: ({ importId, file, fromRow }) => spillImport(db(), importId, file, fromRow),
  spillStored: ({ importId, file }) => spillStored(db(), importId, file, 1),
  spillAsOf: ({ importId, file }) => {
    const { rows, longestRecord } = spillShown(db(), importId, file, asOfVersions)
    return { source: { ...analyticsImport(db(), importId), rows }, longestRecord }
  },
  standingDataset: ({ importId, ...at }) => standingDataset(db(), importId, at),
  changeVersions: (input) => synced(() => changeVersions(db(), input)),
  useVersions: (folded) => useVersions(db(), folded),
  insertRows: (input) => insertRows(db(), input),
  createJob: ({ kind, name }) => createJob(db(), kind, name),
  updateJob: ({ jobId, progress }) => updateJob(db(), jobId, progress),
})
