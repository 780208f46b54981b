import type { Finding } from '../../../contract/reading.ts'
import { isSeekable } from '../parse/content.ts'
import { openPlain } from '../source/byte-stream.ts'
import type { InputFile } from '../source/input-file.ts'
import { readHead } from './find-content.ts'
import { type FileSample, readPieces } from './read-sample.ts'
import { suggestFooter } from './suggest-footer.ts'

const tailBytes = 32 * 1024
/** Enough to see a footer and what it differs from. */
const lastRecords = 50

/** [H10] what the last records of a file look like, where they can be reached; null where they look like all others. */
export async function findFooter(file: InputFile, sample: FileSample): Promise<Finding | null> {
  if (sample.footerRows > 0) return null
  const records = sample.whole ? sample.records : isSeekable(sample.content) ? await readTail(file, sample) : []
  return footerFinding(records.slice(-lastRecords), sample.headerCells?.length ?? 0)
}

/** The same for records that were read already. */
export function footerFinding(records: readonly (readonly string[])[], width: number): Finding | null {
  const footer = width === 0 ? 0 : suggestFooter(records, width)
  if (footer === 0) return null
  const rows = footer === 1 ? 'last row looks' : `last ${footer} rows look`
  return {
    kind: 'footer',
    severity: 'information',
    count: footer,
    message: `The ${rows} like a footer and no data: --footer-rows ${footer} passes over ${footer === 1 ? 'it' : 'them'}.`,
  }
}

async function readTail(file: InputFile, sample: FileSample): Promise<string[][]> {
  const start = Math.max(sample.dataStart.byteOffset, file.bytes - tailBytes)
  const bytes = await readHead(await openPlain(file.path, start), tailBytes)
  // The first line may be cut.
  const { records } = await readPieces(bytes.subarray(bytes.indexOf(10) + 1), true, sample)
  return records.slice(1)
}
