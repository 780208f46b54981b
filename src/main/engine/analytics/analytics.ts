import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../lib/app-error.ts'
import { type Remote, startThread, type Thread } from '../lib/rpc.ts'
import type { StoreMethods } from '../store/store-protocol.ts'
import type { WorkspacePaths } from '../store/workspace.ts'
import type { AnalyticsMethods, AnalyticsThreadData } from './protocol.ts'

/** Rows that an import has just spilled for DuckDB. */
export interface Spilled {
  readonly file: string
  readonly longestRecord: number
}

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
  /** Makes it hold what SQLite shows, after imports were taken back or brought back. */
  refresh(): Promise<void>
  /** Lets the rows of a loaded import be seen in place of those that it hides. */
  show(importId: number): Promise<void>
  close(): Promise<void>
}

export function openAnalytics(paths: WorkspacePaths, store: Remote<StoreMethods>): Analytics {
  let thread: Thread<AnalyticsMethods> | null = null
  let opening: Promise<Remote<AnalyticsMethods>> | null = null

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

  /** Makes DuckDB hold exactly the visible imports, whatever happened to it since. */
  const catchUp = async (duckdb: Remote<AnalyticsMethods>): Promise<void> => {
    const wanted = new Map((await store.visibleImports(null)).map(({ importId, rows }) => [importId, rows]))
    const loaded = await duckdb.loaded(null)
    const [sound, surplus] = [new Set<number>(), new Array<number>()]
    for (const { importId, rows } of loaded) {
      if (wanted.get(importId) === rows) sound.add(importId)
      else surplus.push(importId)
    }
    await duckdb.drop(surplus)
    for (const [importId, rows] of wanted) {
      if (sound.has(importId)) continue
      await loadInto(duckdb, importId, { fromRow: 1 })
      await duckdb.show({ importId, rows, hides: [] })
    }
  }

  const loadInto = async (duckdb: Remote<AnalyticsMethods>, importId: number, rowsFrom: RowSource): Promise<void> => {
    const source = await store.analyticsImport(importId)
    const from = 'spilled' in rowsFrom ? rowsFrom.spilled : await spill(importId, rowsFrom.fromRow)
    try {
      const { rows } = await duckdb.load({ source, ...from, append: 'fromRow' in rowsFrom && rowsFrom.fromRow > 1 })
      if (rows !== source.rows) {
        throw new AppError('unexpected', `DuckDB took ${rows} of ${source.rows} rows of import ${importId}.`, {
          hint: 'The rows are safe in SQLite.',
        })
      }
    } finally {
      rmSync(from.file, { force: true })
    }
  }

  const spill = async (importId: number, fromRow: number): Promise<Spilled> => {
    const file = join(paths.scratch, `load-${importId}.csv`)
    return { file, ...(await store.spillImport({ importId, file, fromRow })) }
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
    refresh: async () => {
      // An owner thread that is only now started has caught up already.
      if (opening !== null) await catchUp(await opening)
    },
    show: async (importId) => {
      const duckdb = await ready()
      const { rows } = await store.analyticsImport(importId)
      await duckdb.show({ importId, rows, hides: await store.hiddenBy(importId) })
    },
    close: async () => {
      const closing = thread
      thread = null
      opening = null
      // A thread that was lost has nothing left to close.
      await closing?.methods.close(null).catch(() => undefined)
      await closing?.terminate()
    },
  }
}
