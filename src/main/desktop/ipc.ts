/** The one file of the application that touches ipcMain. */
import { ipcMain, type IpcMainInvokeEvent } from 'electron'
import type { Channel } from '../../preload/bridge.ts'
import { isAppUrl } from './serving.ts'

/**
 * Answers one channel. Only the main frame of the application's own page is answered: whatever else got hold of the
 * channel hears an error and nothing is done for it.
 */
export function answer(channel: Channel, handler: (...args: unknown[]) => Promise<unknown>): void {
  ipcMain.handle(channel, async (event, ...args: unknown[]) => {
    if (!isTrusted(event)) throw new Error(`Refused: ${channel} was asked from outside the application's page.`)
    return handler(...args)
  })
}

function isTrusted(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && isAppUrl(frame.url)
}
