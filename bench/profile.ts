/**
 * What profiling costs beside splitting: `node bench/profile.ts [--rows N]`. An orders file is split by PapaParse in pieces of whole
 * records and every record goes to a table profiler; processor time of both, and the memory that the profile keeps.
 */
import { open } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import Papa from 'papaparse'
import { tableProfiler } from '../src/main/engine/infer/profile/table-profiler.ts'
import { ordersFile } from './bench-files.ts'

const { values } = parseArgs({ options: { rows: { type: 'string', default: '2000000' } } })
const rows = Number(values.rows)
const pieceBytes = 4 * 1024 * 1024

await profile((await ordersFile(rows)).path)

async function profile(path: string): Promise<void> {
  const file = await open(path)
  const spent = { split: 0, profile: 0 }
  const timed = <Result>(what: keyof typeof spent, work: () => Result): Result => {
    const before = process.cpuUsage()
    const result = work()
    const { user, system } = process.cpuUsage(before)
    spent[what] += (user + system) / 1e6
    return result
  }
  let profiler: ReturnType<typeof tableProfiler> | null = null
  let names: readonly string[] = []
  let rest = Buffer.alloc(0)
  let rowNumber = 0
  let peakBytes = 0
  for (let atEnd = false; !atEnd; ) {
    const buffer = Buffer.alloc(pieceBytes)
    const { bytesRead } = await file.read(buffer)
    atEnd = bytesRead === 0
    const whole = Buffer.concat([rest, buffer.subarray(0, bytesRead)])
    // A record of the orders file begins with its number or is blank.
    const cut = atEnd ? whole.length : whole.lastIndexOf('\r\nORD-') + 2
    rest = whole.subarray(cut)
    const { data } = timed('split', () =>
      Papa.parse<string[]>(whole.toString('utf8', 0, cut), { delimiter: ',', newline: '\n' }),
    )
    if (profiler === null) {
      names = data.shift() ?? []
      profiler = tableProfiler(names)
    }
    const table = profiler
    timed('profile', () => {
      for (const cells of data) table.addRecord(cells, ++rowNumber)
    })
    peakBytes = Math.max(peakBytes, process.memoryUsage().rss)
  }
  await file.close()
  const ended = timed('profile', () => profiler?.finish())
  const cells = rows * names.length
  console.log(`${rows} rows of ${names.length} cells`)
  console.log(`  split    ${spent.split.toFixed(2)} s CPU`)
  console.log(`  profile  ${spent.profile.toFixed(2)} s CPU, ${((spent.profile / cells) * 1e9).toFixed(0)} ns a cell`)
  console.log(
    `  kept     ${profiler?.kept()} values and counters; peak memory of the process ${(peakBytes / 1e6).toFixed(0)} MB`,
  )
  for (const { name, statistics, suggestion } of ended?.columns ?? []) {
    const { distinct } = statistics
    console.log(
      `  ${name.padEnd(16)} ${distinct.exact ? '=' : '~'}${distinct.count} distinct; ${suggestion.type}: ${suggestion.reason}`,
    )
  }
}
