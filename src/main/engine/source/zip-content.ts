import type { FileHandle } from 'node:fs/promises'
import { pipeline, Readable, type TransformOptions } from 'node:stream'
import { crc32, createInflateRaw, type InflateRaw, type ZlibOptions } from 'node:zlib'
import type { ZipFile } from 'yauzl'
import { systemCode } from '../lib/app-error.ts'
import type { Limits } from '../lib/limits.ts'
import { damagedZip, hostileZip, type ZipEntry } from './zip-directory.ts'

const readBytes = 256 * 1024
/** Large pieces: what is inflated natively and what runs in JavaScript then change places rarely. */
const inflatedPieceBytes = 512 * 1024
/** The types of Node do not say that the options of a stream are taken as well. */
const inflateOptions: ZlibOptions & TransformOptions = {
  chunkSize: inflatedPieceBytes,
  highWaterMark: inflatedPieceBytes,
}

const stored = 0
const deflated = 8

export interface ZipSource {
  readonly path: string
  readonly zip: ZipFile
  readonly handle: FileHandle
  readonly limits: Limits
}

/**
 * The content of an entry, piece by piece. Who reads it to its end has it verified: its sizes, its checksum. Inflation runs in
 * Node's own threads, a piece ahead of the reader.
 * @throws AppError `file-unsupported` (damaged, encrypted, an unknown compression), `file-hostile` (grows beyond what is allowed, or
 * beyond what it says)
 */
export async function* readZipEntry(source: ZipSource, entry: ZipEntry): AsyncGenerator<Buffer> {
  const { path, limits } = source
  const start = await checkedStart(source, entry)
  const allowed = Math.max(limits.inflatedBytes, limits.inflationRatio * entry.compressedBytes)
  if (entry.inflatedBytes > allowed) {
    const times = Math.round(entry.inflatedBytes / Math.max(1, entry.compressedBytes))
    throw hostileZip(path, `"${entry.name}" would grow to ${entry.inflatedBytes} bytes, ${times} times its size`)
  }
  let bytes = 0
  let checksum = 0
  for await (const piece of inflated(source, entry, start)) {
    bytes += piece.length
    if (bytes > entry.inflatedBytes) throw hostileZip(path, `"${entry.name}" holds more than it says`)
    checksum = crc32(piece, checksum)
    yield piece
  }
  if (bytes < entry.inflatedBytes) throw damagedZip(path, `"${entry.name}" ends before its end`)
  if (checksum !== entry.entry.crc32) throw damagedZip(path, `"${entry.name}" does not match its checksum`)
}

/** Where the data of an entry begin, after its own header was compared with the directory. */
async function checkedStart({ path, zip }: ZipSource, { name, entry }: ZipEntry): Promise<number> {
  if (entry.isEncrypted()) {
    throw damagedZip(path, `"${name}" inside it is encrypted, which a workbook's parts never are`)
  }
  const local = await zip.readLocalFileHeaderPromise(entry, { minimal: false }).catch((error: unknown) => {
    throw damagedZip(path, `the header of "${name}" cannot be read`, error)
  })
  if (!local.fileName.equals(entry.fileNameRaw) || local.compressionMethod !== entry.compressionMethod) {
    throw hostileZip(path, `its list of contents and the header of "${name}" contradict each other`)
  }
  return local.fileDataStart
}

async function* inflated(source: ZipSource, entry: ZipEntry, start: number): AsyncGenerator<Buffer> {
  const { path, handle } = source
  const method = entry.entry.compressionMethod
  const raw = readRange(handle, start, entry.compressedBytes)
  if (method === stored) {
    yield* raw
    return
  }
  if (method !== deflated) throw damagedZip(path, `"${entry.name}" is compressed in a way that workbooks never use`)
  const inflate = createInflateRaw(inflateOptions)
  const input = Readable.from(raw, { objectMode: false })
  // Errors of the input reach the reader of `inflate`, which pipeline destroys with them.
  pipeline(input, inflate, () => {})
  try {
    for await (const piece of inflate) yield piece as Buffer
  } catch (error) {
    throw explain(path, entry.name, error)
  } finally {
    inflate.destroy()
    input.destroy()
  }
  refuseSurplus(path, entry, inflate)
}

/** Bytes behind the end of the compressed data are read by nobody, so nobody should have put them there. */
function refuseSurplus(path: string, entry: ZipEntry, inflate: InflateRaw): void {
  if (inflate.bytesWritten < entry.compressedBytes) {
    throw damagedZip(path, `"${entry.name}" says that it takes more bytes than it does`)
  }
}

function explain(path: string, name: string, error: unknown): unknown {
  const isZlibs = systemCode(error)?.startsWith('Z_') === true
  return isZlibs ? damagedZip(path, `"${name}" cannot be decompressed`, error) : error
}

async function* readRange(handle: FileHandle, start: number, length: number): AsyncGenerator<Buffer> {
  let done = 0
  while (done < length) {
    const piece = Buffer.allocUnsafe(Math.min(readBytes, length - done))
    const { bytesRead } = await handle.read(piece, 0, piece.length, start + done)
    // The end of a file that became shorter; the sizes show it.
    if (bytesRead === 0) return
    done += bytesRead
    yield bytesRead < piece.length ? piece.subarray(0, bytesRead) : piece
  }
}
