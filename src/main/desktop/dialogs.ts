import { type BrowserWindow, dialog, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import type { ImportProgress } from '../../contract/imports.ts'

const openOptions: OpenDialogOptions = {
  title: 'Import a file',
  buttonLabel: 'Import',
  properties: ['openFile'],
  filters: [
    {
      name: 'Tables',
      extensions: ['csv', 'tsv', 'tab', 'psv', 'txt', 'xlsx', 'xlsm', 'xlsb', 'xls', 'ods', 'fods', 'gz', 'zst'],
    },
    { name: 'All files', extensions: ['*'] },
  ],
}

/** Lets the person choose the file to import; empty when they think better of it. */
export async function pickFiles(window: BrowserWindow | null): Promise<string[]> {
  const answer = await (window === null
    ? dialog.showOpenDialog(openOptions)
    : dialog.showOpenDialog(window, openOptions))
  return answer.canceled ? [] : answer.filePaths
}

/** Lets the person choose where an export goes; null when they think better of it. */
export async function pickSaveFile(window: BrowserWindow | null, suggestedName: string): Promise<string | null> {
  const options: SaveDialogOptions = {
    title: 'Export',
    defaultPath: suggestedName,
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  }
  const answer = await (window === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options))
  return answer.canceled || answer.filePath === '' ? null : answer.filePath
}

/** Asks before running imports are stopped; true to stop them and quit. */
export async function confirmQuit(window: BrowserWindow | null, running: readonly ImportProgress[]): Promise<boolean> {
  const names = running.map((progress) => progress.fileName).join(', ')
  const options = {
    type: 'question' as const,
    title: 'Headgate',
    message:
      running.length === 1 ? `${names} is still being imported.` : `${running.length} files are still being imported.`,
    detail: `${running.length === 1 ? '' : `${names}\n\n`}Nothing is lost: what was read so far is kept, and the import can be resumed at the next start.`,
    buttons: ['Stop at the next checkpoint and quit', 'Keep running'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  }
  const answer = await (window === null ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options))
  return answer.response === 0
}
