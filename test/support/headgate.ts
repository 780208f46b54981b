import { type ChildProcess, spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect } from 'vitest'
import { errorShape } from '../../src/contract/error-shape.ts'
import type { ErrorShape } from '../../src/contract/errors.ts'
import { inProject } from '../../scripts/shared/project.ts'

/** How a run of the command line ended. */
export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
  /** Runs as the user `nobody`, where the tests themselves run as root. */
  readonly unprivileged?: boolean
}

/** A run of the command line that goes on. */
export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
}

/** What a first run says, and any run after somebody saved a source: no part of what the command has to say. */
const buildNotice = /^Building the command line\.\.\.\n/

/** Whether these tests may become another user. */
export const isRoot = process.getuid?.() === 0
const nobody = 65_534

// The first use builds the command line, says so on standard error, and may have to write into the project.
beforeAll(() => headgate(['--version']))

/** Starts `headgate` with arguments, as a process of its own. */
export function start(args: readonly string[], options: RunOptions = {}): Running {
  const child = spawn(process.execPath, [inProject('bin', 'headgate.mjs'), ...args], {
    cwd: options.cwd ?? tmpdir(),
    // Nothing of the machine's own set-up: no workspace, no options of Node, no colours.
    env: { PATH: process.env['PATH'], HOME: join(tmpdir(), 'headgate-no-home'), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.unprivileged === true && isRoot ? { uid: nobody, gid: nobody } : {}),
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    const parts = { stdout: [] as Buffer[], stderr: [] as Buffer[] }
    child.stdout.on('data', (part: Buffer) => parts.stdout.push(part))
    child.stderr.on('data', (part: Buffer) => parts.stderr.push(part))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      const text = (name: keyof typeof parts): string => Buffer.concat(parts[name]).toString('utf8')
      resolve({ code, signal, stdout: text('stdout'), stderr: text('stderr').replace(buildNotice, '') })
    })
  })
  return { child, ended }
}

/** Runs `headgate` to its end. */
export function headgate(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return start(args, options).ended
}

/** Runs `headgate ... --json` that must succeed, and gives the one document that it printed. */
export async function headgateJson<T>(args: readonly string[], options: RunOptions = {}): Promise<T> {
  const { code, stdout, stderr } = await headgate([...args, '--json'], options)
  expect({ code, stderr }, `headgate ${args.join(' ')}`).toEqual({ code: 0, stderr: '' })
  return JSON.parse(stdout) as T
}

/** The error that `--json` put as one line on standard error, and nothing else there. */
export function errorLine({ stderr }: Ended): ErrorShape {
  expect(stderr, 'one line on standard error').toMatch(/^[^\n]+\n$/)
  const line = JSON.parse(stderr) as { error: unknown }
  expect(Object.keys(line)).toEqual(['error'])
  expect(Object.keys(line.error as object)).toEqual(['code', 'message', 'hint', 'details'])
  return errorShape.parse(line.error)
}

/** Runs `headgate ... --json` that must be refused or fail: an error on standard error, nothing on standard output. */
export async function headgateError(
  args: readonly string[],
  options: RunOptions = {},
): Promise<ErrorShape & { readonly exit: number | null }> {
  const ended = await headgate([...args, '--json'], options)
  expect(ended.stdout, `headgate ${args.join(' ')}: nothing on standard output`).toBe('')
  return { exit: ended.code, ...errorLine(ended) }
}
