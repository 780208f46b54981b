import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { AppError } from '../lib/app-error.ts'

/** One file inside a zip archive, as the archive's directory states it; nothing of it is true before it was read. */
export interface ZipEntry {
  /** With `/` between folders and none at the beginning. */
  readonly name: string
  readonly compressedBytes: number
  readonly inflatedBytes: number
  readonly entry: Entry
}

/** More files than any workbook has; a directory of millions would fill the memory by itself. */
const mostEntries = 100_000

/**
 * Reads the directory of a zip archive and refuses what only an archive made to harm has: two entries that share bytes (one piece
 * of data that counts many times), two of one name (programs would read different ones), names that lead out of a folder.
 * @throws AppError `file-unsupported` (damaged, encrypted), `file-hostile`
 */
export async function readZipDirectory(zip: ZipFile, path: string): Promise<ZipEntry[]> {
  if (zip.entryCount > mostEntries) {
    throw hostileZip(path, `it says that it holds ${zip.entryCount} files`)
  }
  const entries: ZipEntry[] = []
  try {
    for await (const entry of zip.eachEntry()) entries.push(zipEntry(entry, path))
  } catch (error) {
    throw error instanceof AppError ? error : damagedZip(path, 'its list of contents cannot be read', error)
  }
  refuseSameNames(entries, path)
  refuseOverlaps(entries, zip.fileSize, path)
  return entries
}

function zipEntry(entry: Entry, path: string): ZipEntry {
  const name = entryName(entry)
  if (name.split('/').includes('..') || name.includes('\0')) {
    throw hostileZip(path, `it holds a file named "${name}", which leads out of the archive`)
  }
  return { name, compressedBytes: entry.compressedSize, inflatedBytes: entry.uncompressedSize, entry }
}

/** The name as yauzl decodes it: Windows separators and an absolute path are only ways of writing. */
function entryName(entry: Entry): string {
  const raw = entry.fileNameRaw
  const name = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false)
  return name.replace(/^\/+/, '')
}

function refuseSameNames(entries: readonly ZipEntry[], path: string): void {
  const seen = new Set<string>()
  for (const { name } of entries) {
    const key = name.toLowerCase()
    if (seen.has(key)) throw hostileZip(path, `it holds "${name}" twice, and programs would read different ones`)
    seen.add(key)
  }
}

const localHeaderBytes = 30

function refuseOverlaps(entries: readonly ZipEntry[], fileBytes: number, path: string): void {
  let end = 0
  let before = ''
  for (const { name, entry, compressedBytes } of entries.toSorted((a, b) => startOf(a) - startOf(b))) {
    if (startOf({ entry }) < end) throw hostileZip(path, `"${before}" and "${name}" share the same bytes`)
    end = startOf({ entry }) + localHeaderBytes + entry.fileNameLength + compressedBytes
    before = name
    if (end > fileBytes) throw damagedZip(path, `"${name}" reaches beyond its end`)
  }
}

function startOf({ entry }: Pick<ZipEntry, 'entry'>): number {
  return entry.relativeOffsetOfLocalHeader
}

export function damagedZip(path: string, what: string, cause?: unknown): AppError {
  return new AppError('file-unsupported', `${path} is damaged: ${what}.`, {
    hint: 'Copy or download it again; if it still fails, open it in Excel, let it be repaired and save it under a new name.',
    cause,
  })
}

export function hostileZip(path: string, what: string): AppError {
  return new AppError('file-hostile', `${path} was refused because it looks made to harm: ${what}.`, {
    hint: 'Ask whoever sent it for the table saved anew from Excel, or as CSV.',
  })
}
