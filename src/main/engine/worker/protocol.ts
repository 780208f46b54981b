import type { SchemaDocument } from '../../../contract/schema/schema-document.ts'
import type { TableReading } from '../parse/pieces.ts'
import type { CellFault } from '../parse/workbook/workbook.ts'
import type { Chunk, ChunkPlace } from '../store/chunks.ts'
import type { LayoutColumn } from '../validate/layout.ts'
import type { Moment } from '../validate/moment.ts'

/** What a row worker has to know before its first chunk. */
export interface WorkerSetup {
  readonly workspace: string
  readonly sqliteBinding?: string
  readonly extensions: readonly string[]
  readonly importId: number
  readonly table: TableReading
  readonly document: SchemaDocument
  readonly layout: readonly LayoutColumn[]
  readonly now: Moment
  /** Where accepted rows go for DuckDB; all workers append to it, in the order of commits. */
  readonly spillFile: string
}

/** The bytes of a chunk, its place and how many records are to be judged in it. */
export interface ChunkToJudge {
  readonly place: ChunkPlace
  readonly bytes: Uint8Array
  readonly records: number
  readonly unclosedQuote: boolean
  /** What is wrong with cells of a workbook. */
  readonly cellFaults: readonly CellFault[]
}

/** The methods of a row worker, called in this order: prepare, then judge and commit any number of times, then finish. */
export type RowWorkerMethods = {
  prepare: (setup: WorkerSetup) => Promise<void>
  /** Parses and judges; keeps the result under the chunk's index. */
  judge: (chunk: ChunkToJudge) => void
  /** Stores a judged chunk in one transaction. Chunks are committed in order over all workers. */
  commit: (index: number) => Chunk
  /** Closes what the worker has open. */
  finish: (nothing: null) => { longestRecord: number }
}
