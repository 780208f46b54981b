/**
 * The element or attribute names that a reader knows, each by its index in the list; found by the hash that a scanner makes while
 * it passes over a name, so that no name ever becomes a string.
 */
export interface XmlNames {
  readonly count: number
  /** The index of the name between two places, whose hash is given; -1 where it is none of the known. */
  find(hash: number, data: Buffer, from: number, to: number): number
}

/** Prime and seed of FNV-1a (Fowler, Noll, Vo), in 32 bits. */
const fnvPrime = 0x01000193
export const emptyHash = 0x811c9dc5 | 0

/** The hash of a name with one more byte. */
export function addToHash(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, fnvPrime)
}

/** Makes the table; hashes find a name in it, its bytes decide. */
export function knownNames(names: readonly string[]): XmlNames {
  const bytes = names.map((name) => Buffer.from(name, 'latin1'))
  const hashes = bytes.map((name) => name.reduce(addToHash, emptyHash))
  const size = tableSize(names.length)
  const slots = new Int16Array(size).fill(-1)
  for (const [index, hash] of hashes.entries()) {
    let slot = hash & (size - 1)
    while (slots[slot] !== -1) slot = (slot + 1) & (size - 1)
    slots[slot] = index
  }
  const isName = (index: number, data: Buffer, from: number, to: number): boolean => {
    const name = bytes[index]
    if (name?.length !== to - from) return false
    for (let place = 0; place < name.length; place++) {
      if (name[place] !== data[from + place]) return false
    }
    return true
  }
  // The names of cells and of what they say of themselves have one letter.
  const letters = new Int16Array(256).fill(-1)
  for (const [index, name] of bytes.entries()) {
    if (name.length === 1) letters[name[0] as number] = index
  }
  const find = (hash: number, data: Buffer, from: number, to: number): number => {
    if (to - from === 1) return letters[data[from] as number] as number
    let slot = hash & (size - 1)
    for (;;) {
      const index = slots[slot] ?? -1
      if (index === -1) return -1
      if (hashes[index] === hash && isName(index, data, from, to)) return index
      slot = (slot + 1) & (size - 1)
    }
  }
  return { count: names.length, find }
}

/** A power of two, at least four times as large as what it holds, so that an unknown name is known as such at once. */
function tableSize(names: number): number {
  let size = 8
  while (size < names * 4) size *= 2
  return size
}
