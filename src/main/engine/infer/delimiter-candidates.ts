import type { Dialect } from '../parse/dialect.ts'
import { scoreDialect, type Score } from './score-dialect.ts'

/** Delimiters that a file may have on little evidence, the likelier first. */
const common = [',', ';', '\t', '|', '\u001f']
/** Delimiters that stand in texts as well: all must speak for them, and no common one. */
const rare = [':', '^', '~', ' ']
const doubled = ['||', '::', ';;', '^^', '~~']

/** A common delimiter that scores at least this well leaves no room for a rare one. */
const commonShare = 0.8
const rareShare = 0.95

/** [D1] [D7] [D8] the delimiters that a text may have, best first. `anySpacing` lets runs of spaces and tabs be tried. */
export function delimiterCandidates(
  head: string,
  elsewhere: readonly string[],
  base: Dialect,
  anySpacing: boolean,
): Score[] {
  const score = (delimiter: string, spacing = base.spacing): Score =>
    scoreDialect(head, elsewhere, { ...base, delimiter, spacing })
  const used = (delimiter: string): boolean => head.includes(delimiter) && delimiter !== base.comment
  const scored = common.filter(used).map((delimiter) => score(delimiter))
  for (const delimiter of doubled) {
    if (used(delimiter) && standsDoubled(head, delimiter)) {
      const found = score(delimiter)
      if (found.share >= rareShare) scored.push({ ...found, score: found.score * 2 })
    }
  }
  if (anySpacing && /\t\t/.test(head)) {
    const exact = scored.find(({ dialect }) => dialect.delimiter === '\t')
    const runs = score('\t', 'runs')
    if (exact && exact.share < commonShare && isStrong(runs)) scored.push(runs)
  }
  const clear = scored.some(({ width, share, firstWidth }) => width >= 2 && share >= commonShare && firstWidth > 1)
  if (!clear) {
    for (const delimiter of rare.filter(used)) {
      const runs = delimiter === ' ' && anySpacing && /\S {2,}\S/.test(head)
      const found = score(delimiter, runs ? 'runs' : base.spacing)
      if (isStrong(found) && isCredible(head, found)) scored.push(found)
    }
  }
  return scored.sort((a, b) => b.score - a.score)
}

function isStrong({ width, share, records, firstWidth, faults }: Score): boolean {
  return width >= 2 && share >= rareShare && records >= 3 && firstWidth === width && faults === 0
}

/** A colon or a space has to cut more than times, addresses and pairs of words. */
function isCredible(head: string, { dialect, width }: Score): boolean {
  if (dialect.delimiter === ':')
    return width >= 3 && !/\d:\d\d(?::\d\d)?\b.*\n.*\d:\d\d\b/.test(head) && !head.includes('://')
  return dialect.delimiter !== ' ' || dialect.spacing === 'runs' || width >= 3
}

/** Whether a character stands in even numbers only, on every line that is not blank. */
function standsDoubled(head: string, delimiter: string): boolean {
  const character = delimiter[0] as string
  const lines = head.split(/\r\n|\n|\r/).filter((line) => line !== '')
  return lines.every((line) => {
    if (!line.includes(delimiter)) return lines.length > 3 && !line.includes(character)
    let run = 0
    for (const next of `${line} `) {
      if (next === character) run++
      else if (run % 2 === 1) return false
      else run = 0
    }
    return true
  })
}
