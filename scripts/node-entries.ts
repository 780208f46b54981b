import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { inProject } from './shared/project.ts'

/**
 * The files that Node starts: the command line, and one for each kind of worker thread. A bundle has each of them as
 * `<name>.js`, all in one folder with what they share, because a thread's file is found beside the code that starts it.
 */
export const nodeEntries: Record<string, string> = {
  cli: inProject('src/main/cli/index.ts'),
  'store-thread': inProject('src/main/engine/store/store-thread.ts'),
  'analytics-thread': inProject('src/main/engine/analytics/analytics-thread.ts'),
  'import-thread': inProject('src/main/engine/pipeline/import-thread.ts'),
  'row-worker': inProject('src/main/engine/worker/row-worker.ts'),
}

/** Packages with native parts: they stay outside the bundle and are loaded from node_modules. */
export const nativePackages: readonly string[] = ['better-sqlite3', '@duckdb/node-api']

/** The oldest Node that a bundle runs on: the one inside Electron 33. */
export const nodeTarget = 'node20.18'

/** Names of a bundle's files: entries and what they share lie flat beside each other. */
export const flatOutput = {
  format: 'es',
  entryFileNames: '[name].js',
  chunkFileNames: 'shared-[name]-[hash].js',
} as const

/** Puts the SQL migrations beside the bundle that applies them. */
export function withMigrations(): Plugin {
  return {
    name: 'headgate:migrations',
    apply: 'build',
    writeBundle({ dir }) {
      const migrations = inProject('migrations')
      if (dir !== undefined && existsSync(migrations)) cpSync(migrations, join(dir, 'migrations'), { recursive: true })
    },
  }
}
