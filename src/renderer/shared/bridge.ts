import type { HeadgateBridge } from '../../preload/bridge.ts'

declare global {
  interface Window {
    /** Put there by the preload; the only way out of the page. */
    readonly headgate: HeadgateBridge
  }
}

/** The main process, as far as the page may ask it. */
export const bridge: HeadgateBridge = window.headgate
