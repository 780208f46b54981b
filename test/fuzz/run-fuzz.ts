import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Answer, Question } from './protocol.ts'
import { randomFrom } from './random.ts'
import type { Target } from './targets.ts'

/** A file that the readers did not bear. */
export interface Failure {
  readonly target: string
  readonly seed: number
  readonly path: string
  readonly reason: string
}

/** What became of the files of one kind. */
export interface Fuzzed {
  runs: number
  /** How many were tables, and how many were refused, by code. */
  readonly outcomes: Map<string, number>
  readonly failures: Failure[]
  peakBytes: number
}

/** A small file that takes so long never ends: no machine is that slow. */
const hangMs = 60_000
const heapMegabytes = 400
const mostBytes = 768 * 1024 * 1024

/**
 * Makes and judges mutated files, one for each seed, in a child process that is watched: a crash, a hang, an output or a gigabyte of
 * memory is a failure like a wrong answer, after which another child goes on. A file that failed is kept in a folder.
 */
export async function fuzz(target: Target, seeds: Iterable<number>, keepIn: string): Promise<Fuzzed> {
  const folder = mkdtempSync(join(tmpdir(), 'headgate-fuzz-'))
  const fuzzed: Fuzzed = { runs: 0, outcomes: new Map(), failures: [], peakBytes: 0 }
  let child = startChild(folder)
  try {
    for (const seed of seeds) {
      const { code, failure, peakBytes } = await child.ask({ target: target.name, seed })
      fuzzed.runs++
      fuzzed.peakBytes = Math.max(fuzzed.peakBytes, peakBytes)
      const reason =
        failure ?? (peakBytes > mostBytes ? `${Math.round(peakBytes / 1e6)} MB of memory were taken` : null)
      if (reason === null) {
        fuzzed.outcomes.set(code ?? 'table', (fuzzed.outcomes.get(code ?? 'table') ?? 0) + 1)
        continue
      }
      fuzzed.failures.push({ target: target.name, seed, path: keep(target, seed, keepIn), reason })
      await child.end()
      child = startChild(folder)
    }
  } finally {
    await child.end()
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  return fuzzed
}

function keep(target: Target, seed: number, folder: string): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${target.name}-${seed}.${target.ending}`)
  writeFileSync(path, target.make(randomFrom(seed)))
  return path
}

interface Child {
  ask(question: Question): Promise<Answer>
  end(): Promise<void>
}

function startChild(folder: string): Child {
  const child = fork(join(import.meta.dirname, 'fuzz-child.ts'), [folder], {
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => (printed += part.toString()))
  const closed = new Promise<void>((resolve) => child.on('close', () => resolve()))
  return {
    ask: async (question) => {
      const answer = await answerOf(child, question, closed)
      return printed === '' ? answer : { ...answer, failure: `${answer.failure ?? 'it printed'}: ${printed}` }
    },
    end: async () => {
      child.kill('SIGKILL')
      await closed
    },
  }
}

function answerOf(child: ChildProcess, question: Question, closed: Promise<void>): Promise<Answer> {
  return new Promise((resolve) => {
    const settle = (answer: Answer): void => {
      clearTimeout(timer)
      child.off('message', settle)
      resolve(answer)
    }
    const fail = (failure: string): void => settle({ code: null, failure, peakBytes: 0 })
    const timer = setTimeout(() => fail(`it did not end within ${hangMs / 1000} seconds`), hangMs)
    child.on('message', settle)
    void closed.then(() => fail(`the process ended (${child.signalCode ?? child.exitCode})`))
    if (child.connected) child.send(question)
  })
}
