import { shownText } from './keep-text.ts'

export interface FrequentItem {
  readonly text: string
  /** It was seen so often at least, and at most `error` times more. */
  readonly count: number
}

/** Finds what is frequent among more different values than can be kept. */
export interface FrequentItems {
  /** `key`, a whole number that is not negative, stands for the value; `text` is one that shows it. */
  add(key: number, text: string, weight: number): void
  /** The most frequent first, at most `limit`. */
  top(limit: number): FrequentItem[]
  /** By how much any count may be too low; also the greatest count that a value not kept can have. 0: all is exact. */
  readonly error: number
  /** How many counters there are now. */
  readonly size: number
}

const free = -1
/** So many texts that came once are kept in any case. */
const keptSingles = 64

/**
 * Misra and Gries' summary (1982), emptied by the half: when `capacity` counters are taken, the median count is subtracted from
 * all (Anderson and others, "A High-Performance Algorithm for Identifying Frequent Items in Data Streams", 2017). Each time at
 * least half of them lose that much, so the error is at most 2 / capacity of everything added. With `showsSingles` off a text
 * is kept when it comes again, and `top` leaves out most of what came once: most values of a long stream do.
 */
export function frequentItems(capacity: number, showsSingles: boolean): FrequentItems {
  let slots = 64
  let keys = new Float64Array(slots).fill(free)
  let counts = new Float64Array(slots)
  let texts: (string | undefined)[] = []
  let size = 0
  let error = 0

  function slotOf(key: number): number {
    const mask = slots - 1
    let slot = (key ^ (key / 0x1_0000_0000)) & mask
    while (keys[slot] !== key && keys[slot] !== free) slot = (slot + 1) & mask
    return slot
  }

  /** Takes `loss` from every counter, and puts those that are left in a table of so many slots. */
  function rebuild(newSlots: number, loss: number): void {
    const left: { readonly key: number; readonly count: number; readonly text: string | undefined }[] = []
    for (let slot = 0; slot < slots; slot++) {
      const count = (counts[slot] as number) - loss
      if (keys[slot] !== free && count > 0) left.push({ key: keys[slot] as number, count, text: texts[slot] })
    }
    if (newSlots !== slots) {
      slots = newSlots
      keys = new Float64Array(slots)
      counts = new Float64Array(slots)
    }
    keys.fill(free)
    texts = []
    size = left.length
    for (const { key, count, text } of left) {
      const slot = slotOf(key)
      keys[slot] = key
      counts[slot] = count
      texts[slot] = text
    }
  }

  function makeRoom(): void {
    if (size < capacity) {
      if (size * 2 >= slots) rebuild(slots * 2, 0)
      return
    }
    const loss = medianCount()
    rebuild(slots, loss)
    error += loss
  }

  /** Of long streams most counters stand at one, and then there is nothing to sort. */
  function medianCount(): number {
    let ones = 0
    for (let slot = 0; slot < slots; slot++) if (counts[slot] === 1 && keys[slot] !== free) ones++
    if (ones * 2 > size) return 1
    return counts.filter((_, slot) => keys[slot] !== free).sort()[size >> 1] as number
  }

  return {
    add: (key, text, weight) => {
      let slot = slotOf(key)
      if (keys[slot] === key) {
        counts[slot] = (counts[slot] as number) + weight
        texts[slot] ??= shownText(text)
        return
      }
      if (size >= capacity || size * 2 >= slots) {
        makeRoom()
        slot = slotOf(key)
      }
      keys[slot] = key
      counts[slot] = weight
      if (showsSingles || weight > 1 || size < keptSingles) texts[slot] = shownText(text)
      size++
    },
    top: (limit) => {
      const items: FrequentItem[] = []
      for (const [slot, text] of texts.entries())
        if (text !== undefined) items.push({ text, count: counts[slot] as number })
      return mostFrequent(items, limit)
    },
    get error() {
      return error
    },
    get size() {
      return size
    },
  }
}

/** The greatest counts first; of equal ones the lesser text, so that the order of the rows does not show. */
export function mostFrequent<Item extends FrequentItem>(items: Item[], limit: number): Item[] {
  return items
    .sort((one, other) => other.count - one.count || (one.text < other.text ? -1 : one.text > other.text ? 1 : 0))
    .slice(0, limit)
}
