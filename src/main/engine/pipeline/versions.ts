import type { QueryResult } from '../../../contract/datasets.ts'
import type { ImportRecord } from '../../../contract/imports.ts'
import type { Analytics } from '../analytics/analytics.ts'
import { removeFolded } from '../analytics/fold-imports.ts'
import { AppError, toErrorShape } from '../lib/app-error.ts'
import { inTurn } from '../lib/in-turn.ts'
import type { Remote } from '../lib/rpc.ts'
import type { ImportCost } from '../store/imports.ts'
import type { FoldedVersions } from '../store/row-versions.ts'
import type { StoreMethods } from '../store/store-protocol.ts'
import type { StandingChange, StandingDataset } from '../store/visible-imports.ts'

/** Which rows of a dataset are seen, by the imports that stand: one change at a time, each in one transaction of SQLite. */
export interface Versions {
  /**
   * Completes an import, rolls it back or restores it; `cost` is asked last, of one that ran. DuckDB follows where the dataset has upserts (`followed`), else it is the caller's.
   * @throws AppError `import-state`; `table-unjudged` where DuckDB cannot be used and versions have to be worked out
   */
  change(change: StandingChange, cost?: () => ImportCost): Promise<{ record: ImportRecord; followed: boolean }>
  /** A query over the dataset of an import as it stood when that was completed. @throws AppError `import-state`, `query-invalid` */
  queryAsOf(importId: number, query: { sql: string; limit: number | null }): Promise<QueryResult>
  /** Does something while the versions of that moment are put to use. */
  withVersionsAsOf<T>(importId: number, work: () => Promise<T>): Promise<T>
}

export function createVersions({
  store,
  analytics,
}: {
  readonly store: Remote<StoreMethods>
  readonly analytics: Analytics
}): Versions {
  const next = inTurn()

  const folded = async <T>(
    standing: StandingDataset,
    use: (versions: FoldedVersions | null) => Promise<T>,
  ): Promise<T> => {
    const versions = standing.imports.some(({ mode }) => mode === 'upsert')
      ? await analytics.fold(standing).catch((error: unknown) => {
          throw unfolded(standing, error)
        })
      : null
    try {
      return await use(versions)
    } finally {
      removeFolded(versions)
    }
  }

  const asOf = <T>(importId: number, work: (standing: StandingDataset) => Promise<T>): Promise<T> =>
    next(async () => {
      const standing = await store.standingDataset({ importId, asOf: importId })
      return folded(standing, async (versions) => {
        await store.useVersions(versions)
        try {
          return await work(standing)
        } finally {
          await store.useVersions(null)
        }
      })
    })

  return {
    change: (change, cost) =>
      next(async () => {
        const { importId } = change
        let isDone: boolean
        do {
          const standing = await store.standingDataset({ importId, change })
          const took = (): { cost?: ImportCost } => (cost ? { cost: cost() } : {})
          if (!standing.hasUpserts) {
            return { record: await store.setImportState({ ...change, ...took() }), followed: false }
          }
          // Rows that a program stored meanwhile have to be laid over the others as well.
          isDone = await folded(standing, (versions) =>
            store.changeVersions({ standing, folded: versions, change, ...took() }),
          )
        } while (!isDone)
        await analytics.refresh()
        return { record: await store.showImport(importId), followed: true }
      }),
    queryAsOf: (importId, query) => asOf(importId, (standing) => analytics.queryAsOf(standing, query)),
    withVersionsAsOf: (importId, work) => asOf(importId, work),
  }
}

function unfolded({ shape }: StandingDataset, error: unknown): AppError {
  if (error instanceof AppError && error.code === 'disk-full') return error
  return new AppError(
    'table-unjudged',
    `The rows of "${shape.dataset.name}" could not be laid over each other: ${toErrorShape(error).message}`,
    { hint: 'Nothing was changed. Try again once the cause is gone; an import is resumed.', cause: error },
  )
}
