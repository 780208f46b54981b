import { createHash, type Hash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { AppError } from '../lib/app-error.ts'
import { type ContentPlan, type ContentStream, isSeekable, openContent, passOver } from '../parse/content.ts'
import { hashFile } from '../source/hash-file.ts'
import type { Chunk } from '../store/chunks.ts'
import type { StoredPlan } from '../store/imports.ts'
import type { ImportPlan } from './plan-import.ts'

/** The content of an import's file while it is read. */
export interface ImportSource extends ContentStream {
  /** The hash of the content before the first chunk to come; whoever reads on updates it. */
  readonly hash: Hash
  /**
   * The SHA-256 of the whole file, once it was read to its end; null where that is not known.
   * @throws AppError `file-changed` where the file is not what it was when this run began
   */
  verifyUnchanged(): Promise<string | null>
  /** A failure of the run as it is to be told: content that cannot be read because the file changed meanwhile is `file-changed`. */
  explain(failure: unknown): Promise<unknown>
}

/**
 * Opens the content of an import at an offset. A file that is resumed must begin as it did: what was read of it is hashed again.
 * @throws AppError `file-not-found`, `file-changed`
 */
export async function openImportSource(
  stored: StoredPlan<ImportPlan>,
  content: ContentPlan,
  byteOffset: number,
  last: Chunk | undefined,
): Promise<ImportSource> {
  const { path, plan } = stored
  const began = await stat(path).catch((error: unknown) => {
    throw new AppError('file-not-found', `${path} cannot be opened any more.`, {
      hint: 'Put the file back and resume the import, or drop the import.',
      cause: error,
    })
  })
  if (began.size !== stored.bytes || (!last && began.mtimeMs !== plan.modifiedMs)) throw changedBefore(path)
  const stream = await openContent(path, content)
  try {
    const hash = createHash('sha256')
    await passOver(stream, byteOffset, (passed) => hash.update(passed))
    if (last && hash.copy().digest('hex') !== last.prefixSha256) throw changedBefore(path)
    return {
      ...stream,
      hash,
      verifyUnchanged: async () => {
        const now = await stat(path)
        if (now.size !== began.size || now.mtimeMs !== began.mtimeMs || now.ino !== began.ino)
          throw changedMeanwhile(path)
        const asRead = isSeekable(content) ? hash.copy().digest('hex') : null
        if (asRead !== null && now.ctimeMs === began.ctimeMs) return asRead
        // Somebody touched the file without its time telling: only its bytes say whether it is the same.
        const sha256 = await hashFile(path)
        if (now.ctimeMs !== began.ctimeMs && sha256 !== asRead) throw changedMeanwhile(path)
        return sha256
      },
      explain: async (failure) => {
        if (!(failure instanceof AppError) || !unreadable.has(failure.code)) return failure
        const now = await stat(path).catch(() => null)
        const same = now !== null && marks.every((mark) => now[mark] === began[mark])
        return same ? failure : changedMeanwhile(path, failure)
      },
    }
  } catch (error) {
    await stream.close()
    throw error
  }
}

/** What reading ends with where bytes are not those that were there before. */
const unreadable: ReadonlySet<string> = new Set(['file-damaged', 'file-hostile', 'file-unsupported'])
/** What tells that somebody wrote to a file. */
const marks = ['size', 'mtimeMs', 'ino', 'ctimeMs'] as const

/** What is stored came from the file as it was; with that file back in its place the import can still go on. */
function changedBefore(path: string): AppError {
  return new AppError('file-changed', `${path} is not what it was when the import began, so the import cannot go on.`, {
    hint: 'Put the file back as it was and resume, or drop this import with `headgate imports drop` and import the file anew.',
    details: { resumable: true },
  })
}

/** Nobody can say which bytes were read before and which after the change. */
function changedMeanwhile(path: string, cause?: unknown): AppError {
  return new AppError('file-changed', `${path} changed while it was read, so nothing of it was kept.`, {
    hint: 'Wait until the program that writes it has finished, and import it again.',
    details: { resumable: false },
    cause,
  })
}
