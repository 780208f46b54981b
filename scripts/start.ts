import { spawn } from 'node:child_process'
import { ensureAppBuilt } from './build-app.ts'
import { runDemo } from './demo.ts'
import { provisionElectron } from './electron-runtime.ts'
import { electronSwitches } from './runtime/electron-switches.ts'
import { hasDisplay, showWindowHint } from './shared/display.ts'
import { projectFolder } from './shared/project.ts'
import { exitCodeOf } from './shared/run.ts'
import { runMain } from './shared/run-main.ts'
import { electronLibraries, ensureSystemLibraries } from './system-libraries.ts'

await runMain(() => (hasDisplay() ? openWindow(process.argv.slice(2)) : showDemo()))

/** Where no window can open, says so and shows the same work on the command line. */
function showDemo(): Promise<number> {
  process.stdout.write(`There is no display here, so no window can open. ${showWindowHint}\n`)
  process.stdout.write('Running the demo on the command line instead.\n\n')
  return runDemo()
}

/** Builds what is missing, opens the window and answers its exit code when it is closed. */
async function openWindow(args: readonly string[]): Promise<number> {
  await ensureSystemLibraries(electronLibraries)
  await ensureAppBuilt()
  const { electron, sqliteBinding } = await provisionElectron()
  const child = spawn(electron, [...electronSwitches(electron), projectFolder, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...(sqliteBinding === undefined ? {} : { HEADGATE_SQLITE_BINDING: sqliteBinding }) },
  })
  // The window decides what a signal means (it may have an import to stop cleanly); this process only waits for it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(exitCodeOf(code, signal)))
  })
}
