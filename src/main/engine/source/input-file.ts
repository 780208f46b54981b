import { open, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError, systemCode } from '../lib/app-error.ts'
import { defaultLimits, type Limits } from '../lib/limits.ts'
import { formatBytes } from '../lib/numbers.ts'
import type { FileKind } from './file-kind.ts'
import { identifyFile } from './identify-file.ts'

/** A file that was looked at and can be read. */
export interface InputFile {
  /** Absolute. */
  readonly path: string
  readonly bytes: number
  readonly modifiedMs: number
  readonly kind: FileKind
  /** The first bytes, enough to tell what it is. */
  readonly head: Buffer
  /** What of it is read at most. */
  readonly limits: Limits
}

const headBytes = 64 * 1024

/**
 * Looks at a file by path and content, never by its name's ending.
 * @throws AppError `file-not-found`, `file-not-regular`, `file-unreadable`, `file-empty`, `file-unsupported`
 */
export async function openInputFile(path: string, limits: Limits = defaultLimits): Promise<InputFile> {
  const absolute = resolve(path)
  try {
    const stats = await stat(absolute)
    if (stats.isDirectory()) {
      throw new AppError('file-not-regular', `${absolute} is a folder, not a file.`, {
        hint: 'Name a CSV file inside it.',
      })
    }
    if (!stats.isFile()) {
      throw new AppError('file-not-regular', `${absolute} is not a regular file.`, { hint: 'Save it as a file first.' })
    }
    if (stats.size > limits.fileBytes) {
      throw new AppError(
        'file-unsupported',
        `${absolute} has ${formatBytes(stats.size)}; at most ${formatBytes(limits.fileBytes)} are read.`,
        { hint: 'Raise `fileBytes` in the settings of the workspace.' },
      )
    }
    const handle = await open(absolute, 'r')
    try {
      const head = Buffer.alloc(Math.min(headBytes, stats.size))
      const { bytesRead } = await handle.read(head, 0, head.length, 0)
      const seen = head.subarray(0, bytesRead)
      if (seen.length === 0) throw emptyFile(absolute)
      const kind = await identifyFile(absolute, seen, stats.size)
      if (kind.kind === 'refused') throw kind.error
      return { path: absolute, bytes: stats.size, modifiedMs: stats.mtimeMs, kind, head: seen, limits }
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw explain(error, absolute)
  }
}

function emptyFile(path: string): AppError {
  return new AppError('file-empty', `${path} is empty.`, {
    hint: 'Ask whoever sent it for the file with its content.',
  })
}

/** What a file is, in a word: the ending that it should have. */
export function formatOf(kind: FileKind): string {
  switch (kind.kind) {
    case 'workbook':
      return kind.format
    case 'compressed':
      return kind.by === 'gzip' ? 'csv.gz' : 'csv.zst'
    default:
      return 'csv'
  }
}

function explain(error: unknown, path: string): unknown {
  switch (systemCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('file-not-found', `There is no file ${path}.`, {
        hint: 'Check the path and the spelling.',
        cause: error,
      })
    case 'EACCES':
    case 'EPERM':
      return new AppError('file-unreadable', `${path} may not be read.`, {
        hint: 'Change its permissions, or copy it to a folder of yours.',
        cause: error,
      })
    case 'EIO':
    case 'EBUSY':
      return new AppError('file-unreadable', `${path} cannot be read just now.`, {
        hint: 'Close the program that holds it, or copy the file to this computer.',
        cause: error,
      })
    default:
      return error
  }
}
