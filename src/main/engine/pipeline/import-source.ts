import { createHash, type Hash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { AppError } from '../lib/app-error.ts'
import type { ReadAt } from '../source/record-splitter.ts'
import type { Chunk } from '../store/chunks.ts'
import type { StoredPlan } from '../store/imports.ts'
import type { ImportPlan } from './plan-import.ts'

/** The file of an import while it is read. */
export interface ImportSource {
  readonly read: ReadAt
  /** The hash of the bytes before the first chunk to come; whoever reads on updates it. */
  readonly hash: Hash
  /** @throws AppError `file-changed` where the file is not what it was when this run began */
  verifyUnchanged(): Promise<void>
  close(): Promise<void>
}

const blockBytes = 1024 * 1024

/**
 * Opens the file of an import at an offset. A file that is resumed must begin as it did: what was read of it is hashed again.
 * @throws AppError `file-not-found`, `file-changed`
 */
export async function openImportSource(
  stored: StoredPlan<ImportPlan>,
  byteOffset: number,
  last: Chunk | undefined,
): Promise<ImportSource> {
  const handle = await open(stored.path, 'r').catch((error: unknown) => {
    throw new AppError('file-not-found', `${stored.path} cannot be opened any more.`, {
      hint: 'Put the file back and resume the import, or drop the import.',
      cause: error,
    })
  })
  try {
    const began = await handle.stat()
    const hash = await hashBefore(handle, byteOffset)
    const sound = last ? hash.copy().digest('hex') === last.prefixSha256 : began.mtimeMs === stored.plan.modifiedMs
    if (!sound || began.size !== stored.bytes) throw changedBefore(stored.path)
    return {
      hash,
      read: (into, offset) => readFully(handle, into, offset),
      verifyUnchanged: async () => {
        const { size, mtimeMs } = await handle.stat()
        if (size !== began.size || mtimeMs !== began.mtimeMs) throw changedMeanwhile(stored.path)
      },
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}

async function readFully(handle: FileHandle, into: Buffer, offset: number): Promise<number> {
  let filled = 0
  while (filled < into.length) {
    const { bytesRead } = await handle.read(into, filled, into.length - filled, offset + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return filled
}

async function hashBefore(handle: FileHandle, bytes: number): Promise<Hash> {
  const hash = createHash('sha256')
  const block = Buffer.allocUnsafe(Math.min(bytes, blockBytes))
  let done = 0
  while (done < bytes) {
    const count = await readFully(handle, block.subarray(0, Math.min(block.length, bytes - done)), done)
    if (count === 0) break
    hash.update(block.subarray(0, count))
    done += count
  }
  return hash
}

/** What is stored came from the file as it was; with that file back in its place the import can still go on. */
function changedBefore(path: string): AppError {
  return new AppError('file-changed', `${path} is not what it was when the import began, so the import cannot go on.`, {
    hint: 'Put the file back as it was and resume, or drop this import with `headgate imports drop` and import the file anew.',
    details: { resumable: true },
  })
}

/** Nobody can say which bytes were read before and which after the change. */
function changedMeanwhile(path: string): AppError {
  return new AppError('file-changed', `${path} changed while it was read, so nothing of it was kept.`, {
    hint: 'Wait until the program that writes it has finished, and import it again.',
    details: { resumable: false },
  })
}
