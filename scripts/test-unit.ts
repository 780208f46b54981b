import { rmSync } from 'node:fs'
import { inModules, inProject } from './shared/project.ts'
import { run } from './shared/run.ts'
import { runMain } from './shared/run-main.ts'
import { addCounts, type Counts, readVitest, type VitestOutcome } from './shared/test-counts.ts'

/** More processes that die than this are no accident of the runtime. */
const mostDied = 2

/**
 * Runs the unit and integration tests with vitest; `args` are its own, to pick tests. A file whose process died, which V8 was seen to do
 * once in thousands of threads, is said and run once more; dying again is a failure.
 */
export async function runUnitTests(args: readonly string[] = []): Promise<Counts> {
  const { counts, died } = await runVitest('unit.json', args)
  if (died.length === 0) return counts
  const lost = { passed: 0, failed: died.length, skipped: 0 }
  if (died.length > mostDied) return addCounts([counts, lost])
  process.stdout.write(`\nA process died while it ran ${died.join(' and ')}, as told above. Once more:\n`)
  const again = await runVitest('unit-again.json', died)
  return addCounts([counts, again.counts, { ...lost, failed: again.died.length }])
}

async function runVitest(name: string, args: readonly string[]): Promise<VitestOutcome> {
  const report = inProject('artifacts', name)
  rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const vitest = [inModules('vitest', 'vitest.mjs'), 'run', ...reporters, ...args]
  // The threads that tests start load the sources by themselves: what Node made of them is kept between threads and runs.
  const env = { ...process.env, NODE_COMPILE_CACHE: inProject('artifacts', 'compile-cache') }
  const { code } = await run(process.execPath, vitest, { output: 'stream', env })
  return readVitest(report, code)
}

if (import.meta.main) {
  await runMain(async () => ((await runUnitTests(process.argv.slice(2))).failed > 0 ? 1 : 0))
}
