/** Judges one mutated file after the other, in a process of its own: whatever a file does to it, the one that asks goes on. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { judgeFile } from './judge-file.ts'
import type { Answer, Question } from './protocol.ts'
import { randomFrom } from './random.ts'
import { targets } from './targets.ts'

/** More open files than that, and somebody forgets to close them. */
const mostOpenFiles = 100
const folder = process.argv[2]!

process.on('message', (question: Question) => {
  void answer(question).then((said) => process.send?.(said))
})

async function answer({ target: name, seed }: Question): Promise<Answer> {
  const target = targets.find((one) => one.name === name)!
  const random = randomFrom(seed)
  const path = join(folder, `case.${target.ending}`)
  writeFileSync(path, target.make(random))
  const judged = await judgeFile(path, random).then(
    (code) => ({ code, failure: openFiles() > mostOpenFiles ? `${openFiles()} files are open` : null }),
    (error: unknown) => ({ code: null, failure: inspect(error) }),
  )
  rmSync(path)
  return { ...judged, peakBytes: process.resourceUsage().maxRSS * 1024 }
}

/** Counted where the system says so. */
function openFiles(): number {
  return process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0
}
