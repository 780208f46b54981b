/**
 * Where this program's own files are. Two layouts exist: the sources as they stand (tests, embedding programs on a Node that
 * strips types) and a bundle, in which every thread's entry and the migrations lie beside each other.
 */
const fromSources = import.meta.url.endsWith('.ts')

const threadEntries = {
  'store-thread': '../store/store-thread.ts',
  'analytics-thread': '../analytics/analytics-thread.ts',
  'import-thread': '../pipeline/import-thread.ts',
  'row-worker': '../worker/row-worker.ts',
} as const

export type ThreadEntry = keyof typeof threadEntries

/** The module that a thread starts with. */
export function threadModule(entry: ThreadEntry): URL {
  return new URL(fromSources ? threadEntries[entry] : `./${entry}.js`, import.meta.url)
}

/** The folder of the workspace's SQL migrations. */
export function migrationsFolder(): URL {
  return new URL(fromSources ? '../../../../migrations/' : './migrations/', import.meta.url)
}
