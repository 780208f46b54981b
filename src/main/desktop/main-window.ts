import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme } from 'electron'
import { appPage } from './serving.ts'
import { keepWindowState, readWindowState } from './window-state.ts'

/** Opens the window with everything closed that can be closed. */
export function openMainWindow(): BrowserWindow {
  const state = readWindowState()
  const window = new BrowserWindow({
    ...state.bounds,
    minWidth: 880,
    minHeight: 560,
    show: false,
    title: 'Headgate',
    // The page's own ground, so that nothing flashes before the first paint.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0f1517' : '#f5f7f8',
    webPreferences: {
      preload: join(app.getAppPath(), 'out', 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  })
  if (state.maximized) window.maximize()
  keepWindowState(window)
  window.once('ready-to-show', () => window.show())
  // The window shows nothing that the main process does not hold, so a lost page is simply loaded again.
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit') window.webContents.reload()
  })
  void window.loadURL(appPage)
  return window
}
