// Plain JavaScript with types in comments: bin/headgate.mjs uses it on a Node that cannot strip types.
import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A short name for the present state of some sources: it changes when a file is added, removed or written. Reading
 * times and sizes instead of contents keeps the command line's start quick. Tests are left out: no bundle has them.
 *
 * @param {string} root the project's folder
 * @param {readonly string[]} paths files and folders in it; what does not exist counts as nothing
 * @returns {string} 16 hexadecimal digits
 */
export function sourceStamp(root, paths) {
  const hash = createHash('sha256')
  for (const path of paths) addPath(path)
  return hash.digest('hex').slice(0, 16)

  /** @param {string} path */
  function addPath(path) {
    const stats = statSync(join(root, path), { throwIfNoEntry: false })
    if (stats?.isDirectory()) addFolder(path)
    else if (stats) hash.update(`${path}\0${stats.mtimeMs}\0${stats.size}\n`)
  }

  /** @param {string} folder */
  function addFolder(folder) {
    const entries = readdirSync(join(root, folder), { withFileTypes: true })
    entries.sort((a, b) => (a.name < b.name ? -1 : 1))
    for (const entry of entries) {
      if (/\.test\.tsx?$/.test(entry.name)) continue
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) addFolder(path)
      else addPath(path)
    }
  }
}
