/** Beyond that many words of one length, looking a text up by its hash is faster than comparing. */
const maxCompared = 8

/** Tells whether a text is one of a few words. Most texts are ruled out, and found, by their length alone. */
export function wordTest(words: readonly string[]): (text: string) => boolean {
  const all = new Set(words)
  const byLength = new Map(Map.groupBy(all, (word) => word.length))
  if ([...byLength.values()].some((some) => some.length > maxCompared)) return (text) => all.has(text)
  const longest = Math.max(...byLength.keys())
  const candidates = Array.from({ length: longest + 1 }, (_, length) => byLength.get(length) ?? [])
  return (text) => {
    const some = candidates[text.length]
    if (some === undefined) return false
    for (let index = 0; index < some.length; index++) if (some[index] === text) return true
    return false
  }
}
