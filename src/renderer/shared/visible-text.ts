/** A stretch of a value: either as it is, or one invisible character with a mark in its place and its name. */
export interface Stretch {
  readonly text: string
  readonly invisible: string | null
}

const marks: Readonly<Record<string, readonly [mark: string, name: string]>> = {
  '\t': ['→', 'tab'],
  '\n': ['↵', 'line feed'],
  '\r': ['␍', 'carriage return'],
  '\u00a0': ['⍽', 'no-break space'],
  '\u00ad': ['‐', 'soft hyphen'],
  '\u200b': ['∅', 'zero-width space'],
  '\u200c': ['∅', 'zero-width non-joiner'],
  '\u200d': ['∅', 'zero-width joiner'],
  '\u200e': ['⇥', 'left-to-right mark'],
  '\u200f': ['⇤', 'right-to-left mark'],
  '\u2007': ['⍽', 'figure space'],
  '\u2009': ['⍽', 'thin space'],
  '\u202f': ['⍽', 'narrow no-break space'],
  '\u2060': ['∅', 'word joiner'],
  '\u3000': ['⍽', 'ideographic space'],
  '\ufeff': ['∅', 'byte order mark'],
  '\ufffd': ['�', 'replacement character: a byte could not be decoded'],
}

// Controls, format characters, line separators, every space but the common one; and that one at an end or in a run.
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]|(?! )\p{Zs}|^ +| +$| {2,}/gu

/**
 * A value with what cannot be seen in it made visible. Single spaces between words stay as they are; those at an end, or more
 * than one in a row, are marked, because they are what makes two equal-looking values differ.
 */
export function visibleText(value: string): Stretch[] {
  const stretches: Stretch[] = []
  let end = 0
  for (const match of value.matchAll(invisible)) {
    if (match.index > end) stretches.push({ text: value.slice(end, match.index), invisible: null })
    stretches.push(markOf(match[0]))
    end = match.index + match[0].length
  }
  if (end < value.length) stretches.push({ text: value.slice(end), invisible: null })
  return stretches
}

function markOf(found: string): Stretch {
  if (found.startsWith(' ')) {
    return { text: '·'.repeat(found.length), invisible: found.length === 1 ? 'space' : `${found.length} spaces` }
  }
  const [mark, name] = marks[found] ?? []
  const code = `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  return { text: mark ?? `[${code}]`, invisible: name === undefined ? code : `${name} (${code})` }
}
