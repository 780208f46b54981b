/** Whole numbers from 0 on, a bit for each up to the greatest: far smaller than a `Set` where they lie close. */
export interface BitSet {
  has(value: number): boolean
  add(value: number): void
}

export function bitSet(): BitSet {
  let bytes = new Uint8Array(1024)
  return {
    has: (value) => (((bytes[Math.floor(value / 8)] ?? 0) >> (value % 8)) & 1) === 1,
    add: (value) => {
      const index = Math.floor(value / 8)
      if (index >= bytes.length) {
        const grown = new Uint8Array(Math.max(index + 1, bytes.length * 2))
        grown.set(bytes)
        bytes = grown
      }
      bytes[index] = (bytes[index] as number) | (1 << (value % 8))
    },
  }
}
