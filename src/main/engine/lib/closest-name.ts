/**
 * The name that was probably meant by another one: that of the fewest changed letters, at most a third of them; null where none is near.
 * Swapped neighbours count as one change (Damerau-Levenshtein, restricted to non-overlapping changes).
 */
export function closestName(written: string, names: Iterable<string>): string | null {
  const wanted = written.toLowerCase()
  let best: string | null = null
  let least = Math.max(1, Math.floor(written.length / 3)) + 1
  for (const name of names) {
    if (Math.abs(name.length - written.length) >= least) continue
    const changes = changesBetween(wanted, name.toLowerCase())
    if (changes < least) {
      least = changes
      best = name
    }
  }
  return best
}

function changesBetween(one: string, other: string): number {
  let before: number[] = []
  let above = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let row = 1; row <= one.length; row++) {
    const current = [row]
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1]
      let changes = Math.min(
        (above[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (above[column - 1] as number) + (same ? 0 : 1),
      )
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      if (swapped) changes = Math.min(changes, (before[column - 2] as number) + 1)
      current.push(changes)
    }
    before = above
    above = current
  }
  return above[other.length] as number
}
