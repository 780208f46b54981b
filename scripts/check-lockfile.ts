import { readFileSync, writeFileSync } from 'node:fs'
import { inProject } from './shared/project.ts'
import { runMain } from './shared/run-main.ts'

interface Lockfile {
  packages: Record<string, { gypfile?: boolean } | undefined>
}

const file = inProject('package-lock.json')
const location = 'node_modules/better-sqlite3'

/**
 * better-sqlite3 says `gypfile: false`: it brings its addon ready-made. npm loses that word when it writes a lockfile,
 * and then `npm ci` compiles the package, which ends in an error on a machine without Python or without a way to
 * Node's download host. So the lockfile has to carry the word, and this sees to it after every change of dependencies.
 */
function checkLockfile(fix: boolean): number {
  const lockfile = JSON.parse(readFileSync(file, 'utf8')) as Lockfile
  const entry = lockfile.packages[location]
  if (!entry) throw new Error(`package-lock.json has no ${location}`)
  if (entry.gypfile === false) return 0
  if (!fix) {
    process.stderr.write(
      `package-lock.json: ${location} lacks "gypfile": false, so npm ci would compile it. Run: npm run lockfile\n`,
    )
    return 1
  }
  entry.gypfile = false
  writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`)
  return 0
}

await runMain(async () => checkLockfile(process.argv.includes('--fix')))
