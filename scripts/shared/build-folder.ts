import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const abandonedAfterMs = 60 * 60 * 1000

/**
 * Makes the folder `target` in one step: `fill` writes into an empty folder beside it, which takes the name `target`
 * only when it is complete. A run that is killed leaves nothing at `target`; of two that race, one wins and the other
 * throws its own away. `scratch` is for what must not stay.
 */
export async function buildFolder(
  target: string,
  fill: (folder: string, scratch: string) => Promise<void>,
): Promise<void> {
  mkdirSync(dirname(target), { recursive: true })
  removeAbandoned(target)
  const work = mkdtempSync(`${target}.building-`)
  try {
    const folder = join(work, 'result')
    const scratch = join(work, 'scratch')
    mkdirSync(folder)
    mkdirSync(scratch)
    await fill(folder, scratch)
    try {
      renameSync(folder, target)
    } catch (error) {
      if (!existsSync(target)) throw error
    }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function removeAbandoned(target: string): void {
  const prefix = `${basename(target)}.building-`
  for (const name of readdirSync(dirname(target))) {
    const folder = join(dirname(target), name)
    if (!name.startsWith(prefix)) continue
    const ageMs = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (ageMs > abandonedAfterMs) rmSync(folder, { recursive: true, force: true })
  }
}
