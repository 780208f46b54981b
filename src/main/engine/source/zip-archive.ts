import { open } from 'node:fs/promises'
import yauzl from 'yauzl'
import type { Limits } from '../lib/limits.ts'
import { readZipEntry, type ZipSource } from './zip-content.ts'
import { damagedZip, readZipDirectory, type ZipEntry } from './zip-directory.ts'

/** A zip archive that is open: its contents are listed, and each can be read as a stream of its own. */
export interface ZipArchive {
  readonly path: string
  readonly entries: readonly ZipEntry[]
  /** An entry by its name, without regard to case, as the parts of a workbook are named (ECMA-376 part 2, 6.2.2). */
  find(name: string): ZipEntry | null
  /** @throws AppError as `readZipEntry` says */
  read(entry: ZipEntry): AsyncGenerator<Buffer>
  close(): Promise<void>
}

/**
 * Opens a zip archive and reads its directory, nothing else. Files that begin with something else than the archive are refused as
 * damaged, since then its offsets are wrong.
 * @throws AppError `file-unsupported` (no zip archive, damaged, encrypted), `file-hostile`; and errors of the file system
 */
export async function openZip(path: string, limits: Limits): Promise<ZipArchive> {
  const handle = await open(path, 'r')
  try {
    // The handle stays ours: yauzl would close it when it thinks that nobody reads any more.
    const zip = await yauzl
      .fromFdPromise(handle.fd, { autoClose: false, decodeStrings: false })
      .catch((error: unknown) => {
        throw damagedZip(path, 'it does not end as a zip archive does', error)
      })
    const source: ZipSource = { path, zip, handle, limits }
    const entries = await readZipDirectory(zip, path)
    const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]))
    return {
      path,
      entries,
      find: (name) => byName.get(name.toLowerCase()) ?? null,
      read: (entry) => readZipEntry(source, entry),
      close: () => handle.close(),
    }
  } catch (error) {
    await handle.close()
    throw error
  }
}
