import { spawn, type SpawnOptions } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { accessSync, constants } from 'node:fs'
import { projectFolder } from './project.ts'

/** How a child ended: a death by signal counts as 128 + its number, as shells do. */
export interface Finished {
  code: number
  stdout: string
  stderr: string
}

export interface RunOptions {
  cwd?: string
  env?: NodeJS.ProcessEnv
  /** `stream` lets the child write to our own output and collects nothing. */
  output?: 'collect' | 'stream'
}

const signalNumbers: Partial<Record<NodeJS.Signals, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGKILL: 9,
  SIGTERM: 15,
}

/** The exit code that a shell would report for a child that ended with this code or by this signal. */
export function exitCodeOf(code: number | null, signal: NodeJS.Signals | null): number {
  return code ?? 128 + ((signal && signalNumbers[signal]) ?? 0)
}

/** Runs a program to its end and says how it ended. Rejects only when it could not be started at all. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const stream = options.output === 'stream'
  const spawnOptions: SpawnOptions = {
    cwd: options.cwd ?? projectFolder,
    env: options.env ?? process.env,
    stdio: stream ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  }
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, spawnOptions)
    let stdout = ''
    let stderr = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code: exitCodeOf(code, signal), stdout, stderr }))
  })
}

/** Runs a program that must succeed: answers its standard output, or throws with the end of what it said. */
export async function runOrThrow(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, options)
  if (code !== 0) {
    const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-15).join('\n')
    throw new Error(`${command} ${args.slice(0, 3).join(' ')} ended with exit code ${code}\n${said}`)
  }
  return stdout
}

/** Where a program is found on PATH, or undefined. */
export function findProgram(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/sbin', '/sbin')
  return folders
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isExecutable)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
