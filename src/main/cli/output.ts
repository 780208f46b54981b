import { once } from 'node:events'
import type { ErrorShape } from '../../contract/errors.ts'

/** Where a command writes: results to standard output, everything for people to standard error. */
export interface Output {
  readonly json: boolean
  /** Whether progress is to be shown. */
  readonly progress: boolean
  /** A result, whole lines. Waits while the reader is slow; throws `OutputClosed` when nobody reads any more. */
  write(text: string): Promise<void>
  /** One JSON document. */
  document(value: unknown): Promise<void>
  /** A line for people. */
  note(text: string): void
  /** A line that the next one replaces, on a terminal. */
  status(text: string): void
  error(error: ErrorShape): void
}

/** Nobody reads the standard output any more, as after `| head`. */
export class OutputClosed extends Error {}

interface OutputOptions {
  readonly json: boolean
  readonly quiet: boolean
  readonly color: boolean
}

export function createOutput({ json, quiet, color }: OutputOptions): Output {
  const { stdout, stderr } = process
  let closed = false
  let hasStatus = false
  stdout.on('error', () => {
    closed = true
  })
  const clearStatus = (): void => {
    if (!hasStatus) return
    stderr.write('\r\u001B[2K')
    hasStatus = false
  }
  const red = (text: string): string => (color ? `\u001B[31m${text}\u001B[0m` : text)
  const write = async (text: string): Promise<void> => {
    if (closed) throw new OutputClosed()
    // Waiting ends with an error where the reader went away; `closed` tells of that.
    if (!stdout.write(text)) {
      const waiting = new AbortController()
      const { signal } = waiting
      await Promise.race([once(stdout, 'drain', { signal }), once(stdout, 'close', { signal })]).catch(() => {
        closed = true
      })
      // Who waited for the other event would listen to it for ever.
      waiting.abort()
    }
    if (closed) throw new OutputClosed()
  }
  return {
    json,
    progress: !quiet && stderr.isTTY,
    write,
    document: (value) => write(`${JSON.stringify(value)}\n`),
    note: (text) => {
      if (quiet) return
      clearStatus()
      stderr.write(`${text}\n`)
    },
    status: (text) => {
      if (quiet || !stderr.isTTY) return
      clearStatus()
      stderr.write(text.slice(0, Math.max(20, (stderr.columns ?? 80) - 1)))
      hasStatus = true
    },
    error: (error) => {
      clearStatus()
      if (json) {
        stderr.write(`${JSON.stringify({ error })}\n`)
        return
      }
      stderr.write(`${red('Error:')} ${error.message}\n`)
      if (error.hint !== null) stderr.write(`${error.hint}\n`)
      if (error.code === 'unexpected' && typeof error.details['stack'] === 'string')
        stderr.write(`${error.details['stack']}\n`)
    },
  }
}
