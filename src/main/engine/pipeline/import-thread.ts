import { workerData } from 'node:worker_threads'
import type { ImportRequest } from '../../../contract/imports.ts'
import type { Inspection, ReadingOptions, RecordCursor, RecordPage } from '../../../contract/reading.ts'
import type { SchemaDocument } from '../../../contract/schema-document.ts'
import { inferSchema, inspectFile } from '../infer/inspect.ts'
import { assert } from '../lib/assert.ts'
import { serveThread } from '../lib/rpc.ts'
import { openDatabase, type WriteDb } from '../store/database.ts'
import { type WorkspacePaths, workspacePaths } from '../store/workspace.ts'
import { loadExtensions } from '../validate/extensions.ts'
import { type PipelineResult, runPipeline } from './import-pipeline.ts'
import { planImport } from './plan-import.ts'
import { readRecords } from './read-records.ts'

/** What the coordinator thread is started with; without a workspace it only looks at files. */
export interface ImportThreadData {
  readonly workspace: string | null
  readonly sqliteBinding?: string
  readonly extensions: readonly string[]
}

/** The methods of the coordinator thread: everything that reads a user's file. */
export type ImportThreadMethods = {
  inspect: (input: { path: string; reading: ReadingOptions; full: boolean }) => Promise<Inspection>
  records: (input: {
    path: string
    reading: ReadingOptions
    cursor?: RecordCursor
    limit: number
  }) => Promise<RecordPage>
  infer: (input: { path: string; reading: ReadingOptions; name: string }) => Promise<SchemaDocument>
  plan: (request: ImportRequest) => Promise<{ importId: number; fileName: string }>
  /** Sends `progress` events on its way. */
  run: (importId: number) => Promise<PipelineResult>
  /** Ends the import that runs behind its next committed chunk. */
  stop: (importId: number) => void
}

const data = workerData as ImportThreadData
const stopping = new Set<number>()
let opened: { db: WriteDb; paths: WorkspacePaths } | null = null

function workspace(): { db: WriteDb; paths: WorkspacePaths } {
  assert(data.workspace, 'imports need a workspace')
  if (!opened) {
    const paths = workspacePaths(data.workspace)
    opened = { paths, db: openDatabase(paths.sqlite, { nativeBinding: data.sqliteBinding }) }
  }
  return opened
}

const send = serveThread<ImportThreadMethods>({
  inspect: ({ path, reading, full }) => inspectFile(path, reading, full),
  records: ({ path, reading, cursor, limit }) => readRecords(path, reading, cursor, limit),
  infer: ({ path, reading, name }) => inferSchema(path, reading, name),
  plan: async (request) => planImport(request, { ...workspace(), extensions: await loadExtensions(data.extensions) }),
  run: async (importId) => {
    stopping.delete(importId)
    return runPipeline(importId, {
      ...workspace(),
      sqliteBinding: data.sqliteBinding,
      extensions: data.extensions,
      onProgress: (progress) => send('progress', progress),
      stopRequested: () => stopping.has(importId),
    })
  },
  stop: (importId) => {
    stopping.add(importId)
  },
})
