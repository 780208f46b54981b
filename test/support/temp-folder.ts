import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'

/** A folder of its own for one test file or one `describe`; removed with everything in it when that ends. */
export interface TempFolder {
  /** A path inside it; nothing is made. */
  path(...parts: string[]): string
  /** Writes a file inside it and returns its path. */
  file(name: string, content: string | Uint8Array): string
}

/** Makes a temporary folder before the tests of the current suite and removes it behind them. */
export function useTempFolder(): TempFolder {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'headgate-test-'))
    // Some tests run the command as somebody else, who has to get in here.
    chmodSync(folder, 0o755)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  const path = (...parts: string[]): string => join(folder, ...parts)
  return {
    path,
    file: (name, content) => {
      writeFileSync(path(name), content)
      return path(name)
    },
  }
}
