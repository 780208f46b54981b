import { crc32, deflateRawSync } from 'node:zlib'

/** One entry of an archive that a test makes; everything but name and content only where it should be wrong. */
export interface ZipPart {
  readonly name: string
  readonly content: string | Uint8Array
  readonly stored?: boolean
  readonly checksum?: number
  /** What the headers say instead of the truth. */
  readonly inflatedBytes?: number
  readonly localName?: string
  readonly flags?: number
  readonly method?: number
  /** Points at the data of the entry with this name. */
  readonly sharesBytesOf?: string
}

/** A zip archive of the given entries, in their order. */
export function makeZip(parts: readonly ZipPart[]): Buffer {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  const offsets = new Map<string, number>()
  let offset = 0
  for (const part of parts) {
    const header = entryHeader(part)
    const shared = offsets.get(part.sharesBytesOf ?? '')
    const at = shared ?? offset
    directory.push(directoryEntry(part, header, at))
    if (shared !== undefined) continue
    const local = localEntry(part, header)
    offsets.set(part.name, offset)
    pieces.push(local)
    offset += local.length
  }
  const listed = Buffer.concat(directory)
  return Buffer.concat([...pieces, listed, endOfDirectory(parts.length, listed.length, offset)])
}

interface EntryHeader {
  readonly data: Buffer
  /** Version, flags, method, time, date, checksum and sizes: the same in both headers. */
  readonly common: Buffer
}

function entryHeader(part: ZipPart): EntryHeader {
  const content = Buffer.from(part.content as Uint8Array)
  const data = part.stored === true ? content : deflateRawSync(content)
  const common = Buffer.alloc(22)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(0x0800 | (part.flags ?? 0), 2)
  common.writeUInt16LE(part.method ?? (part.stored === true ? 0 : 8), 4)
  common.writeUInt32LE(part.checksum ?? crc32(content), 10)
  common.writeUInt32LE(data.length, 14)
  common.writeUInt32LE(part.inflatedBytes ?? content.length, 18)
  return { data, common }
}

function localEntry(part: ZipPart, { data, common }: EntryHeader): Buffer {
  const name = Buffer.from(part.localName ?? part.name)
  return Buffer.concat([signature(0x04034b50), common, lengths(name.length), name, data])
}

function directoryEntry(part: ZipPart, { common }: EntryHeader, at: number): Buffer {
  const name = Buffer.from(part.name)
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(at, 10)
  const madeBy = Buffer.from([20, 0])
  return Buffer.concat([signature(0x02014b50), madeBy, common, lengths(name.length), rest, name])
}

function lengths(nameLength: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt16LE(nameLength, 0)
  return bytes
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value, 0)
  return bytes
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
