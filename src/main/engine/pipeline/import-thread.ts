import { workerData } from 'node:worker_threads'
import type { ImportRequest } from '../../../contract/imports.ts'
import type { JudgingPreview } from '../../../contract/judging-preview.ts'
import type { Matching } from '../../../contract/matching.ts'
import type { OperationOutput } from '../../../contract/operations.ts'
import type { MergePreview, MergeRequest, RejectsExport, RejectsRequest } from '../../../contract/rejects.ts'
import type { Inspection, ReadingOptions, RecordCursor, RecordPage } from '../../../contract/reading.ts'
import type { SchemaDocument } from '../../../contract/schema/schema-document.ts'
import type { PreparedTable } from '../analytics/protocol.ts'
import { inferSchema, inspectFile } from '../infer/inspect.ts'
import { assert } from '../lib/assert.ts'
import type { Limits } from '../lib/limits.ts'
import { serveThread } from '../lib/rpc.ts'
import { openDatabase, type WriteDb } from '../store/database.ts'
import { type WorkspacePaths, workspacePaths } from '../store/workspace.ts'
import { loadExtensions } from '../validate/extensions.ts'
import { profileDataset } from './profile-dataset.ts'
import { inspectWhole, profileFile } from './profile-file.ts'
import type { FileTask } from './read-whole.ts'
import { type PipelineResult, runPipeline } from './import-pipeline.ts'
import { moveRows } from './move-rows.ts'
import { type MatchRequest, matchFile } from './match-file.ts'
import { type PlanContext, planImport } from './plan-import.ts'
import { planRevalidation } from './plan-revalidation.ts'
import { prepareTable } from './prepare-table.ts'
import { type PreviewRequest, previewJudging } from './preview-judging.ts'
import { exportRejects } from './export-rejects.ts'
import { readRejects } from './read-rejects.ts'
import { recordReader } from './read-records.ts'

/** What the coordinator thread is started with; without a workspace it only looks at files. */
export interface ImportThreadData {
  readonly workspace: string | null
  readonly sqliteBinding?: string
  readonly extensions: readonly string[]
  readonly limits: Limits
}

/** The methods of the coordinator thread: everything that reads a user's file. */
export type ImportThreadMethods = {
  /** Sends `file` events on its way where it reads all of a file. */
  inspect: (input: { path: string; reading: ReadingOptions; full: boolean; task?: string }) => Promise<Inspection>
  profile: (input: {
    path: string
    reading: ReadingOptions
    task?: string
  }) => Promise<OperationOutput<'files.profile'>>
  profileDataset: (input: { dataset: string; task?: string }) => Promise<OperationOutput<'datasets.profile'>>
  match: (input: MatchRequest) => Promise<Matching>
  preview: (input: PreviewRequest & { task?: string }) => Promise<JudgingPreview>
  writeRejects: (input: RejectsRequest) => Promise<RejectsExport>
  previewMerge: (input: MergeRequest) => Promise<MergePreview>
  /** Ends the reading of a whole file. */
  stopTask: (task: string) => { stopped: boolean }
  records: (input: {
    path: string
    reading: ReadingOptions
    cursor?: RecordCursor
    limit: number
  }) => Promise<RecordPage>
  infer: (input: { path: string; reading: ReadingOptions; name: string }) => Promise<SchemaDocument>
  planRevalidation: (input: { importId: number; version?: number }) => Promise<{ importId: number; fileName: string }>
  plan: (request: ImportRequest) => Promise<{ importId: number; fileName: string }>
  /** Sends `import` events on its way. */
  run: (importId: number) => Promise<PipelineResult>
  /** Spills what judging the table of a stored import needs; null where it was judged already. */
  prepareTable: (importId: number) => Promise<PreparedTable | null>
  /** Rejects the rows that judging the table found. */
  moveRows: (input: { importId: number; table: PreparedTable; judgedMs: number }) => void
  /** Ends the import that runs behind its next committed chunk. */
  stop: (importId: number) => void
}

const data = workerData as ImportThreadData
const { limits } = data
const pages = recordReader(limits)
/** The tasks that run, and whether they are to stop. */
const tasks = new Map<string, boolean>()
const stopping = new Set<number>()
let opened: { db: WriteDb; paths: WorkspacePaths } | null = null

async function asTask<T>(name: string | undefined, work: (task: FileTask) => Promise<T>): Promise<T> {
  if (name !== undefined) tasks.set(name, false)
  try {
    return await work({
      name: name ?? null,
      limits,
      onProgress: (progress) => send('file', progress),
      stopRequested: () => name !== undefined && tasks.get(name) === true,
    })
  } finally {
    if (name !== undefined) tasks.delete(name)
  }
}

function workspace(): { db: WriteDb; paths: WorkspacePaths } {
  assert(data.workspace, 'imports need a workspace')
  if (!opened) {
    const paths = workspacePaths(data.workspace)
    opened = { paths, db: openDatabase(paths.sqlite, { nativeBinding: data.sqliteBinding }) }
  }
  return opened
}

async function planContext(): Promise<PlanContext> {
  return { ...workspace(), extensions: await loadExtensions(data.extensions), limits }
}

const send = serveThread<ImportThreadMethods>({
  inspect: ({ path, reading, full, task }) =>
    full ? asTask(task, (run) => inspectWhole(path, reading, run)) : inspectFile(path, reading, limits),
  profile: ({ path, reading, task }) => asTask(task, (run) => profileFile(path, reading, run)),
  profileDataset: ({ dataset, task }) => asTask(task, (run) => profileDataset(workspace().db, dataset, run)),
  match: async (input) => {
    const { db, extensions } = await planContext()
    return matchFile(db, input, { extensions, limits })
  },
  preview: ({ task, ...request }) =>
    asTask(task, async (run) => previewJudging(workspace().db, request, await loadExtensions(data.extensions), run)),
  writeRejects: ({ task, ...request }) => asTask(task, (run) => exportRejects(workspace().db, request, run)),
  previewMerge: (request) => asTask(request.task, (run) => readRejects(workspace().db, request, run)),
  stopTask: (task) => {
    const stopped = tasks.has(task)
    if (stopped) tasks.set(task, true)
    return { stopped }
  },
  records: ({ path, reading, cursor, limit }) => pages.read(path, reading, cursor, limit),
  infer: ({ path, reading, name }) => inferSchema(path, reading, name, limits),
  plan: async (request) => planImport(request, await planContext()),
  planRevalidation: async (input) => planRevalidation(input, await planContext()),
  run: async (importId) => {
    stopping.delete(importId)
    return runPipeline(importId, {
      ...workspace(),
      sqliteBinding: data.sqliteBinding,
      extensions: data.extensions,
      onProgress: (progress) => send('import', progress),
      stopRequested: () => stopping.has(importId),
    })
  },
  prepareTable: async (importId) => {
    const context = { ...workspace(), extensions: await loadExtensions(data.extensions), limits }
    return prepareTable(importId, context, () => stopping.has(importId))
  },
  moveRows: ({ importId, table, judgedMs }) => moveRows(workspace().db, importId, table, judgedMs),
  stop: (importId) => {
    stopping.add(importId)
  },
})
