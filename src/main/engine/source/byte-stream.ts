import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, type Transform } from 'node:stream'
import zlib from 'node:zlib'
import { AppError } from '../lib/app-error.ts'
import type { Limits } from '../lib/limits.ts'
import { formatBytes } from '../lib/numbers.ts'

/** Bytes one after the other. */
export interface ByteStream {
  /** Fills the beginning of a buffer with what comes next; returns how many bytes there were, 0 only at the end. */
  read(into: Buffer): Promise<number>
  /** Bytes of the file that were read for it so far. */
  fileBytes(): number
  close(): Promise<void>
}

export type Compression = 'gzip' | 'zstd'

/** The bytes of a file as they are, from an offset on. */
export async function openPlain(path: string, from: number): Promise<ByteStream> {
  const handle = await open(path, 'r')
  let offset = from
  return {
    read: async (into) => {
      let filled = 0
      while (filled < into.length) {
        const { bytesRead } = await handle.read(into, filled, into.length - filled, offset)
        if (bytesRead === 0) break
        filled += bytesRead
        offset += bytesRead
      }
      return filled
    },
    fileBytes: () => offset,
    close: () => handle.close(),
  }
}

const blockBytes = 256 * 1024

/**
 * What is compressed in a file, from its beginning.
 * @throws AppError `file-unsupported` where this runtime cannot unpack it; from `read`: `file-damaged`, and `file-hostile` for
 * content that grows beyond what `limits` allow
 */
export function openCompressed(path: string, by: Compression, limits: Limits): ByteStream {
  const file = createReadStream(path, { highWaterMark: blockBytes })
  const unpacked = pipeline(file, unpacker(by), () => undefined)
  const blocks = unpacked[Symbol.asyncIterator]() as AsyncIterableIterator<Buffer>
  let grown = 0
  return {
    ...blockReader(async () => {
      const next = await blocks.next().catch((error: unknown) => {
        throw damaged(path, by, error)
      })
      if (next.done === true) return null
      grown += next.value.length
      refuseBomb(path, grown, file.bytesRead, limits)
      return next.value
    }),
    fileBytes: () => file.bytesRead,
    close: () => {
      unpacked.destroy()
      file.destroy()
      return Promise.resolve()
    },
  }
}

/** Reads from blocks that come one by one, null at the end. */
export function blockReader(next: () => Promise<Buffer | null>): Pick<ByteStream, 'read'> {
  let held: Buffer = Buffer.alloc(0)
  let ended = false
  return {
    read: async (into) => {
      let filled = 0
      while (filled < into.length && !ended) {
        if (held.length === 0) {
          const block = await next()
          ended = block === null
          held = block ?? held
          continue
        }
        const count = held.copy(into, filled)
        held = held.subarray(count)
        filled += count
      }
      return filled
    },
  }
}

function unpacker(by: Compression): Transform {
  if (by === 'gzip') return zlib.createGunzip({ chunkSize: blockBytes })
  // Runtimes before Node 22.15 have no zstd.
  const make = (zlib as { createZstdDecompress?: typeof zlib.createZstdDecompress }).createZstdDecompress
  if (make) return make({ chunkSize: blockBytes })
  throw new AppError('file-unsupported', 'A zstd-compressed file cannot be unpacked by this version of the program.', {
    hint: 'Unpack it with `unzstd` and import what comes out, or compress it with gzip.',
  })
}

function damaged(path: string, by: Compression, cause: unknown): AppError {
  const what = cause instanceof Error ? cause.message : String(cause)
  return new AppError(
    'file-damaged',
    `${path} is damaged: its ${by} content cannot be unpacked to its end (${what}).`,
    {
      hint: 'Ask for the file once more; it may have been cut on its way.',
      cause,
    },
  )
}

/** Text seldom shrinks to a hundredth; what grows without end was made to fill the disk of whoever unpacks it. */
function refuseBomb(path: string, grown: number, packed: number, limits: Limits): void {
  if (grown <= limits.inflatedBytes || grown <= packed * limits.inflationRatio) return
  throw new AppError(
    'file-hostile',
    `${path} unpacks to more than ${formatBytes(grown)}, over ${limits.inflationRatio} times its size; it was not read further.`,
    { hint: 'Do not open it, unless you know what it is; then unpack it yourself and import what comes out.' },
  )
}
