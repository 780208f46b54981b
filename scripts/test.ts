import { runChecks } from './check.ts'
import { inProject } from './shared/project.ts'
import { runOrThrow } from './shared/run.ts'
import { addCounts, type Counts, summaryLine } from './shared/test-counts.ts'
import { prepareE2e, runE2eTests } from './test-e2e.ts'
import { runUnitTests } from './test-unit.ts'

// Everything that can fail is tried even when something before it has failed; the last line counts it all.
const results: Counts[] = []

await stage('Set-up', async () => {
  await runOrThrow(process.execPath, [inProject('bin', 'headgate.mjs'), '--version'])
  await prepareE2e()
  return { passed: 0, failed: 0, skipped: 0 }
})
await stage('Static checks', async () => {
  const checks = await runChecks()
  const passed = checks.filter((check) => check.passed).length
  return { passed, failed: checks.length - passed, skipped: 0 }
})
await stage('Unit and integration tests', () => runUnitTests())
await stage('End-to-end tests', () => runE2eTests())

const total = addCounts(results)
process.stdout.write(`\n${summaryLine(total)}\n`)
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0

/** Runs one part; when it cannot even be run, that is one failure. */
async function stage(title: string, work: () => Promise<Counts>): Promise<void> {
  process.stdout.write(`\n== ${title}\n`)
  try {
    results.push(await work())
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`)
    results.push({ passed: 0, failed: 1, skipped: 0 })
  }
}
