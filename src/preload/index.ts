import { contextBridge, webUtils } from 'electron'
import { type EventMessage, events } from '../contract/events.ts'
import { operations } from '../contract/operations.ts'
import { channels, type HeadgateBridge, type Outcome } from './bridge.ts'
import { ask, hear } from './ipc.ts'

function refuse(kind: string, name: unknown): Outcome<never> {
  const message = `There is no ${kind} named ${JSON.stringify(String(name))}.`
  return { ok: false, error: { code: 'usage', message, hint: null, details: {} } }
}

const bridge: HeadgateBridge = {
  platform: process.platform,
  openWorkspace: () => ask(channels.openWorkspace),
  call: (name, input) =>
    Object.hasOwn(operations, name) ? ask(channels.call, name, input) : Promise.resolve(refuse('operation', name)),
  on: (name, listener) => {
    if (!Object.hasOwn(events, name)) throw new Error(`There is no event named ${JSON.stringify(name)}.`)
    return hear<EventMessage>(channels.event, (message) => {
      if (message.name === name) listener(message.payload as Parameters<typeof listener>[0])
    })
  },
  onOpenFiles: (listener) => {
    const stop = hear(channels.openFiles, listener)
    // Asking says that the page listens now, and brings what came before it did.
    void ask<string[]>(channels.openFiles).then((paths) => {
      if (paths.length > 0) listener(paths)
    })
    return stop
  },
  pathOf: (file) => webUtils.getPathForFile(file),
  pickFiles: () => ask(channels.pickFiles),
  pickSaveFile: (suggestedName) => ask(channels.pickSaveFile, suggestedName),
  sampleFile: () => ask(channels.sampleFile),
  appInfo: () => ask(channels.appInfo),
}

contextBridge.exposeInMainWorld('headgate', bridge)
