import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { QueryResult } from '../../../contract/datasets.ts'
import { nameKey } from '../lib/names.ts'
import type { Remote } from '../lib/rpc.ts'
import type { FoldedVersions } from '../store/row-versions.ts'
import type { StoreMethods } from '../store/store-protocol.ts'
import type { StandingDataset } from '../store/visible-imports.ts'
import type { AnalyticsMethods, AsOfQuery, FoldedImport } from './protocol.ts'

interface FoldContext {
  readonly store: Remote<StoreMethods>
  readonly duckdb: Remote<AnalyticsMethods>
  /** The folder for the files between the two. */
  readonly scratch: string
}

/** Lays imports over each other, all rows of them read from SQLite; the files of the result are left to whoever asked. */
export async function foldImports(
  { shape, imports }: StandingDataset,
  { store, duckdb, scratch }: FoldContext,
): Promise<FoldedVersions> {
  const file = (name: string): string => join(scratch, `fold-${shape.dataset.id}-${name}`)
  const unseenFile = file('unseen.csv')
  const folded: FoldedImport[] = []
  try {
    for (const { importId, mode, key, layout } of imports) {
      const spilled = file(`${importId}.json`)
      const keyPositions = key.map((field) => shape.columns.findIndex(({ name }) => nameKey(name) === nameKey(field)))
      const { longestRecord } = await store.spillStored({ importId, file: spilled })
      const carriedFile = file(`${importId}-carried.json`)
      folded.push({ importId, mode, key, keyPositions, layout, file: spilled, longestRecord, carriedFile })
    }
    return { ...(await duckdb.fold({ columns: shape.columns, imports: folded, unseenFile })), unseenFile }
  } catch (error) {
    for (const { carriedFile } of folded) rmSync(carriedFile, { force: true })
    rmSync(unseenFile, { force: true })
    throw error
  } finally {
    for (const { file: spilled } of folded) rmSync(spilled, { force: true })
  }
}

/** Removes the files of a result. */
export function removeFolded(folded: FoldedVersions | null): void {
  if (folded === null) return
  for (const { file } of [...folded.carried, { file: folded.unseenFile }]) rmSync(file, { force: true })
}

/** Runs a query over a dataset as it is made up of these imports, by the versions that were put to use. */
export async function queryMoment(
  { shape, imports }: StandingDataset,
  query: { readonly sql: string; readonly limit: number | null },
  { store, duckdb, scratch }: FoldContext,
): Promise<QueryResult> {
  const loads: AsOfQuery['loads'][number][] = []
  try {
    for (const { importId } of imports) {
      const file = join(scratch, `as-of-${importId}.json`)
      loads.push({ file, ...(await store.spillAsOf({ importId, file })) })
    }
    return await duckdb.queryAsOf({ ...query, shape, loads })
  } finally {
    for (const { file } of loads) rmSync(file, { force: true })
  }
}
