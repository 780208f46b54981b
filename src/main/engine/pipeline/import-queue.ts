import type { ErrorCode } from '../../../contract/errors.ts'
import type { ImportProgress, ImportRecord, ImportRequest } from '../../../contract/imports.ts'
import type { EventMessage } from '../../../contract/events.ts'
import type { Analytics } from '../analytics/analytics.ts'
import type { Spilled } from '../analytics/protocol.ts'
import { AppError, toErrorShape } from '../lib/app-error.ts'
import { inTurn } from '../lib/in-turn.ts'
import type { Remote } from '../lib/rpc.ts'
import type { JobService } from '../services/job-service.ts'
import type { StoreMethods } from '../store/store-protocol.ts'
import type { PipelineResult } from './import-pipeline.ts'
import type { ImportThreadMethods } from './import-thread.ts'
import { judgeTable } from './judge-table.ts'
import type { Versions } from './versions.ts'

interface QueueContext {
  readonly store: Remote<StoreMethods>
  readonly coordinator: () => Remote<ImportThreadMethods>
  readonly analytics: Analytics
  readonly versions: Versions
  readonly jobs: JobService
  readonly emit: (event: EventMessage) => void
}

/** Imports, one running at a time, the others waiting in the order in which they came. */
export interface ImportQueue {
  start(request: ImportRequest): Promise<number>
  /** Begins to judge the stored rows of an import again; returns the id of the import that will take its place. */
  revalidate(input: { importId: number; version?: number }): Promise<number>
  /** Takes a completed import back, or brings it back. */
  rollback(importId: number): Promise<ImportRecord>
  restore(importId: number): Promise<ImportRecord>
  resume(importId: number): Promise<number>
  /** Ends a running or waiting import: kept and resumable, or dropped. */
  stop(importId: number, keep: boolean): Promise<ImportRecord>
  drop(importId: number): Promise<ImportRecord>
  /** The import's record once it runs no more. */
  wait(importId: number): Promise<ImportRecord>
  running(): ImportProgress[]
  onProgress(progress: ImportProgress): void
  /** Stops what runs at its next committed chunk. */
  close(): Promise<void>
}

/** What a file turns out to be only when it is read on. */
const unsound: ReadonlySet<ErrorCode> = new Set(['file-damaged', 'file-hostile', 'file-unsupported'])

/** How often the progress of a running import is stored; everyone who listens hears it as it comes. */
const storeProgressMs = 1000

/** The accepted rows of an import as its workers left them for DuckDB; null where they have to come from SQLite. */
function spilledBy({ spillFile, longestRecord }: PipelineResult): Spilled | null {
  return spillFile === null ? null : { file: spillFile, longestRecord }
}

export function createImportQueue({ store, coordinator, analytics, versions, jobs, emit }: QueueContext): ImportQueue {
  const running = new Map<number, Promise<ImportRecord>>()
  const progress = new Map<number, ImportProgress>()
  const stops = new Map<number, { keep: boolean }>()
  const line = inTurn()
  let storedAt = Number.NEGATIVE_INFINITY

  const enqueue = (importId: number): void => {
    const job = line(() => runJob(importId))
    running.set(importId, job)
    // Whoever waits gets the failure; nobody has to.
    job.catch(() => undefined)
  }

  const runJob = async (importId: number): Promise<ImportRecord> => {
    try {
      const record = await judgeAndPublish(importId)
      emit({ name: 'import:finished', payload: record })
      return record
    } finally {
      running.delete(importId)
      progress.delete(importId)
      stops.delete(importId)
      emit({ name: 'workspace:changed', payload: { topics: ['imports', 'issues', 'datasets', 'schemas'] } })
    }
  }

  const judgeAndPublish = async (importId: number): Promise<ImportRecord> => {
    if (stops.has(importId)) return end(importId)
    const began = performance.now()
    const { elapsedMs } = await store.setImportState({ importId, state: 'running' })
    emit({ name: 'workspace:changed', payload: { topics: ['imports', 'schemas', 'datasets'] } })
    try {
      const result = await coordinator().run(importId)
      if (result.stopped) return await end(importId)
      if (result.hasTableRules) {
        await judge(importId, result)
        if (stops.has(importId)) return await withoutCopy(importId, await end(importId))
      }
      const refused = await refuseByRate(importId, result.maxRejectRate)
      if (refused) return result.hasTableRules ? await withoutCopy(importId, refused) : refused
      return await publish(importId, result, () => elapsedMs + performance.now() - began)
    } catch (error) {
      return failed(importId, error)
    }
  }

  /** What is left of an import that was told to stop. */
  const end = (importId: number): Promise<ImportRecord> =>
    stops.get(importId)?.keep === false
      ? store.dropImport({ importId, state: 'cancelled' })
      : store.setImportState({ importId, state: 'interrupted' })

  const failed = (importId: number, error: unknown): Promise<ImportRecord> => {
    const shape = toErrorShape(error)
    // A file that changed under the reader, or proved to be damaged, makes all that was read of it doubtful; anything else can be
    // resumed.
    const isDoubtful = shape.code === 'file-changed' ? shape.details['resumable'] === false : unsound.has(shape.code)
    return isDoubtful
      ? store.dropImport({ importId, state: 'failed', error: shape })
      : store.setImportState({ importId, state: 'interrupted', error: shape })
  }

  const refuseByRate = async (importId: number, most: number | null): Promise<ImportRecord | null> => {
    if (most === null) return null
    const { rows } = await store.showImport(importId)
    if (rows.read === 0 || rows.rejected / rows.read <= most) return null
    await store.dropRows(importId)
    const error = new AppError(
      'reject-rate',
      `${rows.rejected} of ${rows.read} rows were rejected, more than the ${most * 100} % that were allowed. Nothing was kept.`,
      {
        hint: 'The issues tell why; correct the file or the schema, or allow more.',
        details: { rejected: rows.rejected, read: rows.read },
      },
    )
    return store.setImportState({ importId, state: 'failed', error: toErrorShape(error) })
  }

  /** Rules that look beyond one row are judged by DuckDB, so without it the import is not published. */
  const judge = async (importId: number, result: PipelineResult): Promise<void> => {
    enterStage(importId, 'judging')
    const stopRequested = (): boolean => stops.has(importId)
    await judgeTable(importId, spilledBy(result), { store, coordinator: coordinator(), analytics, stopRequested })
    const { rows, issues } = await store.showImport(importId)
    const before = progress.get(importId)
    if (before) progress.set(importId, { ...before, rows, issues })
  }

  /** The record of an import that ended although its rows are in the copy. */
  const withoutCopy = async (importId: number, record: ImportRecord): Promise<ImportRecord> => {
    await analytics.drop(importId).catch(() => analytics.close())
    return record
  }

  /** Rows are seen from here on, all at once: first in SQLite, which is the truth, then in its copy. `elapsed`: ms that it took so far. */
  const publish = async (importId: number, result: PipelineResult, elapsed: () => number): Promise<ImportRecord> => {
    enterStage(importId, 'publishing')
    let copied = true
    try {
      if (!result.hasTableRules) await analytics.load(importId, spilledBy(result))
    } catch {
      // The copy is behind; it is brought up to date when it is next opened.
      copied = false
      await analytics.close()
    }
    const { record, followed } = await versions.change({ importId, state: 'completed' }, () => ({
      elapsedMs: elapsed(),
      peakRssBytes: process.resourceUsage().maxRSS * 1024,
    }))
    if (copied && !followed) await analytics.show(importId).catch(() => analytics.close())
    return record
  }

  const showOrHide = async (importId: number, state: 'rolled-back' | 'completed'): Promise<ImportRecord> => {
    const { record, followed } = await versions.change({ importId, state })
    if (!followed) await analytics.refresh()
    emit({ name: 'workspace:changed', payload: { topics: ['imports', 'issues', 'datasets'] } })
    return record
  }

  const enterStage = (importId: number, stage: ImportProgress['stage']): void => {
    const before = progress.get(importId)
    if (!before) return
    storedAt = Number.NEGATIVE_INFINITY
    onProgress({ ...before, stage })
  }

  const onProgress = (next: ImportProgress): void => {
    progress.set(next.importId, next)
    emit({ name: 'import:progress', payload: next })
    if (performance.now() - storedAt < storeProgressMs) return
    storedAt = performance.now()
    // Where it cannot be stored the import itself will say so.
    jobs.updateProgress(next.importId, next).catch(() => undefined)
  }

  const endWork = async (importId: number): Promise<void> => {
    await coordinator().stop(importId)
    if (progress.get(importId)?.stage === 'judging') await analytics.stopJudging()
  }

  return {
    start: async (request) => {
      const { importId } = await coordinator().plan(request)
      enqueue(importId)
      return importId
    },
    revalidate: async (input) => {
      const { importId } = await coordinator().planRevalidation(input)
      enqueue(importId)
      return importId
    },
    rollback: (importId) => showOrHide(importId, 'rolled-back'),
    restore: (importId) => showOrHide(importId, 'completed'),
    resume: async (importId) => {
      await store.setImportState({ importId, state: 'queued' })
      enqueue(importId)
      return importId
    },
    stop: async (importId, keep) => {
      const job = running.get(importId)
      if (!job) {
        const { state } = await store.showImport(importId)
        throw new AppError('import-state', `Import ${importId} does not run: it is ${state}.`, {
          hint: 'Only a running import can be stopped.',
        })
      }
      stops.set(importId, { keep })
      await endWork(importId)
      return job
    },
    drop: (importId) => store.dropImport({ importId, state: 'cancelled' }),
    wait: (importId) => running.get(importId) ?? store.showImport(importId),
    running: () => [...progress.values()],
    onProgress,
    close: async () => {
      for (const importId of running.keys()) {
        if (!stops.has(importId)) stops.set(importId, { keep: true })
        await endWork(importId)
      }
      // Behind all that was begun.
      await line(() => Promise.resolve())
    },
  }
}
