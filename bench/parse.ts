/**
 * Splitting, decoding and parsing alone beside PapaParse's own streaming: `npm run bench:parse`. Each contender reads the same file in
 * a process of its own, turn by turn, and only counts cells: our splitter and parser, PapaParse over a Node stream by chunks, and
 * PapaParse's own Node stream of rows. Only ratios within one run hold.
 */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import Papa from 'papaparse'
import { bytePieceParser } from '../src/main/engine/parse/parse-bytes.ts'
import { type Dialect, splitDialect } from '../src/main/engine/parse/dialect.ts'
import { defaultLimits } from '../src/main/engine/lib/limits.ts'
import { splitRecords } from '../src/main/engine/source/record-splitter.ts'
import { ordersFile, warm } from './bench-files.ts'
import { median } from './figures.ts'
import { measure } from './measure.ts'

interface Counted {
  records: number
  cells: number
}

const dialect: Dialect = { delimiter: ',', quote: '"', escape: '"', newline: 'lf', spacing: 'exact', comment: '' }
/** As an import has it. */
const chunkBytes = 512 * 1024

async function headgate(path: string): Promise<Counted> {
  const handle = await open(path, 'r')
  const parse = bytePieceParser('utf-8', dialect)
  const pieces = splitRecords(async (into, offset) => (await handle.read(into, 0, into.length, offset)).bytesRead, {
    dialect: splitDialect(dialect, 'utf-8'),
    chunkBytes,
    maxCellBytes: defaultLimits.cellBytes,
    byteStart: 0,
  })
  const counted = { records: 0, cells: 0 }
  for await (const piece of pieces) count(counted, parse(piece).records)
  await handle.close()
  return counted
}

function papaChunks(path: string): Promise<Counted> {
  const counted = { records: 0, cells: 0 }
  return new Promise((resolve, reject) => {
    Papa.parse<string[]>(createReadStream(path, { highWaterMark: chunkBytes }), {
      delimiter: ',',
      newline: '\n',
      skipEmptyLines: true,
      chunk: ({ data }) => count(counted, data),
      complete: () => resolve(counted),
      error: reject,
    })
  })
}

async function papaStream(path: string): Promise<Counted> {
  const counted = { records: 0, cells: 0 }
  const rows = createReadStream(path, { highWaterMark: chunkBytes }).pipe(
    Papa.parse(Papa.NODE_STREAM_INPUT, { delimiter: ',', newline: '\n', skipEmptyLines: true }),
  )
  for await (const row of rows) count(counted, [row as string[]])
  return counted
}

function count(counted: Counted, records: readonly (readonly string[])[]): void {
  counted.records += records.length
  for (const record of records) counted.cells += record.length
}

const contenders = { headgate, 'papa chunks': papaChunks, 'papa stream': papaStream }
type Name = keyof typeof contenders
const names = Object.keys(contenders) as Name[]

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '2000000' },
    runs: { type: 'string', default: '5' },
    contender: { type: 'string' },
    file: { type: 'string' },
  },
})

if (values.contender !== undefined && values.file !== undefined) {
  console.log(JSON.stringify(await contenders[values.contender as Name](values.file)))
} else {
  await compare(Number(values.rows), Math.max(1, Number(values.runs)))
}

async function compare(rows: number, runs: number): Promise<void> {
  const { path } = await ordersFile(rows)
  await warm(path)
  const wall: Record<Name, number[]> = { headgate: [], 'papa chunks': [], 'papa stream': [] }
  const cpu: Record<Name, number[]> = { headgate: [], 'papa chunks': [], 'papa stream': [] }
  const peak: Record<Name, number> = { headgate: 0, 'papa chunks': 0, 'papa stream': 0 }
  const answers = new Set<string>()
  for (let run = 0; run < runs; run++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(run + turn) % names.length] as Name
      const script = fileURLToPath(import.meta.url)
      const outcome = await measure(process.execPath, [script, '--contender', name, '--file', path])
      if (outcome.exitCode !== 0) throw new Error(`${name} failed: ${outcome.stderr}`)
      wall[name].push(outcome.cost.wallSeconds)
      cpu[name].push(outcome.cost.cpuSeconds)
      peak[name] = Math.max(peak[name], outcome.cost.peakBytes)
      answers.add(outcome.stdout.trim())
    }
  }
  if (answers.size !== 1) throw new Error(`They do not agree: ${[...answers].join(' and ')}`)
  console.log(`${rows} rows, ${runs} runs in turn, medians; all count ${[...answers][0]}`)
  const ratio = (of: Record<Name, number[]>, name: Name): string =>
    median(of.headgate.map((seconds, run) => seconds / (of[name][run] as number))).toFixed(2)
  for (const name of names) {
    console.log(
      `  ${name.padEnd(12)} ${median(wall[name]).toFixed(2).padStart(6)} s wall ${median(cpu[name]).toFixed(2).padStart(6)} s CPU ` +
        `${(peak[name] / 1024 / 1024).toFixed(0).padStart(5)} MiB   headgate takes ${ratio(wall, name)} of its time, ${ratio(cpu, name)} of its CPU`,
    )
  }
}
