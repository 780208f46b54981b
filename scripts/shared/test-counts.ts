import { existsSync, readFileSync } from 'node:fs'

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[]
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  errors: unknown[]
}

/** What a run of vitest came to, and the files whose process died before their tests ended, which `counts` leaves out. */
export interface VitestOutcome {
  counts: Counts
  died: string[]
}

/** Reads a vitest JSON report. A file that could not even be loaded has no test that failed, so it counts itself. */
export function readVitest(file: string, exitCode: number): VitestOutcome {
  const report = readReport<VitestReport>(file)
  if (!report) return { counts: blame({ passed: 0, failed: 0, skipped: 0 }, exitCode), died: [] }
  const silent = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  )
  const died = silent.filter(({ assertionResults }) => assertionResults.some(({ status }) => status === 'pending'))
  const passedThere = died
    .flatMap(({ assertionResults }) => assertionResults)
    .filter((test) => test.status === 'passed')
  const counts = {
    passed: report.numPassedTests - passedThere.length,
    failed: report.numFailedTests + silent.length - died.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
  return { counts: died.length > 0 ? counts : blame(counts, exitCode), died: died.map(({ name }) => name) }
}

/** Counts of a Playwright JSON report. Errors outside of any test count like tests that failed. */
export function countPlaywright(file: string, exitCode: number): Counts {
  const report = readReport<PlaywrightReport>(file)
  if (!report) return blame({ passed: 0, failed: 0, skipped: 0 }, exitCode)
  const { expected, unexpected, flaky, skipped } = report.stats
  return blame({ passed: expected + flaky, failed: unexpected + report.errors.length, skipped }, exitCode)
}

export function addCounts(all: readonly Counts[]): Counts {
  const sum = (key: keyof Counts): number => all.reduce((total, counts) => total + counts[key], 0)
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
}

/** The closing line of a test run. */
export function summaryLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** A runner that failed without a test that did, or that ran no test at all, is one failure. */
function blame(counts: Counts, exitCode: number): Counts {
  const unexplained = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0)
  return unexplained ? { ...counts, failed: 1 } : counts
}

function readReport<T>(file: string): T | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined
}
