import type { BrowserWindow } from 'electron'
import { channels } from '../../preload/bridge.ts'

/** Files on their way from the menu, the command line or a second start to the page, kept until the page listens. */
export class OpenedFiles {
  readonly #window: () => BrowserWindow | null
  #waiting: string[] = []
  #listening = false

  constructor(window: () => BrowserWindow | null) {
    this.#window = window
  }

  open(paths: readonly string[]): void {
    if (paths.length === 0) return
    if (this.#listening) this.#window()?.webContents.send(channels.openFiles, paths)
    else this.#waiting.push(...paths)
  }

  /** The page listens from now on; gives what came before. */
  take(): string[] {
    this.#listening = true
    return this.#waiting.splice(0)
  }

  /** The page is loaded anew and does not listen any more. */
  pageLeft(): void {
    this.#listening = false
  }
}
