/** An entry at the root of a compound file: a storage is a folder, a stream a file. */
export interface CfbEntry {
  readonly name: string
  readonly isStorage: boolean
  readonly bytes: number
  readonly firstSector: number
}

export interface CfbDirectory {
  /** The class of the root, as 32 lower-case digits in the order of the file's bytes. */
  readonly rootClass: string
  readonly entries: readonly CfbEntry[]
}

type Read = (offset: number, length: number) => Promise<Buffer>

const entryBytes = 128
/** A million entries; Excel writes some dozens. */
const mostDirectorySectors = 65_536
const noEntry = 0xffffffff
const firstSpecialSector = 0xfffffffa
const headerSectors = 109
const headerBytes = 512
const miniSectorBytes = 64
/** Streams shorter than this are kept in sectors of 64 bytes, inside a stream that the root entry names. */
const miniStreamLimit = 4096

/** A compound file that is open for reading. */
export interface Cfb extends CfbDirectory {
  /** The content of a stream at the root; null where its chain of sectors is damaged. */
  stream(entry: CfbEntry): Promise<Buffer | null>
}

/**
 * Opens a compound file ([MS-CFB]); null where its header, a chain of sectors or its tree is damaged. Opening reads the sectors of the
 * directory and those of the allocation table that chain them, nothing else. Chains are followed no further than the file can be long.
 */
export async function openCfb(read: Read): Promise<Cfb | null> {
  const header = await read(0, headerBytes)
  if (header.length < headerBytes || header.readUInt32BE(0) !== 0xd0cf11e0) return null
  const sectorShift = header.readUInt16LE(0x1e)
  if (sectorShift !== 9 && sectorShift !== 12) return null
  const sectorBytes = 1 << sectorShift
  const sectorAt = (sector: number): Promise<Buffer> => read((sector + 1) * sectorBytes, sectorBytes)
  const nextOf = sectorChain(header, sectorBytes, sectorAt)
  const chain = (first: number, most: number): Promise<Buffer | null> =>
    readChain(first, most, sectorBytes, sectorAt, nextOf)

  const directory = await chain(header.readUInt32LE(0x30), mostDirectorySectors)
  const root = directory === null ? null : rootEntries(directory)
  if (directory === null || root === null) return null
  const sectorsOf = (bytes: number): number => Math.ceil(bytes / sectorBytes)
  const miniStream = async (entry: CfbEntry): Promise<Buffer | null> => {
    const table = await chain(header.readUInt32LE(0x3c), mostDirectorySectors)
    const rootBytes = directory.readUInt32LE(0x78)
    const content = await chain(directory.readUInt32LE(0x74), sectorsOf(rootBytes) + 1)
    return table === null || content === null ? null : readMini(entry, table, content)
  }
  return {
    ...root,
    stream: async (entry) => {
      if (entry.bytes < miniStreamLimit) return miniStream(entry)
      const content = await chain(entry.firstSector, sectorsOf(entry.bytes) + 1)
      return content === null || content.length < entry.bytes ? null : content.subarray(0, entry.bytes)
    },
  }
}

/** The sectors of a chain, one behind the other; null where it leads nowhere or on for ever. The last may be cut by the file's end. */
async function readChain(
  first: number,
  most: number,
  sectorBytes: number,
  sectorAt: (sector: number) => Promise<Buffer>,
  nextOf: (sector: number) => Promise<number | null>,
): Promise<Buffer | null> {
  const sectors: Buffer[] = []
  let sector: number | null = first
  while (sector !== null && sector < firstSpecialSector) {
    const bytes = await sectorAt(sector)
    if (bytes.length === 0 || sectors.length >= most) return null
    if (sectors.at(-1)?.length !== (sectors.length > 0 ? sectorBytes : undefined)) return null
    sectors.push(bytes)
    sector = await nextOf(sector)
  }
  return sector === null ? null : Buffer.concat(sectors)
}

function readMini(entry: CfbEntry, table: Buffer, content: Buffer): Buffer | null {
  const parts: Buffer[] = []
  const wanted = Math.ceil(entry.bytes / miniSectorBytes)
  for (let sector = entry.firstSector; parts.length < wanted; sector = table.readUInt32LE(sector * 4)) {
    const end = (sector + 1) * miniSectorBytes
    if ((sector + 1) * 4 > table.length || end - miniSectorBytes >= content.length) return null
    parts.push(content.subarray(end - miniSectorBytes, end))
  }
  const bytes = Buffer.concat(parts)
  return bytes.length < entry.bytes ? null : bytes.subarray(0, entry.bytes)
}

/** Gives the sector that follows another; null where the table does not say. */
function sectorChain(
  header: Buffer,
  sectorBytes: number,
  sectorAt: (sector: number) => Promise<Buffer>,
): (sector: number) => Promise<number | null> {
  const perSector = sectorBytes / 4
  const tables = new Map<number, Buffer>()
  return async (sector) => {
    const index = Math.floor(sector / perSector)
    let table = tables.get(index)
    if (!table) {
      const place = await tableSector(header, index, perSector, sectorAt)
      if (place === null) return null
      table = await sectorAt(place)
      if (table.length < sectorBytes) return null
      tables.set(index, table)
    }
    return table.readUInt32LE((sector % perSector) * 4)
  }
}

/** Where the n-th sector of the allocation table is: the header names 109, a chain of sectors the others. */
async function tableSector(
  header: Buffer,
  index: number,
  perSector: number,
  sectorAt: (sector: number) => Promise<Buffer>,
): Promise<number | null> {
  const valid = (sector: number): number | null => (sector < firstSpecialSector ? sector : null)
  if (index < headerSectors) return valid(header.readUInt32LE(0x4c + index * 4))
  const perList = perSector - 1
  let list = header.readUInt32LE(0x44)
  const steps = Math.floor((index - headerSectors) / perList)
  for (let step = 0; ; step++) {
    if (list >= firstSpecialSector) return null
    const bytes = await sectorAt(list)
    if (bytes.length < perSector * 4) return null
    if (step === steps) return valid(bytes.readUInt32LE(((index - headerSectors) % perList) * 4))
    list = bytes.readUInt32LE(perList * 4)
  }
}

/** The children of the root: a binary tree, which a damaged file may have made a circle. */
function rootEntries(directory: Buffer): CfbDirectory | null {
  const count = Math.floor(directory.length / entryBytes)
  if (count === 0) return null
  const entries: CfbEntry[] = []
  const seen = new Set<number>()
  const waiting = [directory.readUInt32LE(0x4c)]
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    if (index === noEntry) continue
    if (index >= count || seen.has(index)) return null
    seen.add(index)
    const entry = directory.subarray(index * entryBytes, (index + 1) * entryBytes)
    const nameBytes = Math.min(64, entry.readUInt16LE(0x40))
    entries.push({
      name: entry.toString('utf16le', 0, Math.max(0, nameBytes - 2)),
      isStorage: entry[0x42] === 1,
      bytes: entry.readUInt32LE(0x78),
      firstSector: entry.readUInt32LE(0x74),
    })
    waiting.push(entry.readUInt32LE(0x44), entry.readUInt32LE(0x48))
  }
  return { rootClass: directory.toString('hex', 0x50, 0x60), entries }
}
