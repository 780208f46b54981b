import { app, type BrowserWindow } from 'electron'
import { type AppInfo, channels } from '../../preload/bridge.ts'
import { callOperation } from './call-operation.ts'
import { pickFiles, pickSaveFile } from './dialogs.ts'
import { answer } from './ipc.ts'
import type { OpenedFiles } from './opened-files.ts'
import { sampleFile } from './sample-file.ts'
import type { WorkspaceHolder } from './workspace-holder.ts'

/** Answers everything that the preload can ask. */
export function answerBridge(
  workspace: WorkspaceHolder,
  opened: OpenedFiles,
  window: () => BrowserWindow | null,
): void {
  answer(channels.openWorkspace, () => workspace.open())
  answer(channels.call, (name, input) => callOperation(workspace.engine, name, input))
  answer(channels.openFiles, () => Promise.resolve(opened.take()))
  answer(channels.pickFiles, () => pickFiles(window()))
  answer(channels.pickSaveFile, (suggestedName) => pickSaveFile(window(), String(suggestedName)))
  answer(channels.sampleFile, () => sampleFile(app.getAppPath()))
  answer(channels.appInfo, () => Promise.resolve(appInfo()))
}

function appInfo(): AppInfo {
  const { electron, chrome, node } = process.versions
  return { version: app.getVersion(), electron, chrome, node, license: 'Apache-2.0' }
}
