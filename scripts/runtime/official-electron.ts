import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { inModules, runtimeFolder } from '../shared/project.ts'
import type { ElectronRuntime } from './electron-runtime-types.ts'

const packageFolder = inModules('electron')
/** Longer than a name server or a handshake needs, short enough to wait for where the host cannot be reached. */
const stalledAfterMs = 15_000

/** The Electron that the `electron` package has already downloaded, or undefined. */
export function installedOfficialElectron(): ElectronRuntime | undefined {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(packageFolder, 'dist')
  try {
    if (readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '') !== version) return undefined
    // The installer writes path.txt last: an installation that was interrupted has none.
    const electron = join(folder, readFileSync(join(packageFolder, 'path.txt'), 'utf8'))
    return existsSync(electron) ? { electron, version, how: 'official' } : undefined
  } catch {
    return undefined
  }
}

/**
 * Runs Electron's own installer. Answers undefined when its host cannot be reached: at once when the connection is
 * refused, after some seconds without a single new byte when it is swallowed. A slow download is left to finish.
 */
export async function downloadOfficialElectron(): Promise<ElectronRuntime | undefined> {
  mkdirSync(runtimeFolder, { recursive: true })
  const folder = mkdtempSync(join(runtimeFolder, 'electron-download-'))
  try {
    await runInstaller(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return installedOfficialElectron()
}

function runInstaller(folder: string): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(packageFolder, 'install.js')], {
      // The download is written to the temporary folder: with one of its own, its growth can be watched.
      env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder },
      stdio: 'ignore',
    })
    let bytes = -1
    let grownAt = Date.now()
    const watch = setInterval(() => {
      const now = folderBytes(folder) + folderBytes(join(packageFolder, 'dist'))
      if (now !== bytes) grownAt = Date.now()
      else if (Date.now() - grownAt > stalledAfterMs) child.kill('SIGKILL')
      bytes = now
    }, 500)
    const end = (): void => {
      clearInterval(watch)
      resolve()
    }
    child.on('error', end).on('close', end)
  })
}

function folderBytes(folder: string): number {
  if (!existsSync(folder)) return 0
  let bytes = 0
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    bytes += statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0
  }
  return bytes
}
