/**
 * The candidate that a word most probably was meant to be, or null where none is near: at most a third of the word's characters
 * (one at least) may have been typed wrong. Case and separators (space, hyphen, underscore) do not count. Of equally near candidates
 * the first is taken.
 */
export function closest(word: string, candidates: Iterable<string>): string | null {
  const wanted = plain(word)
  let found: string | null = null
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1
  for (const candidate of candidates) {
    const other = plain(candidate)
    // The lengths alone differ by so many edits.
    if (Math.abs(other.length - wanted.length) >= least) continue
    const edits = countEdits(wanted, other)
    // A word that would be replaced as a whole was not mistyped.
    if (edits >= least || edits >= Math.max(wanted.length, other.length)) continue
    found = candidate
    least = edits
  }
  return found
}

function plain(word: string): string {
  return word
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_-]/g, '')
}

/**
 * How many characters were inserted, left out, replaced, or swapped with their neighbour to make one word the other: the distance of
 * Damerau (1964) and Levenshtein (1966) in its restricted form, in which no part is edited twice ("optimal string alignment").
 */
function countEdits(one: string, other: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row++) {
    const current = [row]
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1]
      let edits = Math.min(
        (last[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (last[column - 1] as number) + (same ? 0 : 1),
      )
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      if (swapped) edits = Math.min(edits, (beforeLast[column - 2] as number) + 1)
      current.push(edits)
    }
    beforeLast = last
    last = current
  }
  return last[other.length] as number
}
