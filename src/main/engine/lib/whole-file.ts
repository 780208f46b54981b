import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { AppError, explainStorageError, systemCode } from './app-error.ts'
import { formatBytes } from './numbers.ts'

interface WholeFileOptions {
  /** Whether a file of that name may be there already, which is then replaced. */
  readonly overwrite: boolean
  /** About how many bytes the file will have; less free space is refused first. */
  readonly neededBytes?: number
}

/** Left free for whatever else the disk is used for meanwhile. */
const spaceReserve = 16 * 1024 * 1024

/**
 * Writes a file that appears whole or not at all: under a temporary name beside it, synced to the disk, then renamed. `write` gets the
 * descriptor of the temporary file. Gives the file's absolute path and what `write` gave.
 * @throws AppError `output-exists`, `output-unwritable`, `disk-space`, `disk-full`, and whatever `write` throws
 */
export async function writeWholeFile<T>(
  file: string,
  { overwrite, neededBytes = 0 }: WholeFileOptions,
  write: (descriptor: number) => T | Promise<T>,
): Promise<{ readonly file: string; readonly result: T }> {
  const target = resolve(file)
  const temporary = `${target}.${process.pid}.part`
  refuseExisting(target, overwrite)
  let isOurs = false
  try {
    refuseShortage(target, neededBytes)
    const descriptor = openSync(temporary, 'wx')
    isOurs = true
    let result: T
    try {
      result = await write(descriptor)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    refuseExisting(target, overwrite)
    renameSync(temporary, target)
    syncFolder(dirname(target))
    return { file: target, result }
  } catch (error) {
    if (isOurs) rmSync(temporary, { force: true })
    throw explainWriting(error, target, isOurs)
  }
}

/** Writes all bytes of a text or a buffer, however many the system takes at a time, and gives how many they were. */
export function writeAll(descriptor: number, content: string | Uint8Array): number {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  let written = 0
  while (written < bytes.length) written += writeSync(descriptor, bytes, written)
  return written
}

function refuseExisting(target: string, overwrite: boolean): void {
  if (overwrite || !existsSync(target)) return
  throw new AppError('output-exists', `${target} exists already.`, {
    hint: 'Choose another name, or ask for it to be overwritten.',
  })
}

function refuseShortage(target: string, neededBytes: number): void {
  const { bavail, bsize } = statfsSync(dirname(target))
  const freeBytes = bavail * bsize
  if (neededBytes === 0 || freeBytes >= neededBytes + spaceReserve) return
  throw new AppError(
    'disk-space',
    `Too little space: ${target} will have about ${formatBytes(neededBytes)}, and ${formatBytes(freeBytes)} are free there.`,
    { hint: 'Free some space, or write to a larger disk.', details: { neededBytes, freeBytes } },
  )
}

/** Makes the new name durable; not every system lets a folder be synced. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function explainWriting(error: unknown, target: string, isOpen: boolean): unknown {
  const code = systemCode(error)
  if (code === 'EEXIST' && !isOpen)
    return new AppError('output-exists', `${target} is being written already.`, {
      hint: 'Wait for the other export, or choose another name.',
    })
  if (code !== null && unwritable.has(code)) {
    return new AppError('output-unwritable', `${target} cannot be written (${code}).`, {
      hint: 'Choose a folder that exists and that you may write to.',
      cause: error,
    })
  }
  return explainStorageError(error, target)
}

const unwritable = new Set(['EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EISDIR', 'EROFS', 'ENAMETOOLONG'])
