import type { Dialect } from '../parse/dialect.ts'
import { scoreDialect, type Score } from './score-dialect.ts'

/** Delimiters that a file may have on little evidence, the likelier first. */
export const common = [',', ';', '\t', '|', '\u001f']
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
    if (used(delimiter) && (standsDoubled(head, delimiter) || delimiter === '::')) {
      const found = score(delimiter)
      // Times have single colons: two of the doubled ones on every line are enough.
      const strong = found.share >= rareShare && (found.width > 2 || standsDoubled(head, delimiter))
      if (strong) scored.push({ ...found, score: found.score * 2 })
    }
  }
  if (anySpacing && base.quote !== '' && /[,;|][ \t]+["']/.test(head)) {
    for (const delimiter of common.slice(0, 4).filter(used)) scored.push(score(delimiter, 'trim-after'))
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
  return bestOfEach(scored.filter((found) => !cutsDecimals(head, found)).sort((a, b) => b.score - a.score))
}

/** Of the spacings of one delimiter the best, so that they do not count as rivals; the plainer one where they are equal. */
function bestOfEach(sorted: readonly Score[]): Score[] {
  return sorted.filter(
    (score, index) => sorted.findIndex((other) => other.dialect.delimiter === score.dialect.delimiter) === index,
  )
}

/** A column of numbers with decimal commas under a name without one. */
function cutsDecimals(head: string, { dialect, width, firstWidth }: Score): boolean {
  if (dialect.delimiter !== ',' || width !== 2 || firstWidth !== 1) return false
  const lines = head.split(/\r\n|\n|\r/).filter((line) => line.includes(','))
  return lines.every((line) => /^[-+ ]?[\d.']*\d,\d+ ?[%€]?$/.test(line))
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
