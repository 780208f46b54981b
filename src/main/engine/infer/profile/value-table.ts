import { ownText } from './keep-text.ts'

/** Counts texts one by one, each with the row of its first sight. */
export interface ValueTable {
  /** Counts a text that is in the table; false where it is not. */
  count(text: string): boolean
  /** Takes in the text that `count` has just refused. */
  insert(text: string, row: number): void
  /** In the order of insertion. */
  forEach(visit: (text: string, count: number, row: number) => void): void
  /** The first texts that were inserted. */
  first(limit: number): string[]
  readonly size: number
}

const firstSlots = 64
const none = -1

/**
 * A hash table with open addressing. A `Map` does the same at up to twice the cost: V8 leaves the compiled code to hash a string
 * that is new to it, as every cell is.
 */
export function valueTable(): ValueTable {
  const texts: string[] = []
  let counts = new Float64Array(firstSlots / 2)
  let rows = new Float64Array(firstSlots / 2)
  let hashes = new Int32Array(firstSlots / 2)
  let slots = new Int32Array(firstSlots).fill(none)
  /** Where the last text that was not found belongs, and its hash. */
  let freeSlot = 0
  let freeHash = 0

  function grow(): void {
    counts = grown(counts, new Float64Array(slots.length))
    rows = grown(rows, new Float64Array(slots.length))
    hashes = grown(hashes, new Int32Array(slots.length))
    slots = new Int32Array(slots.length * 2).fill(none)
    const mask = slots.length - 1
    for (let index = 0; index < texts.length; index++) {
      let slot = (hashes[index] as number) & mask
      while (slots[slot] !== none) slot = (slot + 1) & mask
      slots[slot] = index
    }
  }

  function find(text: string): number {
    const hash = hashOf(text)
    const mask = slots.length - 1
    let slot = hash & mask
    for (let index = slots[slot] as number; index !== none; index = slots[slot] as number) {
      if (hashes[index] === hash && texts[index] === text) return index
      slot = (slot + 1) & mask
    }
    freeSlot = slot
    freeHash = hash
    return none
  }

  return {
    count: (text) => {
      const index = find(text)
      if (index === none) return false
      counts[index] = (counts[index] as number) + 1
      return true
    },
    insert: (text, row) => {
      const index = texts.length
      slots[freeSlot] = index
      texts.push(ownText(text))
      counts[index] = 1
      rows[index] = row
      hashes[index] = freeHash
      if (texts.length * 2 >= slots.length) grow()
    },
    forEach: (visit) => {
      for (const [index, text] of texts.entries()) visit(text, counts[index] as number, rows[index] as number)
    },
    first: (limit) => texts.slice(0, limit),
    get size() {
      return texts.length
    },
  }
}

/** The length, and a multiplicative hash whose high bits, which depend on every character, are folded into the low ones. */
function hashOf(text: string): number {
  let hash = text.length
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  return hash ^ (hash >>> 13)
}

function grown<Numbers extends Float64Array | Int32Array>(numbers: Numbers, larger: Numbers): Numbers {
  larger.set(numbers)
  return larger
}
