import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, type BrowserWindow, type Rectangle, screen } from 'electron'

export interface WindowState {
  readonly bounds: Partial<Rectangle> & { width: number; height: number }
  readonly maximized: boolean
}

const fallback: WindowState = { bounds: { width: 1280, height: 800 }, maximized: false }
const stateFile = (): string => join(app.getPath('userData'), 'window-state.json')

/** Where the window was the last time, or a default when that is unknown or on a screen that is gone. */
export function readWindowState(): WindowState {
  try {
    const { bounds, maximized } = JSON.parse(readFileSync(stateFile(), 'utf8')) as {
      bounds: Rectangle
      maximized?: unknown
    }
    const numbers = [bounds.x, bounds.y, bounds.width, bounds.height]
    if (!numbers.every(Number.isFinite) || bounds.width < 400 || bounds.height < 300) return fallback
    const area = screen.getDisplayMatching(bounds).workArea
    const visible =
      bounds.x < area.x + area.width &&
      bounds.x + bounds.width > area.x &&
      bounds.y < area.y + area.height &&
      bounds.y >= area.y
    return { bounds: visible ? bounds : { width: bounds.width, height: bounds.height }, maximized: maximized === true }
  } catch {
    return fallback
  }
}

/** Remembers the window's place. That it cannot be written is no reason to hold up whoever closes a window. */
export function keepWindowState(window: BrowserWindow): void {
  window.on('close', () => {
    try {
      writeFileSync(stateFile(), JSON.stringify({ bounds: window.getNormalBounds(), maximized: window.isMaximized() }))
    } catch {
      // The next start uses the default.
    }
  })
}
