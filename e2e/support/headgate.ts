import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test'

export { expect } from '@playwright/test'

export const projectFolder = fileURLToPath(new URL('../../', import.meta.url))

/** A started application with its window, and everything that went wrong in the page so far. */
export interface Running {
  readonly app: ElectronApplication
  readonly page: Page
  readonly faults: string[]
}

export interface Headgate {
  /** A folder of this test alone. */
  readonly folder: string
  readonly workspace: string
  /** Starts the real application; `args` come after the project's folder. */
  start(args?: readonly string[]): Promise<Running>
}

function required(name: string): string {
  const value = process.env[name]
  if (value === undefined || value === '') throw new Error(`${name} is not set: run the tests with npm run test:e2e.`)
  return value
}

/** What a person's click on the icon would run. */
export function commandLine(
  folder: string,
  workspace: string,
  args: readonly string[],
): { executable: string; args: string[] } {
  const switches = (process.env.HEADGATE_ELECTRON_SWITCHES ?? '').split(' ').filter((part) => part !== '')
  return {
    executable: required('HEADGATE_ELECTRON'),
    args: [...switches, projectFolder, `--user-data-dir=${join(folder, 'user')}`, `--workspace=${workspace}`, ...args],
  }
}

async function launch(folder: string, workspace: string, extra: readonly string[]): Promise<Running> {
  const { executable, args } = commandLine(folder, workspace, extra)
  const env = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
  const app = await _electron.launch({ executablePath: executable, args, env })
  const page = await app.firstWindow()
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(String(error)))
  // The content, without the menu, as large as the screenshots are to be.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800))
  return { app, page, faults }
}

interface Fixtures {
  headgate: Headgate
  running: Running
}

/** Tests with the real application: `running` is one, started; `headgate` starts as many as a test needs. */
export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the needed fixtures from the pattern
  headgate: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'headgate-e2e-'))
    const workspace = join(folder, 'Orders')
    const started: Running[] = []
    await use({
      folder,
      workspace,
      start: async (args = []) => {
        const running = await launch(folder, workspace, args)
        started.push(running)
        return running
      },
    })
    for (const { app } of started) await app.close().catch(() => undefined)
    await rm(folder, { recursive: true, force: true })
  },
  running: async ({ headgate }, use) => {
    const running = await headgate.start()
    await use(running)
    expect(running.faults, 'errors and warnings in the console').toEqual([])
  },
})
