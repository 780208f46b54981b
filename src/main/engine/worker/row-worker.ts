import { assert } from '../lib/assert.ts'
import { serveThread } from '../lib/rpc.ts'
import { bytesParser, type ParseBytes } from '../parse/parse-bytes.ts'
import { openSpill, type Spill } from '../sink/spill.ts'
import { writeChunk } from '../sink/write-chunk.ts'
import { openDatabase, type WriteDb } from '../store/database.ts'
import { workspacePaths } from '../store/workspace.ts'
import { type CompiledSchema, compileSchema } from '../validate/compile-schema.ts'
import { loadExtensions } from '../validate/extensions.ts'
import { type JudgedChunk, judgeChunk } from './judge-chunk.ts'
import type { RowWorkerMethods, WorkerSetup } from './protocol.ts'

interface Ready {
  readonly importId: number
  readonly parse: ParseBytes
  readonly schema: CompiledSchema
  readonly db: WriteDb
  readonly spill: Spill
}

let ready: Ready | null = null
const judged = new Map<number, JudgedChunk>()

async function prepare(setup: WorkerSetup): Promise<void> {
  const extensions = await loadExtensions(setup.extensions)
  ready = {
    importId: setup.importId,
    parse: bytesParser(setup.encoding, setup.dialect),
    schema: await compileSchema(setup.document, setup.layout, extensions),
    db: openDatabase(workspacePaths(setup.workspace).sqlite, { nativeBinding: setup.sqliteBinding }),
    spill: openSpill(setup.spillFile),
  }
}

serveThread<RowWorkerMethods>({
  prepare,
  judge: ({ index, bytes, unclosedQuote }) => {
    assert(ready, 'prepare comes first')
    const chunk = judgeChunk(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      unclosedQuote,
      ready.parse,
      ready.schema,
    )
    judged.set(index, chunk)
    return { records: chunk.records, lines: chunk.lines, issues: chunk.issues }
  },
  commit: (place) => {
    assert(ready, 'prepare comes first')
    const chunk = judged.get(place.index)
    assert(chunk, `chunk ${place.index} was judged here`)
    judged.delete(place.index)
    const stored = writeChunk(ready.db, ready.importId, chunk, place)
    ready.spill.add(
      chunk.accepted.indexes.map((index) => place.firstRowNumber + index),
      chunk.accepted.cells,
    )
    return stored
  },
  finish: () => {
    assert(ready, 'prepare comes first')
    ready.db.close()
    ready.spill.close()
    return { longestRecord: ready.spill.longestRecord() }
  },
})
