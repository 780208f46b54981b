import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import type { ErrorShape } from '../../src/contract/errors.ts'
import { headgateError, type RunOptions } from './headgate.ts'
import { contentsOf } from './workspace.ts'

/** What a refusal must be: exit code, code, and words that its message has. */
export interface Refusal {
  readonly exit?: number
  readonly code: ErrorShape['code']
  readonly words: readonly string[]
}

/** Runs a command that must be refused, with a message that says what and where and a hint that says what to do. */
export async function refused(args: readonly string[], wanted: Refusal, options: RunOptions = {}): Promise<ErrorShape> {
  const { exit, ...error } = await headgateError(args, options)
  expect({ exit, code: error.code }, error.message).toEqual({ exit: wanted.exit ?? 2, code: wanted.code })
  for (const word of wanted.words) expect(error.message).toContain(word)
  expect(error.hint, `a hint for: ${error.message}`).toMatch(/\S+ \S+/)
  expect(error.message).not.toMatch(/Something went wrong|undefined|\[object/)
  return error
}

/** The same for a command on a workspace, which must hold afterwards exactly what it held before. */
export async function refusedIn(workspace: string, args: readonly string[], wanted: Refusal): Promise<ErrorShape> {
  const before = await contentsOf(workspace)
  const error = await refused([...args, '--workspace', workspace], wanted)
  expect(await contentsOf(workspace)).toEqual(before)
  return error
}

/** Bytes that look like noise and are the same in each run. */
export function noise(bytes: number): Buffer {
  const parts: Buffer[] = []
  for (let index = 0; index * 32 < bytes; index++) parts.push(createHash('sha256').update(String(index)).digest())
  return Buffer.concat(parts).subarray(0, bytes)
}
