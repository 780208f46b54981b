/** How a pattern is looked for. */
export interface FindOptions {
  /** Only where it is the whole text. */
  readonly whole: boolean
  readonly ignoreCase: boolean
}

/**
 * The regular expression of a pattern that a document brings, for all matches in a text. This is the only place where a step
 * compiles one.
 * @throws SyntaxError where it does not compile
 */
export function findPattern(pattern: string, { whole, ignoreCase }: FindOptions): RegExp {
  const flags = ignoreCase ? 'gi' : 'g'
  // As it is written first: wrapping must not make a pattern of what is none.
  const { unicode } = compile(pattern, flags)
  return new RegExp(whole ? `^(?:${pattern})$` : pattern, unicode ? `${flags}u` : flags)
}

/** Unicode first: a pattern written for it means what it says; older ones that Unicode forbids still work. */
function compile(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, `${flags}u`)
  } catch {
    return new RegExp(pattern, flags)
  }
}

/** The pattern that matches a text itself. */
export function literalPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
