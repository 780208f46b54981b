import { createHash, type Hash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import type { ImportProgress } from '../../../contract/imports.ts'
import { AppError } from '../lib/app-error.ts'
import { splitDialect } from '../parse/dialect.ts'
import { type ReadAt, splitRecords } from '../source/record-splitter.ts'
import type { ChunkPlace } from '../sink/write-chunk.ts'
import { type Chunk, chunkTotals, lastChunk } from '../store/chunks.ts'
import type { WriteDb } from '../store/database.ts'
import { importPlan, type StoredPlan, setImportTotals } from '../store/imports.ts'
import { schemaById } from '../store/schemas.ts'
import type { WorkspacePaths } from '../store/workspace.ts'
import { runChunks } from '../worker/chunk-scheduler.ts'
import type { ChunkToJudge } from '../worker/protocol.ts'
import type { ImportPlan } from './plan-import.ts'
import { progressMeter } from './progress.ts'

export interface PipelineContext {
  readonly db: WriteDb
  readonly paths: WorkspacePaths
  readonly sqliteBinding?: string
  readonly extensions: readonly string[]
  readonly onProgress: (progress: ImportProgress) => void
  readonly stopRequested: () => boolean
}

/** How the rows of an import came to an end. */
export interface PipelineResult {
  readonly stopped: boolean
  /** The file with every accepted row for DuckDB; null where it does not hold all of them, as after a resume. */
  readonly spillFile: string | null
  readonly longestRecord: number
  readonly maxRejectRate: number | null
}

/** Small enough that a chunk's garbage dies young; larger ones were not faster, and took more memory. */
const defaultChunkBytes = 512 * 1024
const maxCellBytes = 16 * 1024 * 1024

/**
 * The whole way of the rows: the file is cut into chunks of whole records, workers parse, judge and store them, each chunk in one
 * transaction and in order. Goes on after the last committed chunk, so a resumed import runs through here as well.
 */
export async function runPipeline(importId: number, context: PipelineContext): Promise<PipelineResult> {
  const { db, paths } = context
  const stored = importPlan<ImportPlan>(db, importId)
  const { plan } = stored
  const { document } = schemaById(db, stored.schemaVersionId)
  const last = lastChunk(db, importId)
  const workers = plan.workers ?? Math.max(2, Math.min(8, availableParallelism()))
  const spillFile = join(paths.scratch, `import-${importId}.csv`)
  rmSync(spillFile, { force: true })

  const place = startPlace(plan, last)
  const meter = progressMeter(
    {
      importId,
      dataset: stored.datasetName,
      fileName: basename(stored.path),
      totalBytes: stored.bytes,
      elapsedBefore: stored.elapsedMs,
      start: place.byteOffset,
    },
    chunkTotals(db, importId),
    context.onProgress,
  )
  const input = await openSource(stored, last)
  const hash = await hashPrefix(input.handle, place.byteOffset, last)
  try {
    const longestRecord = await runChunks({
      workers,
      setup: {
        workspace: paths.root,
        sqliteBinding: context.sqliteBinding,
        extensions: context.extensions,
        importId,
        encoding: plan.encoding,
        dialect: plan.dialect,
        document,
        layout: stored.layout,
        spillFile,
      },
      nextChunk: chunkReader(input.read, plan, place, hash),
      onCommitted: meter.add,
      stopRequested: context.stopRequested,
    })
    const stopped = context.stopRequested()
    if (!stopped) await refuseChange(input.handle, stored)
    setImportTotals(db, importId, { ...meter.totals(), sha256: stopped ? null : hash.digest('hex') })
    return { stopped, spillFile: last || stopped ? null : spillFile, longestRecord, maxRejectRate: plan.maxRejectRate }
  } catch (error) {
    setImportTotals(db, importId, { ...meter.totals(), sha256: null })
    throw error
  } finally {
    await input.handle.close()
  }
}

/** Where the next chunk stands; moved on by each. */
interface Place {
  chunkIndex: number
  byteOffset: number
  rowNumber: number
  lineNumber: number
  skipped: number
}

function startPlace(plan: ImportPlan, last: Chunk | undefined): Place {
  if (!last) return { chunkIndex: 0, ...plan.dataStart, skipped: plan.skipped }
  return {
    chunkIndex: last.index + 1,
    byteOffset: last.byteEnd,
    rowNumber: last.firstRowNumber + last.records,
    lineNumber: last.firstLineNumber + last.lines,
    skipped: 0,
  }
}

/** Cuts the file into numbered chunks of whole records, and hashes it on the way. */
function chunkReader(read: ReadAt, plan: ImportPlan, place: Place, hash: Hash): () => Promise<ChunkToJudge | null> {
  const pieces = splitRecords(read, {
    dialect: splitDialect(plan.dialect),
    chunkBytes: plan.chunkBytes ?? defaultChunkBytes,
    maxCellBytes,
    byteStart: place.byteOffset,
  })
  return async () => {
    const next = await pieces.next()
    if (next.done) return null
    const { bytes, byteStart, records, lines, unclosedQuote } = next.value
    hash.update(bytes)
    const at: ChunkPlace = {
      index: place.chunkIndex++,
      byteStart,
      byteEnd: byteStart + bytes.length,
      firstRowNumber: place.rowNumber,
      firstLineNumber: place.lineNumber,
      records,
      lines,
      skipped: place.skipped,
      prefixSha256: hash.copy().digest('hex'),
    }
    place.rowNumber += records
    place.lineNumber += lines
    place.skipped = 0
    return { place: at, bytes, unclosedQuote }
  }
}

async function openSource(
  stored: StoredPlan<ImportPlan>,
  last: Chunk | undefined,
): Promise<{ handle: FileHandle; read: ReadAt }> {
  let handle: FileHandle
  try {
    handle = await open(stored.path, 'r')
  } catch (error) {
    throw new AppError('file-not-found', `${stored.path} cannot be opened any more.`, {
      hint: last ? 'Put the file back and resume the import.' : 'Put the file back and import it again.',
      cause: error,
    })
  }
  const read: ReadAt = async (into, offset) => {
    let filled = 0
    while (filled < into.length) {
      const { bytesRead } = await handle.read(into, filled, into.length - filled, offset + filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return filled
  }
  return { handle, read }
}

/** The hash of what stands before the first chunk to come; where chunks were committed before, it must be what it was then. */
async function hashPrefix(handle: FileHandle, bytes: number, last: Chunk | undefined): Promise<Hash> {
  const hash = createHash('sha256')
  const block = Buffer.allocUnsafe(Math.min(bytes, defaultChunkBytes))
  let done = 0
  while (done < bytes) {
    const { bytesRead } = await handle.read(block, 0, Math.min(block.length, bytes - done), done)
    if (bytesRead === 0) break
    hash.update(block.subarray(0, bytesRead))
    done += bytesRead
  }
  if (last && hash.copy().digest('hex') !== last.prefixSha256) {
    throw new AppError(
      'file-changed',
      'The file is not what it was when the import began, so the import cannot go on.',
      {
        hint: 'Drop this import with `headgate imports drop` and import the file anew.',
      },
    )
  }
  return hash
}

async function refuseChange(handle: FileHandle, stored: StoredPlan<ImportPlan>): Promise<void> {
  const { size, mtimeMs } = await handle.stat()
  if (size === stored.bytes && mtimeMs === stored.plan.modifiedMs) return
  throw new AppError('file-changed', `${stored.path} changed while it was read, so nothing of it was kept.`, {
    hint: 'Wait until the program that writes it has finished, and import it again.',
  })
}
