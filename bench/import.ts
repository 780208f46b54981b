/**
 * How much an import costs beside two programs that check nothing: `npm run bench -- --rows 2000000 --runs 5`.
 * It prints figures and is no test: the exit code is 0 whatever they are.
 *
 *   --rows N     data rows of the file (2,000,000)      --scaling   the same at twice the rows, and how the ratios changed
 *   --runs N     runs of each contender (5)             --only A,B  of sqlite3, duckdb, headgate, event-loop
 */
import { spawnSync } from 'node:child_process'
import { cpus, totalmem, tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { freshFolder, type OrdersFile, ordersFile, removeRunFolders, warm } from './bench-files.ts'
import { type Contender, contenders } from './contenders.ts'
import { type Costs, costTable, scalingTable } from './figures.ts'
import { measure, measuredBy, type Outcome } from './measure.ts'

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function describeMachine(): void {
  const version = (command: string): string =>
    spawnSync(command, ['--version'], { encoding: 'utf8' }).stdout?.slice(0, 17) ?? 'missing'
  say(
    `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'})`,
  )
  say(
    `${(totalmem() / 1e9).toFixed(1)} GB of memory, files in ${tmpdir()}, sqlite3 ${version('sqlite3')}, measured by ${measuredBy}`,
  )
}

/** Runs all contenders `runs` times, one after the other, each time beginning with another one. */
async function compare(file: OrdersFile, entrants: readonly Contender[], runs: number): Promise<Costs> {
  const costs: Costs = new Map(entrants.map((contender) => [contender.name, []]))
  const failed = new Set<Contender>()
  await warm(file.path)
  for (let run = 0; run < runs; run += 1) {
    for (let turn = 0; turn < entrants.length; turn += 1) {
      const contender = entrants[(run + turn) % entrants.length]
      if (contender === undefined || failed.has(contender)) continue
      const folder = freshFolder(contender.name)
      // Nobody shall pay for what another one left to be written.
      spawnSync('sync')
      const outcome = await contender.run(file, folder)
      if (outcome.exitCode === 0) {
        costs.get(contender.name)?.push(outcome.cost)
        if (run === 0) say(`  ${contender.name}: ${verdictOf(contender, outcome, file, folder)}`)
      } else {
        failed.add(contender)
        costs.delete(contender.name)
        say(
          `  ${contender.name}: not there yet, it ended with ${outcome.exitCode}:\n${outcome.stderr.trim().slice(-4000)}`,
        )
      }
      freshFolder(contender.name)
    }
  }
  return costs
}

/** A contender's own account of what it took in; one that cannot be read is told as it is. */
function verdictOf(contender: Contender, outcome: Outcome, file: OrdersFile, folder: string): string {
  try {
    return contender.verdict(outcome, file, folder)
  } catch (error) {
    return `WRONG ANSWER (${String(error)}): ${outcome.stdout.slice(0, 1000)}`
  }
}

async function round(
  rows: number,
  entrants: readonly Contender[],
  runs: number,
): Promise<{ costs: Costs; file: OrdersFile }> {
  const file = await ordersFile(rows)
  const size = `${rows.toLocaleString('en-US')} rows, ${(file.expected.bytes / 1e6).toFixed(1)} MB`
  say(`\n${size}, ${runs} runs of each in turn`)
  const costs = await compare(file, entrants, runs)
  say(
    '\n  Medians; ratios are taken within each run: median (least-most). Peak: all processes of a contender together.',
  )
  say(costTable(costs, rows))
  return { costs, file }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '2000000' },
      runs: { type: 'string', default: '5' },
      only: { type: 'string', default: 'sqlite3,duckdb,headgate,event-loop' },
      scaling: { type: 'boolean', default: false },
    },
  })
  const rows = Math.max(1, Math.trunc(Number(values.rows)) || 1)
  const runs = Math.max(1, Math.trunc(Number(values.runs)) || 1)
  const only = values.only.split(',')
  describeMachine()
  const entrants: Contender[] = []
  for (const contender of contenders.filter(({ name }) => only.includes(name))) {
    const problem = contender.unavailable()
    if (problem === null) entrants.push(contender)
    say(`  ${contender.name}: ${problem ?? contender.note}`)
  }
  if (entrants.length > 0) {
    const single = await round(rows, entrants, runs)
    if (values.scaling) {
      const double = await round(rows * 2, entrants, runs)
      say(
        '\n  From once to twice the rows: the ratio to sqlite3 then over the ratio before, and the own growth (2.00 is linear)',
      )
      say(scalingTable(single.costs, double.costs))
    }
  }
  if (only.includes('event-loop')) {
    const file = await ordersFile(rows)
    const script = fileURLToPath(new URL('./event-loop.ts', import.meta.url))
    const loop = await measure(process.execPath, [script, file.path, freshFolder('event-loop')])
    say(`\n${loop.stdout.trimEnd()}`)
    if (loop.exitCode !== 0)
      say(`  event loop: not there yet, it ended with ${loop.exitCode}:\n${loop.stderr.trim().slice(-4000)}`)
  }
}

process.once('SIGINT', () => {
  removeRunFolders()
  process.exit(130)
})
try {
  await main()
} finally {
  removeRunFolders()
}
spawnSync(process.execPath, [fileURLToPath(new URL('validate.ts', import.meta.url))], { stdio: 'inherit' })
