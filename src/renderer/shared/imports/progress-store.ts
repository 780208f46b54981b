import { useSyncExternalStore } from 'react'
import type { ImportProgress } from '../../../contract/imports.ts'
import { bridge } from '../bridge.ts'
import { call } from '../call.ts'

type Running = ReadonlyMap<number, ImportProgress>

let running: Running = new Map()
const listeners = new Set<() => void>()

function set(next: Running): void {
  running = next
  for (const listener of listeners) listener()
}

function put(progress: ImportProgress): void {
  set(new Map(running).set(progress.importId, progress))
}

function remove(importId: number): void {
  if (!running.has(importId)) return
  const next = new Map(running)
  next.delete(importId)
  set(next)
}

bridge.on('import:progress', (progress) => {
  if (progress.stage === 'finished') remove(progress.importId)
  else put(progress)
})
bridge.on('import:finished', (record) => remove(record.importId))

/** Reads what runs already, for a window that was loaded while imports run. */
export async function readRunningImports(): Promise<void> {
  for (const progress of await call('imports.progress', {})) if (progress.stage !== 'finished') put(progress)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The imports that run now, by their number, as lively as the engine tells. */
export function useRunningImports(): Running {
  return useSyncExternalStore(subscribe, () => running)
}
