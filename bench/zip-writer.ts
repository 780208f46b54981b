/** A zip archive written as a stream, so that a workbook of any size can be made: deflated entries, sizes behind the data. */
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

interface WrittenEntry {
  name: Buffer
  offset: number
  checksum: number
  compressedBytes: number
  inflatedBytes: number
}

/** Flags: sizes and checksum follow the data; names are UTF-8. */
const FLAGS = 0x0808
const DEFLATED = 8
/** 1 January 2020, so that the same content gives the same bytes. */
const DAY = ((2020 - 1980) << 9) | (1 << 5) | 1

/** Writes `parts` in their order, each by its name and its pieces of text; returns the bytes of the archive. */
export async function writeZip(path: string, parts: Iterable<readonly [string, Iterable<string>]>): Promise<number> {
  const file = createWriteStream(path)
  let offset = 0
  const write = async (bytes: Buffer): Promise<void> => {
    offset += bytes.length
    if (!file.write(bytes)) await once(file, 'drain')
  }
  const entries: WrittenEntry[] = []
  for (const [name, pieces] of parts) {
    const entry = { name: Buffer.from(name), offset, checksum: 0, compressedBytes: 0, inflatedBytes: 0 }
    await write(localHeader(entry))
    await deflate(pieces, entry, write)
    await write(descriptor(entry))
    entries.push(entry)
  }
  const directoryStart = offset
  for (const entry of entries) await write(directoryEntry(entry))
  await write(endOfDirectory(entries.length, offset - directoryStart, directoryStart))
  file.end()
  await finished(file)
  return offset
}

async function deflate(
  pieces: Iterable<string>,
  entry: WrittenEntry,
  write: (bytes: Buffer) => Promise<void>,
): Promise<void> {
  const stream = createDeflateRaw({ level: 6, chunkSize: 256 * 1024 })
  const drained = (async () => {
    for await (const piece of stream) {
      entry.compressedBytes += piece.length
      await write(piece)
    }
  })()
  for (const text of pieces) {
    const bytes = Buffer.from(text)
    entry.checksum = crc32(bytes, entry.checksum)
    entry.inflatedBytes += bytes.length
    if (!stream.write(bytes)) await once(stream, 'drain')
  }
  stream.end()
  await drained
}

function localHeader({ name }: WrittenEntry): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(FLAGS, 6)
  header.writeUInt16LE(DEFLATED, 8)
  header.writeUInt16LE(DAY, 12)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function descriptor({ checksum, compressedBytes, inflatedBytes }: WrittenEntry): Buffer {
  const bytes = Buffer.alloc(16)
  bytes.writeUInt32LE(0x08074b50, 0)
  bytes.writeUInt32LE(checksum, 4)
  bytes.writeUInt32LE(compressedBytes, 8)
  bytes.writeUInt32LE(inflatedBytes, 12)
  return bytes
}

function directoryEntry({ name, offset, checksum, compressedBytes, inflatedBytes }: WrittenEntry): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(20, 6)
  header.writeUInt16LE(FLAGS, 8)
  header.writeUInt16LE(DEFLATED, 10)
  header.writeUInt16LE(DAY, 14)
  header.writeUInt32LE(checksum, 16)
  header.writeUInt32LE(compressedBytes, 20)
  header.writeUInt32LE(inflatedBytes, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt32LE(offset, 42)
  return Buffer.concat([header, name])
}

function endOfDirectory(entries: number, bytes: number, start: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries, 8)
  end.writeUInt16LE(entries, 10)
  end.writeUInt32LE(bytes, 12)
  end.writeUInt32LE(start, 16)
  return end
}
