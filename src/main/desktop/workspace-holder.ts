import { basename, resolve } from 'node:path'
import type { EventMessage, EventName } from '../../contract/events.ts'
import { events } from '../../contract/events.ts'
import type { OpenWorkspace, Outcome } from '../../preload/bridge.ts'
import { type Engine, openEngine, toErrorShape } from '../engine/engine.ts'

/**
 * The one workspace of this process. It may fail to open (another program holds it, the disk is read-only): that is an
 * answer for the window, which can ask again, and no reason to end.
 */
export class WorkspaceHolder {
  readonly path: string
  readonly #sqliteBinding: string | undefined
  readonly #tell: (message: EventMessage) => void
  #engine: Engine | null = null
  #opening: Promise<Outcome<OpenWorkspace>> | null = null

  constructor(path: string, sqliteBinding: string | undefined, tell: (message: EventMessage) => void) {
    this.path = resolve(path)
    this.#sqliteBinding = sqliteBinding
    this.#tell = tell
  }

  /** The engine, once the workspace is open. */
  get engine(): Engine | null {
    return this.#engine
  }

  /** Opens the workspace unless it is open or being opened. */
  open(): Promise<Outcome<OpenWorkspace>> {
    this.#opening ??= this.#tryToOpen().then((outcome) => {
      if (!outcome.ok) this.#opening = null
      return outcome
    })
    return this.#opening
  }

  /** Stops what runs at its next committed chunk and closes the databases. */
  async close(): Promise<void> {
    await this.#opening
    const engine = this.#engine
    this.#engine = null
    await engine?.close()
  }

  async #tryToOpen(): Promise<Outcome<OpenWorkspace>> {
    try {
      const binding = this.#sqliteBinding
      const engine = await openEngine({
        workspace: this.path,
        ...(binding === undefined ? {} : { sqliteBinding: binding }),
      })
      for (const name of Object.keys(events) as EventName[]) this.#forward(engine, name)
      this.#engine = engine
      return { ok: true, value: { path: engine.workspace, name: basename(engine.workspace) } }
    } catch (error) {
      return { ok: false, error: toErrorShape(error) }
    }
  }

  #forward<N extends EventName>(engine: Engine, name: N): void {
    engine.on(name, (payload) => this.#tell({ name, payload } as EventMessage))
  }
}
