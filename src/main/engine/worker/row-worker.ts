import { closeSync, openSync, writeSync } from 'node:fs'
import { assert } from '../lib/assert.ts'
import { bufferPool } from '../lib/buffer-pool.ts'
import { serveThread } from '../lib/rpc.ts'
import type { ParsePiece } from '../parse/parse-bytes.ts'
import { splitDialect } from '../parse/dialect.ts'
import { byteParserOf, encodingOf, hasLines } from '../parse/pieces.ts'
import { writeChunk } from '../sink/write-chunk.ts'
import type { ChunkPlace } from '../store/chunks.ts'
import { openDatabase, type WriteDb } from '../store/database.ts'
import { workspacePaths } from '../store/workspace.ts'
import { compileSchema } from '../validate/compile-schema.ts'
import { loadExtensions } from '../validate/extensions.ts'
import { type Judge, type JudgedChunk, judgeChunk } from './judge-chunk.ts'
import type { RowWorkerMethods, WorkerSetup } from './protocol.ts'

interface Ready {
  readonly importId: number
  readonly parse: ParsePiece
  readonly judge: Judge
  readonly db: WriteDb
  /** Descriptor of the file from which DuckDB loads. */
  readonly spill: number
}

let ready: Ready | null = null
let longestRecord = 0
const judged = new Map<number, { chunk: JudgedChunk; place: ChunkPlace }>()

async function prepare(setup: WorkerSetup): Promise<void> {
  const { document, layout } = setup
  const extensions = await loadExtensions(setup.extensions)
  ready = {
    importId: setup.importId,
    parse: byteParserOf(setup.table),
    judge: {
      buffers: bufferPool(),
      split: splitDialect(setup.table.dialect, encodingOf(setup.table.content)),
      encoding: encodingOf(setup.table.content),
      schema: await compileSchema(document, layout, extensions, setup.now),
      hasLines: hasLines(setup.table.content),
    },
    db: openDatabase(workspacePaths(setup.workspace).sqlite, { nativeBinding: setup.sqliteBinding }),
    spill: openSync(setup.spillFile, 'a'),
  }
}

serveThread<RowWorkerMethods>({
  prepare,
  judge: ({ place, bytes, records, unclosedQuote, cellFaults }) => {
    assert(ready, 'prepare comes first')
    const { firstRowNumber, firstLineNumber, byteStart } = place
    const piece = {
      bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      unclosedQuote,
      records,
      firstRowNumber,
      firstLineNumber,
      byteStart,
      cellFaults,
    }
    judged.set(place.index, { place, chunk: judgeChunk(piece, ready.parse, ready.judge) })
  },
  commit: (index) => {
    assert(ready, 'prepare comes first')
    const found = judged.get(index)
    assert(found, `chunk ${index} was judged here`)
    judged.delete(index)
    const { accepted } = found.chunk
    const stored = writeChunk(ready.db, ready.importId, found.chunk, found.place)
    writeSync(ready.spill, accepted.bytes)
    ready.judge.buffers.giveBack(accepted.bytes)
    longestRecord = Math.max(longestRecord, accepted.longestRecord)
    return stored
  },
  finish: () => {
    assert(ready, 'prepare comes first')
    ready.db.close()
    closeSync(ready.spill)
    return { longestRecord }
  },
})
