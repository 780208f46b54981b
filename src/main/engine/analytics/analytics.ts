import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { QueryResult } from '../../../contract/datasets.ts'
import { AppError } from '../lib/app-error.ts'
import { inTurn } from '../lib/in-turn.ts'
import { type Remote, startThread, type Thread } from '../lib/rpc.ts'
import type { AnalyticsImport } from '../store/analytics-copy.ts'
import type { FoldedVersions } from '../store/row-versions.ts'
import type { StoreMethods } from '../store/store-protocol.ts'
import type { StandingDataset } from '../store/visible-imports.ts'
import { removeCopy, type WorkspacePaths } from '../store/workspace.ts'
import { foldImports, queryMoment } from './fold-imports.ts'
import type {
  AnalyticsMethods,
  AnalyticsThreadData,
  LoadRequest,
  PreparedTable,
  Spilled,
  TableVerdict,
} from './protocol.ts'

/** Where the rows to load are: in a file, or in SQLite from a row number on. */
type RowSource = { readonly spilled: Spilled } | { readonly fromRow: number }

/** DuckDB as the rest of the engine sees it: opened when first needed, and never behind SQLite when it answers. */
export interface Analytics {
  /** The owner thread, with every visible import loaded. */
  ready(): Promise<Remote<AnalyticsMethods>>
  /** Loads an import that is not seen yet, from its spilled rows or else from SQLite. */
  load(importId: number, spilled: Spilled | null): Promise<void>
  /** Loads the rows of an import from a row number on, behind those that are there. */
  append(importId: number, fromRow: number): Promise<void>
  /**
   * Makes it hold what SQLite shows, after imports were taken back or brought back. Where it cannot follow it is closed, and brought up to
   * date when it is next opened.
   */
  refresh(): Promise<void>
  /** Lets the rows of a loaded import be seen, and hides those of imports that are not seen any more. */
  show(importId: number): Promise<void>
  /** Judges a loaded import that is not seen yet by the rules of its table, and takes the rows that fail away. */
  judge(importId: number, table: PreparedTable): Promise<TableVerdict>
  /** Ends a judging of tables that runs. */
  stopJudging(): Promise<void>
  /** Lays imports of a dataset over each other; whoever asks removes the files of the result. */
  fold(standing: StandingDataset): Promise<FoldedVersions>
  /** Runs a query over a dataset as it is made up of imports, by the versions that were put to use. */
  queryAsOf(standing: StandingDataset, query: { sql: string; limit: number | null }): Promise<QueryResult>
  /** Throws the rows of an import away that is not to be seen. */
  drop(importId: number): Promise<void>
  /** Closes the copy and deletes its files and whatever was spilled, while no import runs; it is made anew when it is next needed. */
  discard(): Promise<void>
  close(): Promise<void>
}

export function openAnalytics(paths: WorkspacePaths, store: Remote<StoreMethods>): Analytics {
  let thread: Thread<AnalyticsMethods> | null = null
  let opening: Promise<Remote<AnalyticsMethods>> | null = null
  /** One change of what is seen at a time: each of them asks what is seen, and then says what is to be. */
  const change = inTurn()

  const open = async (): Promise<Remote<AnalyticsMethods>> => {
    const data: AnalyticsThreadData = { file: paths.duckdb, scratch: paths.scratch }
    thread = startThread<AnalyticsMethods>('analytics-thread', {
      data,
      onLost: () => {
        thread = null
        opening = null
      },
    })
    await thread.methods.open(null)
    await catchUp(thread.methods)
    return thread.methods
  }
  const ready = (): Promise<Remote<AnalyticsMethods>> => {
    opening ??= open().catch((error: unknown) => {
      opening = null
      throw error
    })
    return opening
  }

  /** Makes DuckDB hold and show exactly the visible imports, whatever happened to it since. */
  const catchUp = async (duckdb: Remote<AnalyticsMethods>): Promise<void> => {
    const imports = await store.visibleImports(null)
    const loaded = new Map((await duckdb.loaded(null)).map((shown) => [shown.importId, shown]))
    const reload: LoadRequest[] = []
    try {
      for (const { importId, rows, stamp } of imports) {
        const shown = loaded.get(importId)
        if (shown?.rows === rows && shown.stamp === stamp) continue
        const source = await store.analyticsImport(importId)
        // Rows that nobody sees yet are loaded at once, and those that are seen in the one step that shows the others.
        if (shown === undefined || (await duckdb.isRetyped(source))) await loadInto(duckdb, importId, { fromRow: 1 })
        else reload.push({ source, ...(await spill(importId, 1)), append: false, others: [] })
      }
      await duckdb.nameDatasets(await store.datasetShapes(null))
      await duckdb.show({ reload, imports: imports.map(({ importId, rows, stamp }) => ({ importId, rows, stamp })) })
    } finally {
      for (const { file } of reload) rmSync(file, { force: true })
    }
  }

  const loadInto = async (duckdb: Remote<AnalyticsMethods>, importId: number, rowsFrom: RowSource): Promise<void> => {
    const source = await store.analyticsImport(importId)
    const isRetyped = await duckdb.isRetyped(source)
    // A table that is made anew takes all rows of the import from their texts, as it takes those of the others.
    const fromRow = isRetyped || 'spilled' in rowsFrom ? 1 : rowsFrom.fromRow
    const from = 'spilled' in rowsFrom ? rowsFrom.spilled : await spill(importId, fromRow)
    const others = isRetyped ? await spillOthers(source) : []
    try {
      const { rows } = await duckdb.load({ source, ...from, append: fromRow > 1, others })
      if (rows !== source.rows) {
        throw new AppError('unexpected', `DuckDB took ${rows} of ${source.rows} rows of import ${importId}.`, {
          hint: 'The rows are safe in SQLite.',
        })
      }
    } finally {
      for (const { file } of [from, ...others]) rmSync(file, { force: true })
    }
  }

  const spillOthers = async ({ importId, dataset }: AnalyticsImport): Promise<LoadRequest['others']> => {
    const visible = await store.visibleImports(null)
    const others = visible.filter((other) => other.datasetId === dataset.id && other.importId !== importId)
    const spilled = []
    for (const other of others) {
      spilled.push({ source: await store.analyticsImport(other.importId), ...(await spill(other.importId, 1)) })
    }
    return spilled
  }

  const spill = async (importId: number, fromRow: number): Promise<Spilled> => {
    const file = join(paths.scratch, `load-${importId}.csv`)
    return { file, ...(await store.spillImport({ importId, file, fromRow })) }
  }

  const close = async () => {
    const closing = thread
    thread = null
    opening = null
    // A thread that was lost has nothing left to close.
    await closing?.methods.close(null).catch(() => undefined)
    await closing?.terminate()
  }

  return {
    ready,
    load: async (importId, spilled) => loadInto(await ready(), importId, spilled ? { spilled } : { fromRow: 1 }),
    append: async (importId, fromRow) => {
      // An owner thread that is only now started has loaded these rows with all others.
      const alreadyOpen = opening !== null
      const duckdb = await ready()
      if (alreadyOpen) await loadInto(duckdb, importId, { fromRow })
    },
    refresh: () =>
      change(async () => {
        // An owner thread that is only now started has caught up already.
        if (opening === null) return
        try {
          await catchUp(await opening)
        } catch {
          await close()
        }
      }),
    show: (importId) =>
      change(async () => {
        const duckdb = await ready()
        const seen = new Map((await store.visibleImports(null)).map((visible) => [visible.importId, visible]))
        const loaded = (await duckdb.loaded(null)).filter(
          (shown) => shown.importId !== importId && seen.has(shown.importId),
        )
        const shown = seen.get(importId)
        await duckdb.nameDatasets(await store.datasetShapes(null))
        await duckdb.show({ reload: [], imports: shown === undefined ? loaded : [...loaded, shown] })
      }),
    judge: async (importId, table) => {
      const duckdb = await ready()
      return duckdb.judge({ ...table, source: await store.analyticsImport(importId) })
    },
    stopJudging: async () => {
      await thread?.methods.stopJudging(null)
    },
    fold: async (standing) => foldImports(standing, { store, duckdb: await ready(), scratch: paths.scratch }),
    queryAsOf: async (standing, query) =>
      queryMoment(standing, query, { store, duckdb: await ready(), scratch: paths.scratch }),
    drop: async (importId) => (await ready()).drop([importId]),
    discard: async () => {
      await close()
      removeCopy(paths)
    },
    close,
  }
}
