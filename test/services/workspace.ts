import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { type Engine, openEngine } from '../../src/main/engine/engine.ts'

export interface TestFolder {
  readonly path: string
  /** Writes a file and returns its path. */
  write(name: string, content: string | Buffer): Promise<string>
}

/** A folder that lives as long as the tests of the file or of the `describe` that asks for it. */
export function folderForTests(): TestFolder {
  let path = ''
  beforeAll(async () => {
    path = await mkdtemp(join(tmpdir(), 'headgate-services-'))
  })
  afterAll(() => rm(path, { recursive: true, force: true }))
  return {
    get path() {
      return path
    },
    write: async (name, content) => {
      await writeFile(join(path, name), content)
      return join(path, name)
    },
  }
}

/** An open workspace, closed and removed at the end. */
export function engineForTests(): () => Engine {
  const folder = folderForTests()
  let engine: Engine | undefined
  beforeAll(async () => {
    engine = await openEngine({ workspace: join(folder.path, 'workspace') })
  })
  afterAll(() => engine?.close())
  return () => engine as Engine
}
