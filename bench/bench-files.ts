/** The files of the benchmarks: an orders file that is kept between runs, and a folder of one run that is not. */
import { createHash } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { DEFAULT_ORDERS, type OrdersExpectation, writeOrdersFile } from '../scripts/orders-file.ts'

const BENCH_FOLDER = join(tmpdir(), 'headgate-bench')

export interface OrdersFile {
  path: string
  rows: number
  expected: OrdersExpectation
}

/** The generator's own text is part of the name, so that a changed generator never reuses an old file. */
function generatorHash(): string {
  const hash = createHash('sha256')
  for (const name of ['orders-file.ts', 'orders-values.ts']) {
    hash.update(readFileSync(new URL(`../scripts/${name}`, import.meta.url)))
  }
  return hash.digest('hex').slice(0, 8)
}

/** An orders file with `rows` data rows; made, or taken from an earlier run when that one was finished and is whole. */
export async function ordersFile(rows: number): Promise<OrdersFile> {
  mkdirSync(BENCH_FOLDER, { recursive: true })
  const path = join(BENCH_FOLDER, `orders-${rows}-${DEFAULT_ORDERS.seed}-${generatorHash()}.csv`)
  const answerPath = `${path}.json`
  if (existsSync(answerPath) && existsSync(path)) {
    const expected: OrdersExpectation = JSON.parse(readFileSync(answerPath, 'utf8'))
    if (statSync(path).size === expected.bytes) return { path, rows, expected }
  }
  const expected = await writeOrdersFile(`${path}.part`, rows)
  renameSync(`${path}.part`, path)
  writeFileSync(answerPath, JSON.stringify(expected))
  return { path, rows, expected }
}

/** Reads the file once, so that the first contender does not pay for the disk. */
export async function warm(path: string): Promise<void> {
  await finished(createReadStream(path, { highWaterMark: 1 << 20 }).resume())
}

/** An empty folder of this process for one contender's run; whatever was in it is gone. */
export function freshFolder(name: string): string {
  const folder = join(BENCH_FOLDER, `run-${process.pid}`, name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Removes the folders of this run and of runs whose process is no more. */
export function removeRunFolders(): void {
  if (!existsSync(BENCH_FOLDER)) return
  for (const name of readdirSync(BENCH_FOLDER)) {
    const pid = /^run-(\d+)$/.exec(name)?.[1]
    if (pid === undefined || (pid !== String(process.pid) && isAlive(Number(pid)))) continue
    rmSync(join(BENCH_FOLDER, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
