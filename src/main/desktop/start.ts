import { join } from 'node:path'
import { app, type BrowserWindow } from 'electron'
import { channels } from '../../preload/bridge.ts'
import { serveApp } from './app-scheme.ts'
import { argumentValue, fileArguments } from './arguments.ts'
import { answerBridge } from './answer-bridge.ts'
import { pickFiles } from './dialogs.ts'
import { guardShell } from './guard.ts'
import { openMainWindow } from './main-window.ts'
import { setMenu } from './menu.ts'
import { OpenedFiles } from './opened-files.ts'
import { Quitting } from './quitting.ts'
import { WorkspaceHolder } from './workspace-holder.ts'

/** Puts the application together, once Electron is ready. */
export function startDesktop(): void {
  guardShell()
  serveApp(app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL)

  let window: BrowserWindow | null = null
  const current = (): BrowserWindow | null => (window === null || window.isDestroyed() ? null : window)
  const workspace = new WorkspaceHolder(workspaceFolder(), process.env.HEADGATE_SQLITE_BINDING, (message) =>
    current()?.webContents.send(channels.event, message),
  )
  const quitting = new Quitting(workspace, current)
  const opened = new OpenedFiles(current)

  answerBridge(workspace, opened, current)
  setMenu(() => void pickFiles(current()).then((paths) => opened.open(paths)))

  app.on('second-instance', (_event, argv, folder) => {
    const shown = current()
    if (shown?.isMinimized() === true) shown.restore()
    shown?.focus()
    opened.open(fileArguments(argv, folder))
  })

  // Begins now, beside the window's start: by the time the page asks, it is often done.
  void workspace.open()
  window = openMainWindow()
  quitting.guard(window)
  window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) opened.pageLeft()
  })
  opened.open(fileArguments(process.argv, process.cwd()))
}

function workspaceFolder(): string {
  const chosen = argumentValue(process.argv, 'workspace') ?? process.env.HEADGATE_WORKSPACE
  return chosen === undefined || chosen === '' ? join(app.getPath('userData'), 'workspace') : chosen
}
