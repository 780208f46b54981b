import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl'
import { textOf } from './head-text.ts'

/** The directory of a zip archive, read only as far as somebody asks. Names are compared without regard to case, as OPC wants. */
export interface ZipListing {
  has(name: string): Promise<boolean>
  /** The beginning of an entry's text; null where there is none of the name, or it needs a password. */
  text(name: string): Promise<string | null>
  /** The first names as they are written, at most so many. */
  names(most: number): Promise<readonly string[]>
  /** Whether an entry that was seen needs a password. */
  needsPassword(): boolean
  /** As the archive counts them. */
  readonly entryCount: number
  close(): void
}

/** A workbook of ten thousand sheets has three entries each; who has more is no workbook that anybody reads. */
const mostEntries = 50_000
/** What is looked at of a list of content types or a manifest. */
const textBytes = 4 * 1024 * 1024

/** Opens a zip archive for a look at its directory. Throws what the zip library or the system say of a file that is none. */
export async function listZip(path: string): Promise<ZipListing> {
  const zip = await openPromise(path, { autoClose: false, decodeStrings: false })
  const entries = zip.eachEntry()
  const byName = new Map<string, Entry>()
  const names: string[] = []
  let password = false
  let ended = false
  // Errors come as rejections; one that comes between two reads must not end the thread.
  zip.on('error', () => undefined)

  const next = async (): Promise<boolean> => {
    // The iterator never answers when it is asked again behind its end.
    if (ended || names.length >= mostEntries) return false
    const found = await entries.next()
    if (found.done === true) {
      ended = true
      return false
    }
    const entry: Entry = found.value
    const name = nameOf(entry)
    const key = name.toLowerCase()
    names.push(name)
    password ||= entry.isEncrypted()
    if (!byName.has(key)) byName.set(key, entry)
    return true
  }
  const find = async (name: string): Promise<Entry | null> => {
    while (!byName.has(name)) if (!(await next())) return null
    return byName.get(name) ?? null
  }
  return {
    entryCount: zip.entryCount,
    has: async (name) => (await find(name)) !== null,
    text: async (name) => {
      const entry = await find(name)
      return entry === null || !entry.canDecodeFileData() ? null : textOf(await beginningOf(zip, entry))
    },
    names: async (most) => {
      while (names.length < most) if (!(await next())) break
      return names.slice(0, most)
    },
    needsPassword: () => password,
    close: () => zip.close(),
  }
}

function nameOf(entry: Entry): string {
  const raw = entry.fileName as unknown as Buffer
  return getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false)
}

async function beginningOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await zip.openReadStreamPromise(entry)
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of stream) {
    parts.push(part as Buffer)
    bytes += (part as Buffer).length
    if (bytes > textBytes) break
  }
  return Buffer.concat(parts).subarray(0, textBytes)
}
