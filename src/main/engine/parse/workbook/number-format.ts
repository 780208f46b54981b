import type { DateKind } from './serial-date.ts'

/** What the numbers of a format are: plain numbers (percent, money and fractions among them), or something of the calendar. */
export type FormatKind = 'number' | DateKind

/** A format code, taken apart. */
export interface NumberFormat {
  readonly code: string
  /** What every number of it is; null where that depends on the number. */
  readonly kind: FormatKind | null
  /** What a number of it is, by the section that its value chooses. */
  kindOf(value: number): FormatKind
}

/**
 * Takes a format code apart, as ECMA-376 part 1, 18.8.31 and Excel write it: sections, conditions, colours, `[$-409]`, quotes and
 * escapes. A code that Excel would refuse is read as far as it goes.
 */
export function readNumberFormat(code: string): NumberFormat {
  const sections = splitSections(code).slice(0, 3).filter(isForNumbers)
  const kinds = sections.map(sectionKind)
  const first = kinds[0] ?? 'number'
  if (kinds.every((kind) => kind === first)) return { code, kind: first, kindOf: () => first }
  const conditions = sections.map(conditionOf)
  return { code, kind: null, kindOf: (value) => kinds[sectionFor(value, conditions)] ?? 'number' }
}

/** The sections of a code; a semicolon in quotes, in brackets or behind a backslash divides nothing. */
function splitSections(code: string): string[] {
  const sections: string[] = []
  let from = 0
  for (const { index, 0: token } of code.matchAll(tokens)) {
    if (token !== ';') continue
    sections.push(code.slice(from, index))
    from = index + 1
  }
  sections.push(code.slice(from))
  return sections
}

/** Quoted text, an escaped, skipped or repeated character, something in brackets, or a run of one letter. */
const tokens = /"[^"]*"?|[\\_*][^]|\[[^\]]*\]?|AM\/PM|A\/P|\u4e0a\u5348\/\u4e0b\u5348|General|E[+-]|([a-z])\1*|[^]/gi

/** A section with `@` is for texts: the fourth, or the last of fewer. */
function isForNumbers(section: string): boolean {
  return !Array.from(section.matchAll(tokens), ([token]) => token).includes('@')
}

const elapsed = /^\[(?:h+|m+|s+)\]$/i

function sectionKind(section: string): FormatKind {
  const letters = lettersOf(section)
  const isMinute = (index: number): boolean => letters[index - 1] === 'h' || letters[index + 1] === 's'
  let hasDay = false
  let hasTime = false
  let hasElapsed = false
  for (const [index, letter] of letters.entries()) {
    if (letter === 'elapsed') hasElapsed = true
    else if (letter === 'h' || letter === 's' || letter === 'noon') hasTime = true
    else if (letter === 'm' && isMinute(index)) hasTime = true
    else hasDay = true
  }
  if (hasElapsed) return hasDay ? 'date-time' : 'duration'
  if (hasDay) return hasTime ? 'date-time' : 'date'
  return hasTime ? 'time' : 'number'
}

/** The parts of a date or a time in a section, in order: `y m d h s`, `noon` for AM/PM, `elapsed` for `[h]`. */
function lettersOf(section: string): string[] {
  const letters: string[] = []
  for (const { 0: token } of section.matchAll(tokens)) {
    const lower = token.toLowerCase()
    if (elapsed.test(token)) letters.push('elapsed', lower.charAt(1))
    else if (noon.test(token)) letters.push('noon')
    else if (dateLetters.test(token)) letters.push(lower.charAt(0))
  }
  // What `[h]` counts is no time of day, but makes minutes of an m behind it.
  return letters.flatMap((letter, index) => (letters[index - 1] === 'elapsed' && letter !== 'h' ? [] : [letter]))
}

const noon = /^(?:am\/pm|a\/p|\u4e0a\u5348\/\u4e0b\u5348)$/i
/** Years (also Buddhist, `b`, and of an era, `e` and `g`), months, days, week days of the Far East (`aaa`), hours, seconds. */
const dateLetters = /^(?:y+|e+|b{2,4}|g+|m+|d+|aaa+|h+|s+)$/i

type Condition = (value: number) => boolean

const condition = /\[(<=|>=|<>|<|>|=)(-?[0-9.]+(?:E[+-]?[0-9]+)?)\]/i

function conditionOf(section: string): Condition | null {
  const [, operator, limit] = condition.exec(section) ?? []
  const bound = Number(limit)
  switch (operator) {
    case '<':
      return (value) => value < bound
    case '<=':
      return (value) => value <= bound
    case '>':
      return (value) => value > bound
    case '>=':
      return (value) => value >= bound
    case '=':
      return (value) => value === bound
    case '<>':
      return (value) => value !== bound
    default:
      return null
  }
}

/** The 0-based section that a number is shown by: the first whose condition holds, or by its sign where there are none. */
function sectionFor(value: number, conditions: readonly (Condition | null)[]): number {
  const numbers = conditions.length
  if (conditions.every((holds) => holds === null)) {
    if (value > 0 || numbers === 1) return 0
    if (value < 0) return 1
    return numbers === 3 ? 2 : 0
  }
  for (let index = 0; index < numbers; index++) {
    const holds = conditions[index]
    if (holds ? holds(value) : index === numbers - 1 || (index === 1 && value < 0)) return index
  }
  return numbers - 1
}
