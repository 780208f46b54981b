import { rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import type { ImportProgress } from '../../../contract/imports.ts'
import { encodingOf, piecesOf } from '../parse/pieces.ts'
import { dataOf } from '../source/hold-footer.ts'
import { splitDialect } from '../parse/dialect.ts'
import { type Chunk, type ChunkPlace, chunkTotals, lastChunk } from '../store/chunks.ts'
import type { WriteDb } from '../store/database.ts'
import { importPlan, setImportTotals } from '../store/imports.ts'
import { schemaById } from '../store/schemas.ts'
import type { WorkspacePaths } from '../store/workspace.ts'
import { importRules } from '../validate/upsert-rules.ts'
import { runChunks } from '../worker/chunk-scheduler.ts'
import type { ChunkToJudge } from '../worker/protocol.ts'
import { type ImportSource, openImportSource } from './import-source.ts'
import type { ImportPlan } from './plan-import.ts'
import { openStoredSource } from './stored-source.ts'
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
  /** Whether the schema has rules that look beyond one row, which are judged next. */
  readonly hasTableRules: boolean
}

/**
 * Small enough that a chunk's garbage dies young, and that its text is no large object for V8 (128 KiB), which gives such a one fresh
 * memory each time.
 */
const defaultChunkBytes = 112 * 1024

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
  const { content } = plan
  const source =
    content.kind === 'stored'
      ? await openStoredSource(db, stored, content.importId, place.byteOffset)
      : await openImportSource(stored, content, place.byteOffset, last)
  const meter = progressMeter(
    {
      importId,
      dataset: stored.datasetName,
      fileName: basename(stored.path),
      totalBytes: stored.bytes,
      elapsedBefore: stored.elapsedMs,
      start: source.fileBytes(),
    },
    chunkTotals(db, importId),
    context.onProgress,
  )
  /** How far the file was read when a chunk was cut, by the chunk's index. */
  const fileBytes = new Map<number, number>()
  try {
    const longestRecord = await runChunks({
      workers,
      setup: {
        workspace: paths.root,
        sqliteBinding: context.sqliteBinding,
        extensions: context.extensions,
        importId,
        table: { content: plan.content, dialect: plan.dialect, footerRows: plan.footerRows },
        document,
        layout: stored.layout,
        now: plan.now,
        spillFile,
      },
      nextChunk: chunkReader(source, plan, place, (index) => fileBytes.set(index, source.fileBytes())),
      onCommitted: (chunk) => {
        meter.add(chunk, fileBytes.get(chunk.index) ?? source.fileBytes())
        fileBytes.delete(chunk.index)
      },
      stopRequested: context.stopRequested,
    })
    const stopped = context.stopRequested()
    setImportTotals(db, importId, { ...meter.totals(), sha256: stopped ? null : await source.verifyUnchanged() })
    // Rows of an earlier run are not in it.
    const isWhole = !last && !stopped
    if (!isWhole) rmSync(spillFile, { force: true })
    return {
      stopped,
      spillFile: isWhole ? spillFile : null,
      longestRecord,
      maxRejectRate: plan.maxRejectRate,
      hasTableRules: importRules(document, stored.layout, stored).length > 0,
    }
  } catch (error) {
    setImportTotals(db, importId, { ...meter.totals(), sha256: null })
    rmSync(spillFile, { force: true })
    throw await source.explain(error)
  } finally {
    await source.close()
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
function chunkReader(
  source: ImportSource,
  plan: ImportPlan,
  place: Place,
  onCut: (index: number) => void,
): () => Promise<ChunkToJudge | null> {
  const pieces = piecesOf(source, plan, place.byteOffset, plan.chunkBytes ?? defaultChunkBytes)
  const dialect = splitDialect(plan.dialect, encodingOf(plan.content))
  return async () => {
    const next = await pieces.next()
    if (next.done) return null
    const { bytes, byteStart, records, lines, footer } = next.value
    source.hash.update(bytes)
    const at: ChunkPlace = {
      index: place.chunkIndex++,
      byteStart,
      byteEnd: byteStart + bytes.length,
      firstRowNumber: place.rowNumber,
      firstLineNumber: place.lineNumber,
      records,
      lines,
      skipped: place.skipped + footer,
      prefixSha256: source.hash.copy().digest('hex'),
    }
    place.rowNumber += records
    place.lineNumber += lines
    place.skipped = 0
    onCut(at.index)
    const cellFaults = source.takeFaults(place.rowNumber - 1)
    return { place: at, ...dataOf(next.value, dialect), cellFaults }
  }
}
