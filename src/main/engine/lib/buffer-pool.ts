/** Buffers that are used again: memory that is touched for the first time can cost more than all that is written into it. */
export interface BufferPool {
  /** A buffer of at least so many bytes, with anything in it. */
  take(bytes: number): Buffer
  /** Takes back a buffer, or the part of it that was used; nobody may look into it any more. */
  giveBack(bytes: Buffer): void
}

const smallest = 256 * 1024
/** Larger ones are rare: they are not kept. */
const largestKept = 4 * 1024 * 1024

export function bufferPool(): BufferPool {
  const free: Buffer[] = []
  return {
    take: (bytes) => {
      const found = free.findIndex((buffer) => buffer.length >= bytes)
      const [buffer] = found === -1 ? [] : free.splice(found, 1)
      return buffer ?? Buffer.allocUnsafeSlow(Math.max(bytes, smallest))
    },
    giveBack: (bytes) => {
      // A buffer of its own stands behind each part.
      const whole = Buffer.from(bytes.buffer)
      if (whole.length <= largestKept) free.push(whole)
    },
  }
}
