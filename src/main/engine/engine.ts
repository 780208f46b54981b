import type { EventMessage, EventName, EventPayload } from '../../contract/events.ts'
import type { ImportProgress } from '../../contract/imports.ts'
import type { FileProgress } from '../../contract/reading.ts'
import { type Call, type Handlers, type OperationName, operations } from '../../contract/operations.ts'
import { openAnalytics } from './analytics/analytics.ts'
import { AppError } from './lib/app-error.ts'
import { defaultLimits, limitsOf } from './lib/limits.ts'
import { type Methods, startThread, type Thread } from './lib/rpc.ts'
import { createImportQueue } from './pipeline/import-queue.ts'
import type { ImportThreadData, ImportThreadMethods } from './pipeline/import-thread.ts'
import { createVersions } from './pipeline/versions.ts'
import { fileHandlers, workspaceHandlers } from './services/handlers.ts'
import { createServices, type Services } from './services/services.ts'
import { readSettings } from './store/settings.ts'
import type { StoreMethods, StoreThreadData } from './store/store-protocol.ts'
import { workspacePaths } from './store/workspace.ts'

export { AppError, toErrorShape } from './lib/app-error.ts'
export { csvParts, csvRecord } from './lib/csv-writer.ts'
export { guarded } from './lib/formula-guard.ts'
export { parseSchemaText } from './schema/parse-schema-text.ts'
export { programVersion } from './lib/program-version.ts'
export type { CustomTransform, CustomValidator } from './validate/extensions.ts'
export type { ValidationOptions, ValidationResult, ValidationSchema } from './services/validation-service.ts'
export type { FileChunk, StreamProgress, StreamResult } from './services/file-stream-service.ts'

export interface EngineOptions {
  /** The workspace's folder; made where it is missing. */
  readonly workspace: string
  /** The compiled SQLite addon for runtimes that the packaged one does not fit. */
  readonly sqliteBinding?: string
  /** Modules of the embedding program that export `validators` and `transforms` by name; every worker loads them. */
  readonly extensions?: readonly string[]
}

/** A workspace that is open. Everything that takes long happens in its threads; the calling thread only coordinates. */
export interface Engine extends Services {
  readonly workspace: string
  /** Calls an operation of the contract. Input that does not fit is refused with `usage`. */
  readonly call: Call
  readonly on: Listen
  /** Stops imports at their next committed chunk, so that they can be resumed, and closes the databases. */
  close(): Promise<void>
}

/**
 * Opens a workspace, migrating it where it is of an older format.
 * @throws AppError `workspace-locked`, `workspace-unwritable`, `workspace-newer`, `workspace-damaged`
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const paths = workspacePaths(options.workspace)
  const limits = limitsOf(readSettings(paths.root).limits)
  const shared = { sqliteBinding: options.sqliteBinding, extensions: options.extensions ?? [] }
  const storeThread = startThread<StoreMethods>('store-thread', {
    data: { workspace: paths.root, ...shared } satisfies StoreThreadData,
  })
  const store = storeThread.methods
  try {
    await store.open(null)
  } catch (error) {
    await storeThread.terminate()
    throw error
  }

  const { on, emit } = eventHub()
  const coordinator = lazyThread((onLost) =>
    startThread<ImportThreadMethods>('import-thread', {
      data: { workspace: paths.root, limits, ...shared } satisfies ImportThreadData,
      onLost,
      onEvent: (_event, payload) => imports.onProgress(payload as ImportProgress),
    }),
  )
  const files = fileThread(emit, { workspace: paths.root, limits, ...shared })
  const analytics = openAnalytics(paths, store)
  const services = createServices({ store, analytics, emit, limits })
  const versions = createVersions({ store, analytics })
  const imports = createImportQueue({
    store,
    versions,
    coordinator: () => coordinator.get().methods,
    analytics,
    jobs: services.jobService,
    emit,
  })
  const handlers: Handlers = {
    ...fileHandlers(() => files.get().methods, store),
    ...workspaceHandlers({ files: () => files.get().methods, store, imports, analytics, versions, emit }),
  }

  let closing: Promise<void> | null = null
  return {
    workspace: paths.root,
    call: callWith(handlers),
    on,
    ...services,
    close: () => {
      closing ??= (async () => {
        // Whatever fails on the way, no thread is left behind: it would keep the program from ending.
        try {
          await imports.close()
        } finally {
          await analytics.close()
          await coordinator.terminate()
          await files.terminate()
          try {
            await store.close(null)
          } finally {
            await storeThread.terminate()
          }
        }
      })()
      return closing
    },
  }
}

/** What can be asked of files without a workspace. */
export interface FileReader {
  readonly call: Call
  readonly on: Listen
  close(): Promise<void>
}

/** Looks at files without opening or making a workspace; operations that need one are refused with `usage`. */
export function openFileReader(): FileReader {
  const { on, emit } = eventHub()
  const files = fileThread(emit, { workspace: null, extensions: [], limits: defaultLimits })
  return { call: callWith(fileHandlers(() => files.get().methods, null)), on, close: files.terminate }
}

/** Looking at a file, which can take long, has a thread of its own: a running import does not wait for it. */
function fileThread(emit: (event: EventMessage) => void, data: ImportThreadData) {
  return lazyThread((onLost) =>
    startThread<ImportThreadMethods>('import-thread', {
      data,
      onLost,
      onEvent: (_event, payload) => emit({ name: 'file:progress', payload: payload as FileProgress }),
    }),
  )
}

/** Listens to an event; returns how to stop. */
type Listen = <N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) => () => void

function eventHub(): { readonly on: Listen; readonly emit: (event: EventMessage) => void } {
  const listeners = new Map<EventName, Set<(payload: never) => void>>()
  return {
    on: (name, listener) => {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set)
      set.add(listener)
      return () => set.delete(listener)
    },
    emit: ({ name, payload }) => {
      for (const listener of listeners.get(name) ?? []) listener(payload as never)
    },
  }
}

function callWith(handlers: Partial<Handlers>): Call {
  return async (name, input) => {
    const handler = handlers[name] as ((input: unknown) => Promise<never>) | undefined
    if (!handler) throw new AppError('usage', `"${name}" needs a workspace.`, { hint: 'Open one first.' })
    return handler(parseInput(name, input))
  }
}

function parseInput(name: OperationName, input: unknown): unknown {
  const result = operations[name].input.safeParse(input)
  if (result.success) return result.data
  const places = result.error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`)
  throw new AppError('usage', `The input of "${name}" does not fit. ${places.join('. ')}.`, { details: { places } })
}

/** A thread that starts when it is first needed, and again after it was lost. */
function lazyThread<M extends Methods>(
  start: (onLost: () => void) => Thread<M>,
): { get: () => Thread<M>; terminate: () => Promise<void> } {
  let thread: Thread<M> | null = null
  return {
    get: () => {
      thread ??= start(() => {
        thread = null
      })
      return thread
    },
    terminate: async () => {
      await thread?.terminate()
      thread = null
    },
  }
}
