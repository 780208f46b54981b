import { Readable, Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { writeAll } from '../../lib/whole-file.ts'

/** One file of an archive; its text is taken piece by piece. */
export interface ZipPart {
  readonly name: string
  readonly text: Iterable<string> | AsyncIterable<string>
}

/** The same moment for every part, so that the same tables give the same bytes. */
const partTime = new Date(1980, 0, 1)
/** Sheets are so repetitive that harder compression costs time and gains little. */
const compressionLevel = 3

/**
 * Writes parts one after another as a zip archive to an open file; the next part is asked for once the text of the one before is taken.
 * Gives the bytes of the archive. Whatever a part throws ends it and is thrown.
 */
export async function writeZip(descriptor: number, parts: Iterable<ZipPart> | AsyncIterable<ZipPart>): Promise<number> {
  const zip = new ZipFile()
  const archive = zip.outputStream as Readable
  let bytes = 0
  const file = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      try {
        bytes += writeAll(descriptor, chunk)
        done()
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)))
      }
    },
  })
  let reading: Readable | null = null
  const addParts = async (): Promise<void> => {
    try {
      for await (const { name, text } of parts) {
        reading = Readable.from(text, { objectMode: false })
        zip.addReadStream(reading, name, { mtime: partTime, compressionLevel, forceDosTimestamp: true })
        await finished(reading)
      }
      zip.end()
    } catch (error) {
      archive.destroy(error instanceof Error ? error : new Error(String(error)))
    }
  }
  const adding = addParts()
  try {
    await pipeline(archive, file)
  } catch (error) {
    // Where writing failed, the part that waits to be read must be let go of.
    ;(reading as Readable | null)?.destroy()
    await adding
    throw error
  }
  await adding
  return bytes
}
