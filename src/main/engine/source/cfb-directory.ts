/** An entry at the root of a compound file: a storage is a folder, a stream a file. */
export interface CfbEntry {
  readonly name: string
  readonly isStorage: boolean
  readonly bytes: number
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

/**
 * What is at the root of a compound file ([MS-CFB]); null where its header, its chain of sectors or its tree is damaged. Reads the
 * sectors of the directory and those of the allocation table that chain them, nothing else.
 */
export async function readCfbDirectory(read: Read): Promise<CfbDirectory | null> {
  const header = await read(0, headerBytes)
  if (header.length < headerBytes) return null
  const sectorShift = header.readUInt16LE(0x1e)
  if (sectorShift !== 9 && sectorShift !== 12) return null
  const sectorBytes = 1 << sectorShift
  const sectorAt = (sector: number): Promise<Buffer> => read((sector + 1) * sectorBytes, sectorBytes)
  const nextOf = sectorChain(header, sectorBytes, sectorAt)
  const sectors: Buffer[] = []
  let sector: number | null = header.readUInt32LE(0x30)
  while (sector !== null && sector < firstSpecialSector) {
    const bytes = await sectorAt(sector)
    if (bytes.length < sectorBytes || sectors.length >= mostDirectorySectors) return null
    sectors.push(bytes)
    sector = await nextOf(sector)
  }
  return sector === null ? null : rootEntries(Buffer.concat(sectors))
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
    })
    waiting.push(entry.readUInt32LE(0x44), entry.readUInt32LE(0x48))
  }
  return { rootClass: directory.toString('hex', 0x50, 0x60), entries }
}
