import type { ZipArchive } from '../../../source/zip-archive.ts'
import type { ZipEntry } from '../../../source/zip-directory.ts'
import { utf8Pieces } from './xml-encoding.ts'
import type { XmlHandler } from './xml-handler.ts'
import { createXmlScanner } from './xml-scanner.ts'

/**
 * Reads a part of a workbook from its beginning to its end and tells a handler what it holds. Yields, with the share of the part that
 * has been scanned, each time the handler pauses and behind each piece, so that the caller can take away what was read.
 * @throws AppError `file-unsupported`, `file-hostile`
 */
export async function* scanPart(zip: ZipArchive, entry: ZipEntry, handler: XmlHandler): AsyncGenerator<number> {
  const name = { path: zip.path, part: entry.name }
  const scanner = createXmlScanner(handler, name)
  let bytes = 0
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const piece of zip.read(entry)) {
      bytes += piece.length
      yield piece
    }
  }
  for await (const piece of utf8Pieces(counted(), name)) {
    scanner.feed(piece)
    const share = bytes / Math.max(1, entry.inflatedBytes)
    while (!scanner.scan()) yield share
    yield share
  }
  scanner.finish()
}

/** The same for a part that needs no pause. */
export async function scanWholePart(zip: ZipArchive, entry: ZipEntry, handler: XmlHandler): Promise<void> {
  const steps = scanPart(zip, entry, handler)
  while (!(await steps.next()).done);
}
