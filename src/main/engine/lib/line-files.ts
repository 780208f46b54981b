import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'

const bufferBytes = 256 * 1024

/** Writes lines to a new file, many at once. */
export interface LineWriter {
  add(line: string): void
  /** Bytes of the longest line, at most. */
  close(): { longestRecord: number }
}

/** A UTF-16 unit takes at most three bytes in UTF-8. */
const mostBytesPerUnit = 3

export function writeLines(file: string): LineWriter {
  const descriptor = openSync(file, 'w')
  let held = ''
  let longest = 0
  return {
    add: (line) => {
      held += `${line}\n`
      longest = Math.max(longest, line.length)
      if (held.length < bufferBytes) return
      writeSync(descriptor, held)
      held = ''
    },
    close: () => {
      try {
        writeSync(descriptor, held)
      } finally {
        closeSync(descriptor)
      }
      return { longestRecord: longest * mostBytesPerUnit }
    },
  }
}

/** The lines of a file, without their ends, one buffer of it in memory at a time. */
export function* readLines(file: string): Generator<string> {
  const descriptor = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(bufferBytes)
    const decoder = new StringDecoder('utf8')
    let rest = ''
    for (let bytes = readSync(descriptor, buffer); bytes > 0; bytes = readSync(descriptor, buffer)) {
      const lines = (rest + decoder.write(buffer.subarray(0, bytes))).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
    if (rest !== '') yield rest
  } finally {
    closeSync(descriptor)
  }
}
