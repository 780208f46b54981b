import { isUtf8 } from 'node:buffer'
import { open, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError, systemCode } from '../lib/app-error.ts'
import { wideEncoding } from './wide-text.ts'

/** A file that was looked at and can be read. */
export interface InputFile {
  /** Absolute. */
  readonly path: string
  readonly bytes: number
  readonly modifiedMs: number
  readonly format: 'csv'
  /** The first bytes, enough to tell what it is. */
  readonly head: Buffer
}

const headBytes = 64 * 1024

/** Formats that are recognised by their first bytes, so that they are refused by name instead of read as garbage. */
const signatures: readonly { readonly bytes: readonly number[]; readonly name: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], name: 'a zip archive or an Excel workbook (.xlsx)' },
  { bytes: [0x50, 0x4b, 0x05, 0x06], name: 'an empty zip archive' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], name: 'an older Excel workbook (.xls)' },
  { bytes: [0x1f, 0x8b], name: 'a gzip-compressed file' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], name: 'a zstd-compressed file' },
  { bytes: [0x25, 0x50, 0x44, 0x46], name: 'a PDF document' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], name: 'a PNG picture' },
  { bytes: [0xff, 0xd8, 0xff], name: 'a JPEG picture' },
  { bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], name: 'a SQLite database' },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], name: 'a program' },
]

/**
 * Looks at a file by path and content, never by its name's ending.
 * @throws AppError `file-not-found`, `file-not-regular`, `file-unreadable`, `file-empty`, `file-unsupported`
 */
export async function openInputFile(path: string): Promise<InputFile> {
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
    const handle = await open(absolute, 'r')
    try {
      const head = Buffer.alloc(Math.min(headBytes, stats.size))
      const { bytesRead } = await handle.read(head, 0, head.length, 0)
      const seen = head.subarray(0, bytesRead)
      refuseOtherContent(absolute, stats.size, seen)
      return { path: absolute, bytes: stats.size, modifiedMs: stats.mtimeMs, format: 'csv', head: seen }
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw explain(error, absolute)
  }
}

function refuseOtherContent(path: string, bytes: number, head: Buffer): void {
  const withoutBom = head.subarray(0, 3).equals(utf8Bom) ? head.subarray(3) : head
  if (bytes === 0 || (bytes === head.length && withoutBom.length === 0)) {
    throw new AppError('file-empty', `${path} is empty.`, {
      hint: 'Ask whoever sent it for the file with its content.',
    })
  }
  const known = signatures.find((signature) => signature.bytes.every((byte, index) => head[index] === byte))
  if (known) {
    throw new AppError('file-unsupported', `${path} is ${known.name}, not delimited text.`, {
      hint: 'Save it as CSV and import that file.',
      details: { content: known.name },
    })
  }
  const wide = wideEncoding(head)
  if (wide !== null) {
    throw new AppError('file-unsupported', `${path} is ${wide} text, which cannot be read yet.`, {
      hint: 'Save it as "CSV UTF-8" and import that file.',
      details: { encoding: wide },
    })
  }
  const share = countControlBytes(head) / head.length
  if (share > 0.05 || (share > 0.005 && !isUtf8(head))) {
    throw new AppError('file-unsupported', `${path} holds binary data, not text.`, {
      hint: 'Check that it is the right file; a table is read as delimited text.',
    })
  }
}

const utf8Bom = Buffer.from([0xef, 0xbb, 0xbf])

/** Bytes that no text has, except as separators: everything below a space but tab, line ends, form feed, escape, FS to US. */
function countControlBytes(head: Buffer): number {
  let count = 0
  for (const byte of head) {
    if (byte < 9 || (byte > 13 && byte < 27)) count++
  }
  return count
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
