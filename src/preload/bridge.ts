import type { ErrorShape } from '../contract/errors.ts'
import type { EventName, EventPayload } from '../contract/events.ts'
import type { OperationInput, OperationName, OperationOutput } from '../contract/operations.ts'

/**
 * Everything that the window can ask of the main process, and nothing else. An error crosses as a value: a thrown one would
 * lose its code, hint and details on the way through the context bridge.
 */
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: ErrorShape }

/** The workspace that the window shows, once it is open. */
export interface OpenWorkspace {
  readonly path: string
  readonly name: string
}

/** A file that ships with the application for a first try, with the schema document that fits it. */
export interface SampleFile {
  readonly path: string
  readonly schema: unknown
}

export interface AppInfo {
  readonly version: string
  readonly electron: string
  readonly chrome: string
  readonly node: string
  readonly license: string
}

export interface HeadgateBridge {
  /** The system's name as Node gives it: `linux`, `darwin`, `win32`. */
  readonly platform: string
  /** Opens the workspace, or tries again; resolves at once when it is open. */
  openWorkspace(): Promise<Outcome<OpenWorkspace>>
  call<N extends OperationName>(name: N, input: OperationInput<N>): Promise<Outcome<OperationOutput<N>>>
  /** Listens to what the workspace tells; the result stops listening. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void
  /** Files that were opened from the menu, the command line or the system; the result stops listening. */
  onOpenFiles(listener: (paths: string[]) => void): () => void
  /** The place on disk of a dropped or picked file; empty when it has none. */
  pathOf(file: File): string
  pickFiles(): Promise<string[]>
  pickSaveFile(suggestedName: string): Promise<string | null>
  sampleFile(): Promise<SampleFile | null>
  appInfo(): Promise<AppInfo>
}

/** The names under which the two sides talk. */
export const channels = {
  openWorkspace: 'headgate:open-workspace',
  call: 'headgate:call',
  event: 'headgate:event',
  openFiles: 'headgate:open-files',
  pickFiles: 'headgate:pick-files',
  pickSaveFile: 'headgate:pick-save-file',
  sampleFile: 'headgate:sample-file',
  appInfo: 'headgate:app-info',
} as const

export type Channel = (typeof channels)[keyof typeof channels]
