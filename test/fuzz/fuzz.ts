/**
 * Reads mutated files until the time is over: `npm run fuzz -- --seconds 600 --only csv,xlsx --seed 1`. Every file is made of a
 * seed; one that the readers do not bear is kept, and `--only KIND --seed N --runs 1` makes and reads it again.
 */
import { parseArgs } from 'node:util'
import { inProject } from '../../scripts/shared/project.ts'
import { runMain } from '../../scripts/shared/run-main.ts'
import { fuzz } from './run-fuzz.ts'
import { type Target, targets } from './targets.ts'

const runsPerTurn = 200
const keepIn = inProject('artifacts', 'fuzz')

/** Seeds from one on, until they are enough or the time is over. */
function* seedsFrom(first: number, runs: number, endMs: number): Generator<number> {
  for (let run = 0; run < runs && performance.now() < endMs; run++) yield first + run
}

function chosen(only: string | undefined): readonly Target[] {
  const names = only?.split(',')
  const unknown = names?.filter((name) => !targets.some((target) => target.name === name)) ?? []
  if (unknown.length > 0) {
    throw new Error(`There is no ${unknown.join(', ')}; there are ${targets.map(({ name }) => name).join(', ')}.`)
  }
  return targets.filter(({ name }) => names?.includes(name) ?? true)
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '60' },
      only: { type: 'string' },
      seed: { type: 'string' },
      runs: { type: 'string' },
    },
  })
  const kinds = chosen(values.only)
  let seed = Number(values.seed ?? Date.now() % 1_000_000_000)
  let left = Number(values.runs ?? Number.POSITIVE_INFINITY)
  const endMs = performance.now() + Number(values.seconds) * 1000
  let failed = 0
  process.stdout.write(`seeds from ${seed} on\n`)
  while (left > 0 && performance.now() < endMs) {
    const runs = Math.min(runsPerTurn, left)
    for (const target of kinds) {
      if (performance.now() >= endMs) break
      const { outcomes, failures, ...fuzzed } = await fuzz(target, seedsFrom(seed, runs, endMs), keepIn)
      const counts = [...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', ')
      const peak = `${Math.round(fuzzed.peakBytes / 1024 / 1024)} MiB`
      process.stdout.write(`${target.name.padEnd(5)} ${fuzzed.runs} files from seed ${seed}: ${counts}; peak ${peak}\n`)
      for (const { path, reason } of failures) process.stdout.write(`FAILED ${path}: ${reason.split('\n', 1)[0]}\n`)
      failed += failures.length
    }
    seed += runs
    left -= runs
  }
  process.stdout.write(failed === 0 ? 'Nothing failed.\n' : `${failed} failed; the files are in ${keepIn}\n`)
  return failed === 0 ? 0 : 1
}

await runMain(main)
