import { shownText } from './keep-text.ts'

interface Counter {
  count: number
  readonly text: string
}

export interface FrequentItem {
  readonly text: string
  /** It was seen so often at least, and at most `error` times more. */
  readonly count: number
}

/** Finds what is frequent among more different values than can be kept. */
export interface FrequentItems {
  /** `key` stands for the value, `text` is one that shows it. */
  add(key: number, text: string, weight: number): void
  /** The most frequent first, at most `limit`. */
  top(limit: number): FrequentItem[]
  /** By how much any count may be too low; also the greatest count that a value not kept can have. 0: all is exact. */
  readonly error: number
  /** How many counters there are now. */
  readonly size: number
}

/**
 * Misra and Gries' summary (1982), emptied by the half: when `capacity` counters are taken, the median count is subtracted from
 * all (Anderson and others, "A High-Performance Algorithm for Identifying Frequent Items in Data Streams", 2017). Each time at
 * least half of them lose that much, so the error is at most 2 / capacity of everything added.
 */
export function frequentItems(capacity: number): FrequentItems {
  const counters = new Map<number, Counter>()
  let error = 0

  function purge(): void {
    const counts = Float64Array.from(counters.values(), ({ count }) => count).sort()
    const median = counts[counts.length >> 1] as number
    for (const [key, counter] of counters) {
      if (counter.count <= median) counters.delete(key)
      else counter.count -= median
    }
    error += median
  }

  return {
    add: (key, text, weight) => {
      const counter = counters.get(key)
      if (counter !== undefined) {
        counter.count += weight
        return
      }
      if (counters.size >= capacity) purge()
      counters.set(key, { count: weight, text: shownText(text) })
    },
    top: (limit) => mostFrequent([...counters.values()], limit),
    get error() {
      return error
    },
    get size() {
      return counters.size
    },
  }
}

/** The greatest counts first; of equal ones the lesser text, so that the order of the rows does not show. */
export function mostFrequent<Item extends FrequentItem>(items: Item[], limit: number): Item[] {
  return items
    .sort((one, other) => other.count - one.count || (one.text < other.text ? -1 : one.text > other.text ? 1 : 0))
    .slice(0, limit)
}
