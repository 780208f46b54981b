import { rmSync } from 'node:fs'
import type { ErrorCode } from '../../../contract/errors.ts'
import type { Analytics } from '../analytics/analytics.ts'
import type { PreparedTable, Spilled } from '../analytics/protocol.ts'
import { AppError, toErrorShape } from '../lib/app-error.ts'
import type { Remote } from '../lib/rpc.ts'
import type { StoreMethods } from '../store/store-protocol.ts'
import type { ImportThreadMethods } from './import-thread.ts'

interface TableContext {
  readonly store: Remote<StoreMethods>
  readonly coordinator: Remote<ImportThreadMethods>
  readonly analytics: Analytics
  readonly stopRequested: () => boolean
}

/** Failures that say themselves what to do. */
const plainCodes: ReadonlySet<ErrorCode> = new Set([
  'disk-full',
  'workspace-damaged',
  'lookup-unknown',
  'dataset-unknown',
])

/**
 * Loads the stored rows of an import into DuckDB, judges them beside each other and beside what can be seen, and moves those that fail
 * to the rejected ones in SQLite. Taken up again after a failure, it starts anew from SQLite, or finds that all was done.
 * @throws AppError; none of them makes what was stored doubtful
 */
export async function judgeTable(importId: number, spilled: Spilled | null, context: TableContext): Promise<void> {
  const { store, coordinator, analytics, stopRequested } = context
  let prepared: PreparedTable | null = null
  try {
    await analytics.load(importId, spilled)
    const began = performance.now()
    prepared = await coordinator.prepareTable(importId)
    if (prepared === null || stopRequested()) return
    const { rows } = await analytics.judge(importId, prepared)
    if (stopRequested()) return
    await coordinator.moveRows({ importId, table: prepared, judgedMs: performance.now() - began })
    const { accepted } = (await store.showImport(importId)).rows
    if (rows !== accepted) throw new Error(`DuckDB holds ${rows} of the ${accepted} rows of import ${importId}`)
  } catch (error) {
    if (stopRequested()) return
    // It is opened anew, from SQLite, when it is next needed.
    await analytics.close()
    throw explained(importId, error)
  } finally {
    const files = [...(spilled === null ? [] : [spilled.file]), ...(prepared === null ? [] : scratchFiles(prepared))]
    for (const file of files) rmSync(file, { force: true })
  }
}

function explained(importId: number, error: unknown): AppError {
  if (error instanceof AppError && plainCodes.has(error.code)) return error
  return new AppError(
    'table-unjudged',
    `The rows of import ${importId} were stored, and could not be judged beside each other: ${toErrorShape(error).message}`,
    { hint: 'Nothing of it is seen yet. Resume the import once the cause is gone; it goes on here.', cause: error },
  )
}

function scratchFiles({ targets, rejected, verdictsFile, findingsFile }: PreparedTable): string[] {
  const lookups = targets.flatMap((target) => (target !== null && 'file' in target ? [target.file] : []))
  return [...lookups, rejected.file, verdictsFile, findingsFile]
}
