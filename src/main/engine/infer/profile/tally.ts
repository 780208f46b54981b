import { shownText } from './keep-text.ts'

interface Example {
  readonly text: string
  readonly row: number
}

/** How often something was seen, and the first different texts of it, by row. */
export interface Tally {
  count: number
  readonly examples: Example[]
}

const exampleCount = 3

/** Tallies by name; one that was never added to is empty. */
export interface TallySheet {
  add(name: string, text: string, weight: number, row: number): void
  count(name: string): number
  /** Several as one: counts added up, the first examples of all. */
  merged(names: readonly string[]): Tally
  names(): string[]
}

export function tallySheet(): TallySheet {
  const tallies = new Map<string, Tally>()
  return {
    add: (name, text, weight, row) => {
      const tally = tallies.get(name)
      if (tally === undefined) {
        tallies.set(name, { count: weight, examples: [{ text: shownText(text), row }] })
        return
      }
      tally.count += weight
      const { examples } = tally
      if (examples.length < exampleCount || row < (examples[exampleCount - 1] as Example).row) {
        offer(examples, text, row)
      }
    },
    count: (name) => tallies.get(name)?.count ?? 0,
    merged: (names) => {
      const merged: Tally = { count: 0, examples: [] }
      for (const name of names) {
        const tally = tallies.get(name)
        if (!tally) continue
        merged.count += tally.count
        for (const { text, row } of tally.examples) offer(merged.examples, text, row)
      }
      return merged
    },
    names: () => [...tallies.keys()],
  }
}

/** Puts an example in its place by row, once for each text, and drops the one that is too many. */
function offer(examples: Example[], text: string, row: number): void {
  const shown = shownText(text)
  const same = examples.findIndex((example) => example.text === shown)
  if (same !== -1) {
    if ((examples[same] as Example).row <= row) return
    examples.splice(same, 1)
  }
  const place = examples.findIndex((example) => example.row > row)
  examples.splice(place === -1 ? examples.length : place, 0, { text: shown, row })
  if (examples.length > exampleCount) examples.pop()
}
