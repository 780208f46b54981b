import { sniffDialect } from '../../src/main/engine/infer/sniff-dialect.ts'
import { bomBytes, sniffEncoding } from '../../src/main/engine/infer/sniff-encoding.ts'
import { sniffHeader } from '../../src/main/engine/infer/sniff-header.ts'
import { joinHeader } from '../../src/main/engine/infer/join-header.ts'
import { suggestFooter } from '../../src/main/engine/infer/suggest-footer.ts'
import { decoderOf } from '../../src/main/engine/parse/decode.ts'
import { readBytes } from './read-text.ts'

/** What a small file is, and what is in it, found as an import finds it. */
export interface ReadFile {
  readonly encoding: string
  readonly dialect: {
    readonly delimiter: string
    readonly quote: string
    readonly escape: string
    readonly newline: string
    readonly spacing: string
    readonly comment: string
  }
  readonly confidence: number
  readonly header: { readonly rows: readonly number[]; readonly names: readonly string[] }
  readonly records: readonly (readonly string[])[]
  /** `index:code` */
  readonly faults: readonly string[]
  /** 0-based indexes of comments. */
  readonly skipped: readonly number[]
  readonly footer: number
}

/** Reads all of a small file by what is sniffed. */
export async function readFileAsSniffed(bytes: Buffer, chunkBytes?: number): Promise<ReadFile> {
  const { name: encoding } = sniffEncoding([bytes])
  const start = bomBytes(bytes)
  const text = decoderOf(encoding).lenient(bytes.subarray(start))
  const { confidence, reason: _, ...dialect } = sniffDialect([text], {})
  const newline = dialect.newline === 'mixed' ? 'lf' : dialect.newline
  const reading = await readBytes(bytes.subarray(start), { ...dialect, newline }, { encoding, chunkBytes })
  const { records, faults, skipped } = reading
  const { rows } = sniffHeader(records, undefined, new Set(skipped))
  const names = joinHeader(rows.map((row) => records[row - 1] ?? []))
  const width = Math.max(names.length, ...records.slice(0, 20).map((record) => record.length))
  const footer = suggestFooter(records.slice(-50), width)
  return { encoding, dialect, confidence, header: { rows, names }, records, faults, skipped, footer }
}
