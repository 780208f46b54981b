import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { inModules, inProject, projectFolder } from './shared/project.ts'
import { run } from './shared/run.ts'
import { runMain } from './shared/run-main.ts'
import { singleFlight } from './shared/single-flight.ts'
import { sourceStamp } from './shared/source-stamp.mjs'

const stampFile = inProject('out', 'app.stamp')
const results = [
  inProject('out/main/index.js'),
  inProject('out/preload/index.cjs'),
  inProject('out/renderer/index.html'),
]
const sources = ['src', 'migrations', 'package-lock.json', 'electron.vite.config.ts', 'scripts/node-entries.ts']

/** Builds the application's main, preload and renderer parts into out/, unless what is there is of these sources. */
export async function ensureAppBuilt(): Promise<void> {
  await singleFlight('build of the application', async () => {
    const stamp = sourceStamp(projectFolder, sources)
    if (results.every((file) => existsSync(file)) && readStamp() === stamp) return
    process.stderr.write('Building the application...\n')
    rmSync(stampFile, { force: true })
    const args = [inModules('electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn']
    const { code, stdout, stderr } = await run(process.execPath, args)
    if (code !== 0) throw new Error(`The application's build failed:\n${stdout}${stderr}`.trimEnd())
    mkdirSync(dirname(stampFile), { recursive: true })
    writeFileSync(stampFile, stamp)
  })
}

function readStamp(): string | undefined {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : undefined
}

if (import.meta.main) {
  await runMain(async () => {
    rmSync(stampFile, { force: true })
    await ensureAppBuilt()
    return 0
  })
}
