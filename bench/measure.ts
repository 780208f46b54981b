/**
 * Runs one command and says what it cost: wall time, processor time of it and everything it started, and the peak of the
 * memory that all its processes held together.
 */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Cost {
  wallSeconds: number
  cpuSeconds: number
  peakBytes: number
}

export interface Outcome {
  exitCode: number | null
  stdout: string
  stderr: string
  cost: Cost
}

const GNU_TIME = '/usr/bin/time'
const POLL_MS = 50
const TICKS_PER_SECOND = 100

/** Whether GNU time does the counting (exact), or only the look at /proc every 50 ms. */
export const measuredBy = existsSync(GNU_TIME) ? `${GNU_TIME} and /proc` : '/proc only'

/**
 * Runs `command` to its end. GNU time gives the exact processor time of all processes and the exact peak of the largest one;
 * the sum over processes that live side by side is seen every 50 ms in /proc, and the greater of the two is the peak.
 * A command that cannot be started rejects; one that fails is an outcome like any other.
 */
export function measure(command: string, args: readonly string[]): Promise<Outcome> {
  const costFile = join(tmpdir(), `headgate-bench-cost-${process.pid}`)
  const timed = existsSync(GNU_TIME)
  const argv = timed ? [GNU_TIME, '-q', '-o', costFile, '-f', '%U %S %M', command, ...args] : [command, ...args]
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const child = spawn(argv[0] ?? command, argv.slice(1), { stdio: ['ignore', 'pipe', 'pipe'] })
    const seen = { peakBytes: 0, cpuSeconds: 0 }
    const poll = setInterval(() => look(child.pid ?? 0, seen), POLL_MS)
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => stdout.push(part))
    child.stderr.on('data', (part: Buffer) => stderr.push(part))
    child.on('error', (error) => {
      clearInterval(poll)
      reject(error)
    })
    child.on('close', (exitCode) => {
      const wallSeconds = (performance.now() - start) / 1000
      clearInterval(poll)
      const [user = 0, system = 0, peakKiB = 0] = timed ? readCost(costFile) : []
      resolve({
        exitCode,
        stdout: Buffer.concat(stdout).toString('utf8'),
        stderr: Buffer.concat(stderr).toString('utf8'),
        cost: {
          wallSeconds,
          cpuSeconds: timed ? user + system : seen.cpuSeconds,
          peakBytes: Math.max(peakKiB * 1024, seen.peakBytes),
        },
      })
    })
  })
}

function readCost(file: string): number[] {
  const numbers = readFileSync(file, 'utf8').trim().split('\n').at(-1)?.split(' ').map(Number)
  rmSync(file, { force: true })
  return numbers ?? []
}

/** Adds one look at a process and all that descend from it to what was seen before. */
function look(root: number, seen: { peakBytes: number; cpuSeconds: number }): void {
  let bytes = 0
  let ticks = 0
  for (const pid of withDescendants(root)) {
    bytes += Number(/^VmRSS:\s+(\d+) kB/m.exec(readProc(`/proc/${pid}/status`))?.[1] ?? 0) * 1024
    // After the name in brackets: state, ppid, ...; utime, stime, cutime and cstime are the 12th to 15th.
    const fields = readProc(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? []
    ticks += fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
  }
  seen.peakBytes = Math.max(seen.peakBytes, bytes)
  seen.cpuSeconds = Math.max(seen.cpuSeconds, ticks / TICKS_PER_SECOND)
}

function withDescendants(pid: number): number[] {
  const found = [pid]
  for (const parent of found) {
    for (const thread of listProc(`/proc/${parent}/task`)) {
      const children = readProc(`/proc/${parent}/task/${thread}/children`).trim()
      if (children !== '') found.push(...children.split(' ').map(Number))
    }
  }
  return found
}

/** A process may end between two looks: then there is nothing to read, which is no fault. */
function readProc(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function listProc(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}
