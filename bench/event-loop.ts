/**
 * Whether the thread that called for an import stays free: its event loop's delay while the engine imports in the same
 * process, beside an idle neighbour process at the same time, and both again with nothing to do for as long.
 * Arguments: orders file, folder for the workspace. Prints figures.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openEngine } from '../src/main/engine/engine.ts'
import { type Delay, watchDelay } from './delay-probe.ts'
import { alignedTable } from './figures.ts'

const [file, folder] = process.argv.slice(2)
if (file === undefined || folder === undefined) throw new Error('usage: event-loop.ts FILE FOLDER')

const neighbour = fork(fileURLToPath(new URL('./delay-probe.ts', import.meta.url)))

/** Toggles the neighbour's watch; it answers with what it saw, or null when the watch has just begun. */
async function toggleNeighbour(): Promise<Delay | null> {
  neighbour.send('toggle')
  const [delay]: (Delay | null)[] = await once(neighbour, 'message')
  return delay ?? null
}

/** Watches this thread and the neighbour while `work` runs. */
async function watchBoth(work: () => Promise<void>): Promise<{ own: Delay; neighbour: Delay; elapsedMs: number }> {
  await toggleNeighbour()
  const start = performance.now()
  const stop = watchDelay()
  // A delay is seen only between two ticks of the watch: give it one before the work and one after.
  await sleep(20)
  await work()
  await sleep(20)
  const own = stop()
  const elapsedMs = performance.now() - start
  const beside = await toggleNeighbour()
  if (beside === null) throw new Error('the neighbour lost its watch')
  return { own, neighbour: beside, elapsedMs }
}

const text = (ms: number): string => ms.toFixed(2)

function line(title: string, delay: Delay): string[] {
  const { p50Ms, p99Ms, p999Ms, maxMs, ticks, busyShare } = delay
  return [
    title,
    ...[p50Ms, p99Ms, p999Ms, maxMs].map(text),
    ticks.toLocaleString('en-US'),
    `${(busyShare * 100).toFixed(1)} %`,
  ]
}

function difference(title: string, one: Delay, other: Delay): string[] {
  const keys = ['p50Ms', 'p99Ms', 'p999Ms', 'maxMs'] as const
  return [title, ...keys.map((key) => text(one[key] - other[key])), '', '']
}

const engine = await openEngine({ workspace: join(folder, 'workspace') })
const schema = new URL('../samples/order-import.schema.json', import.meta.url)
await engine.call('schemas.add', { document: JSON.parse(readFileSync(schema, 'utf8')) })
// Let what the start left behind settle, so that only the import is seen.
await sleep(500)

const busy = await watchBoth(async () => {
  const { importId } = await engine.call('imports.start', { path: file, dataset: 'orders', schema: 'order-import' })
  const record = await engine.call('imports.wait', { importId })
  if (record.state !== 'completed')
    throw new Error(`the import ended as ${record.state}: ${record.error?.message ?? ''}`)
})
const idle = await watchBoth(() => sleep(busy.elapsedMs))
await engine.close()
neighbour.disconnect()

const lines = [
  ['', 'p50 ms', 'p99 ms', 'p99.9 ms', 'max ms', 'ticks', 'busy'],
  line('main thread, importing', busy.own),
  line('idle neighbour process, at the same time', busy.neighbour),
  line('main thread, idle', idle.own),
  line('idle neighbour process, at the same time', idle.neighbour),
  difference('importing: main thread less neighbour', busy.own, busy.neighbour),
  difference('main thread: importing less idle', busy.own, idle.own),
]
process.stdout.write(
  `Event loop of the thread that started the import, ${(busy.elapsedMs / 1000).toFixed(1)} s (time between 1 ms ticks: 1 is perfect)\n` +
    'What the neighbour also shows is the scheduler on busy cores, not the engine.\n' +
    `${alignedTable(lines)}\n`,
)
