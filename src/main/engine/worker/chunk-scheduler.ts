import type { AppError } from '../lib/app-error.ts'
import { startThread, type Thread } from '../lib/rpc.ts'
import type { Chunk } from '../store/chunks.ts'
import type { ChunkToJudge, RowWorkerMethods, WorkerSetup } from './protocol.ts'

interface ScheduleOptions {
  readonly workers: number
  readonly setup: WorkerSetup
  /** The next chunk, null after the last. Called one call at a time. */
  readonly nextChunk: () => Promise<ChunkToJudge | null>
  /** Called in order, once a chunk is stored. */
  readonly onCommitted: (chunk: Chunk) => void
  /** Asked before each chunk: true ends the work behind the last committed chunk. */
  readonly stopRequested: () => boolean
}

/** Chunks that a worker may have judged and not yet committed; bounds the memory. */
const backlog = 2

/**
 * Gives chunks to workers: whoever is free commits the next chunk in order if it has judged it, else judges another.
 * Commits are one at a time and in order, so that row numbers, resuming and results do not depend on the number of workers.
 * Returns the length of the longest stored record in bytes. Rejects when a worker fails; what was committed stays.
 */
export async function runChunks(options: ScheduleOptions): Promise<number> {
  let failed: AppError | null = null
  const threads: Thread<RowWorkerMethods>[] = []
  try {
    await Promise.all(
      Array.from({ length: options.workers }, async () => {
        const thread = startThread<RowWorkerMethods>('row-worker', {
          onLost: (error) => {
            failed ??= error
          },
        })
        threads.push(thread)
        await thread.methods.prepare(options.setup)
      }),
    )
    await pump(threads, options, () => failed)
    const ends = await Promise.all(threads.map((thread) => thread.methods.finish(null)))
    return Math.max(0, ...ends.map((end) => end.longestRecord))
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()))
  }
}

function pump(
  threads: readonly Thread<RowWorkerMethods>[],
  options: ScheduleOptions,
  failure: () => AppError | null,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const busy = threads.map(() => false)
    const waiting = threads.map(() => 0)
    const judged = new Map<number, number>()
    let nextCommit: number | null = null
    let committing = false
    let ready: ChunkToJudge | null = null
    let fetching = false
    let ended = false
    let settled = false

    const fail = (error: unknown): void => {
      settled = true
      reject(failure() ?? (error as Error))
    }
    const run = (worker: number, work: Promise<unknown>): void => {
      busy[worker] = true
      work.then(
        () => {
          busy[worker] = false
          step()
        },
        (error: unknown) => fail(error),
      )
    }
    const fetch = (): void => {
      if (fetching || ended || ready || options.stopRequested()) return
      fetching = true
      options.nextChunk().then(
        (chunk) => {
          fetching = false
          ready = chunk
          ended = chunk === null
          if (chunk && nextCommit === null) nextCommit = chunk.place.index
          step()
        },
        (error: unknown) => fail(error),
      )
    }
    const commit = async (worker: number, index: number): Promise<void> => {
      const thread = threads[worker] as Thread<RowWorkerMethods>
      const stored = await thread.methods.commit(index)
      options.onCommitted(stored)
      waiting[worker] = (waiting[worker] as number) - 1
      judged.delete(index)
      nextCommit = index + 1
      committing = false
    }
    const judge = async (worker: number, chunk: ChunkToJudge): Promise<void> => {
      const thread = threads[worker] as Thread<RowWorkerMethods>
      waiting[worker] = (waiting[worker] as number) + 1
      await thread.methods.judge(chunk, [chunk.bytes.buffer as ArrayBuffer])
      judged.set(chunk.place.index, worker)
    }
    const step = (): void => {
      if (settled) return
      const stopping = options.stopRequested()
      const holder = nextCommit === null || stopping ? undefined : judged.get(nextCommit)
      if (nextCommit !== null && holder !== undefined && !committing && !busy[holder]) {
        committing = true
        run(holder, commit(holder, nextCommit))
      }
      for (const worker of threads.keys()) {
        if (busy[worker] || !ready || stopping || (waiting[worker] as number) >= backlog) continue
        const chunk: ChunkToJudge = ready
        ready = null
        run(worker, judge(worker, chunk))
      }
      fetch()
      const idle = !busy.includes(true) && !fetching
      if (idle && (stopping || (ended && judged.size === 0))) {
        settled = true
        resolve()
      }
    }
    step()
  })
}
