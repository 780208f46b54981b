import { rmSync } from 'node:fs'
import { ensureAppBuilt } from './build-app.ts'
import { provisionElectron } from './electron-runtime.ts'
import type { ElectronRuntime } from './runtime/electron-runtime-types.ts'
import { electronSwitches } from './runtime/electron-switches.ts'
import { hasDisplay, withDisplay } from './shared/display.ts'
import { inModules, inProject } from './shared/project.ts'
import { run } from './shared/run.ts'
import { runMain } from './shared/run-main.ts'
import { type Counts, countPlaywright } from './shared/test-counts.ts'
import { electronLibraries, ensureSystemLibraries, virtualDisplay } from './system-libraries.ts'

const report = inProject('artifacts', 'e2e.json')

/** Makes ready what the end-to-end tests need: system libraries, a display's programs, the application and Electron. */
export async function prepareE2e(): Promise<ElectronRuntime> {
  await ensureSystemLibraries(hasDisplay() ? electronLibraries : [...electronLibraries, ...virtualDisplay])
  await ensureAppBuilt()
  return provisionElectron()
}

/** Runs the end-to-end tests in a real Electron; `args` are Playwright's own, to pick tests. */
export async function runE2eTests(args: readonly string[] = []): Promise<Counts> {
  const { electron, sqliteBinding } = await prepareE2e()
  rmSync(report, { force: true })
  const { code } = await withDisplay((env) =>
    run(process.execPath, [inModules('@playwright', 'test', 'cli.js'), 'test', ...args], {
      output: 'stream',
      env: {
        ...env,
        HEADGATE_ELECTRON: electron,
        HEADGATE_ELECTRON_SWITCHES: electronSwitches(electron).join(' '),
        ...(sqliteBinding === undefined ? {} : { HEADGATE_SQLITE_BINDING: sqliteBinding }),
      },
    }),
  )
  return countPlaywright(report, code)
}

if (import.meta.main) {
  await runMain(async () => ((await runE2eTests(process.argv.slice(2))).failed > 0 ? 1 : 0))
}
