/** The one file of the preload that touches ipcRenderer. */
import { ipcRenderer } from 'electron'
import type { Channel } from './bridge.ts'

/** Asks the main process; what it answers is typed by the bridge, which both sides share. */
export function ask<T>(channel: Channel, ...args: readonly unknown[]): Promise<T> {
  return ipcRenderer.invoke(channel, ...args) as Promise<T>
}

/** Hears what the main process tells; the result stops listening. The page never sees Electron's event object. */
export function hear<T>(channel: Channel, listener: (payload: T) => void): () => void {
  const handler = (_event: unknown, payload: T): void => listener(payload)
  ipcRenderer.on(channel, handler)
  return () => {
    ipcRenderer.removeListener(channel, handler)
  }
}
