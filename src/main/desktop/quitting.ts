import { app, type BrowserWindow } from 'electron'
import { confirmQuit } from './dialogs.ts'
import type { WorkspaceHolder } from './workspace-holder.ts'

/**
 * Quitting waits for the workspace to close, and asks first while an import runs. Closing the window is quitting, except
 * that there it is asked while the window still stands.
 */
export class Quitting {
  readonly #workspace: WorkspaceHolder
  readonly #window: () => BrowserWindow | null
  #state: 'no' | 'deciding' | 'closed' = 'no'

  constructor(workspace: WorkspaceHolder, window: () => BrowserWindow | null) {
    this.#workspace = workspace
    this.#window = window
    app.on('before-quit', (event) => {
      if (this.#state === 'closed') return
      event.preventDefault()
      void this.#quit(true)
    })
    // A signal comes from a system that shuts down: nobody is there to answer a question.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void this.#quit(false))
  }

  /** Makes closing the window a quit that can still be refused. */
  guard(window: BrowserWindow): void {
    window.on('close', (event) => {
      if (this.#state === 'closed') return
      event.preventDefault()
      app.quit()
    })
  }

  async #quit(ask: boolean): Promise<void> {
    if (this.#state !== 'no') return
    this.#state = 'deciding'
    if (ask && !(await this.#mayQuit())) {
      this.#state = 'no'
      return
    }
    try {
      await this.#workspace.close()
    } finally {
      this.#state = 'closed'
      app.quit()
    }
  }

  async #mayQuit(): Promise<boolean> {
    const engine = this.#workspace.engine
    if (engine === null) return true
    const running = await engine.call('imports.progress', {}).catch(() => [])
    return running.length === 0 || confirmQuit(this.#window(), running)
  }
}
