import { rmSync } from 'node:fs'
import { inModules, inProject } from './shared/project.ts'
import { run } from './shared/run.ts'
import { runMain } from './shared/run-main.ts'
import { type Counts, countVitest } from './shared/test-counts.ts'

const report = inProject('artifacts', 'unit.json')

/** Runs the unit and integration tests with vitest; `args` are its own, to pick tests. */
export async function runUnitTests(args: readonly string[] = []): Promise<Counts> {
  rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const vitest = [inModules('vitest', 'vitest.mjs'), 'run', ...reporters, ...args]
  // The threads that tests start load the sources by themselves: what Node made of them is kept between threads and runs.
  const env = { ...process.env, NODE_COMPILE_CACHE: inProject('artifacts', 'compile-cache') }
  const { code } = await run(process.execPath, vitest, { output: 'stream', env })
  return countVitest(report, code)
}

if (import.meta.main) {
  await runMain(async () => ((await runUnitTests(process.argv.slice(2))).failed > 0 ? 1 : 0))
}
