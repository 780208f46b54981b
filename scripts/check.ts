import { availableParallelism } from 'node:os'
import { inModules, inProject } from './shared/project.ts'
import { run } from './shared/run.ts'
import { runMain } from './shared/run-main.ts'

interface Check {
  name: string
  args: string[]
}

/** What a reader of the output and the summary of all tests need to know of one check. */
export interface CheckResult {
  name: string
  passed: boolean
}

const checks: Check[] = [
  { name: 'lockfile', args: [inProject('scripts', 'check-lockfile.ts')] },
  { name: 'types (tsc)', args: [inModules('typescript', 'bin', 'tsc'), '-b'] },
  {
    name: 'lint (oxlint)',
    args: [
      inModules('oxlint', 'bin', 'oxlint'),
      '--type-aware',
      '--deny-warnings',
      '--report-unused-disable-directives',
    ],
  },
  {
    name: 'boundaries (dependency-cruiser)',
    args: [
      inModules('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'),
      'src',
      '--config',
      '.dependency-cruiser.cjs',
    ],
  },
  { name: 'unused code (knip)', args: [inModules('knip', 'bin', 'knip.js'), '--no-progress'] },
  {
    name: 'format (biome)',
    args: [inModules('@biomejs', 'biome', 'bin', 'biome'), 'format', '--max-diagnostics=20', '.'],
  },
]

/** Runs every static check, a few at a time, says in one line how each ended, and shows the output of those that failed. */
export async function runChecks(): Promise<CheckResult[]> {
  const results: CheckResult[] = []
  const waiting = [...checks]
  const runNext = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) results.push(await runCheck(check))
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), checks.length) }, runNext))
  return results
}

async function runCheck({ name, args }: Check): Promise<CheckResult> {
  const startedAt = performance.now()
  const { code, stdout, stderr } = await run(process.execPath, args)
  const passed = code === 0
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(`${passed ? 'ok    ' : 'failed'} ${name} (${seconds} s)\n`)
  if (!passed) process.stdout.write(`${stdout}${stderr}`.trimEnd() + '\n')
  return { name, passed }
}

if (import.meta.main) {
  await runMain(async () => ((await runChecks()).every((result) => result.passed) ? 0 : 1))
}
