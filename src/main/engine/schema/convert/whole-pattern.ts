/**
 * What a regular expression that is anchored at both ends has between its anchors, for forms whose patterns always fit a whole text;
 * null for an expression that is not, or whose anchors belong to single alternatives.
 */
export function wholePattern(pattern: string): string | null {
  if (!pattern.startsWith('^') || !pattern.endsWith('$') || endsEscaped(pattern.slice(0, -1))) return null
  const inner = pattern.slice(1, -1)
  const { alternatives, firstGroupEnd } = scan(inner)
  if (inner.startsWith('(?:') && firstGroupEnd === inner.length) return inner.slice(3, -1)
  return alternatives ? null : inner
}

/** The other way: an expression of a whole text as one that is searched for. */
export function anchored(whole: string): string {
  return `^(?:${whole})$`
}

function endsEscaped(text: string): boolean {
  return /(?:^|[^\\])(?:\\\\)*\\$/.test(text)
}

/** Whether an expression has alternatives outside of every group, and behind which character its first group ends. */
function scan(pattern: string): { readonly alternatives: boolean; readonly firstGroupEnd: number } {
  let depth = 0
  let inClass = false
  let alternatives = false
  let firstGroupEnd = -1
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]
    if (character === '\\') at++
    else if (inClass) inClass = character !== ']'
    else if (character === '[') inClass = true
    else if (character === '(') depth++
    else if (character === ')') {
      depth--
      if (depth === 0 && firstGroupEnd === -1) firstGroupEnd = at + 1
    } else if (character === '|' && depth === 0) alternatives = true
  }
  return { alternatives, firstGroupEnd }
}
