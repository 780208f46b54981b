import { RE2JS } from 're2js'
import { expandReplacement } from './expand-replacement.ts'
import type { ParsedPattern } from './parse-pattern.ts'
import { groupNames } from './pattern-nodes.ts'
import { toRe2 } from './to-re2.ts'

/** A pattern run by RE2, in time linear in the text. */
export interface Re2Pattern {
  readonly test: (text: string) => boolean
  /** Null where replacing was given up: every match may read the text to its end, and there were too many for it. */
  readonly replace: (text: string, replacement: string) => string | null
}

/** Characters that all searches of one replacing may read together: a few seconds at worst. */
const maxReadCharacters = 20_000_000

/**
 * Compiles a pattern for RE2.
 * @throws InexpressibleError, or what RE2 says of a pattern that is too large for it
 */
export function re2Pattern(pattern: ParsedPattern): Re2Pattern {
  const compiled = RE2JS.compile(toRe2(pattern))
  const names = groupNames(pattern.tree)
  return {
    test: (text) => compiled.test(text),
    replace: (text, replacement) => {
      const matcher = compiled.matcher(text)
      let replaced = ''
      let copied = 0
      let read = 0
      for (let from = 0; from <= text.length && matcher.find(from); ) {
        const start = matcher.start()
        const end = matcher.end()
        const groups = Array.from({ length: matcher.groupCount() }, (_, place) => matcher.group(place + 1) ?? undefined)
        replaced += text.slice(copied, start) + expandReplacement(replacement, { text, start, end, groups, names })
        copied = end
        // As JavaScript goes on: behind an empty match by one character.
        from = end === start ? end + lengthAt(text, end) : end
        read += text.length - from
        if (read > maxReadCharacters) return null
      }
      return replaced + text.slice(copied)
    },
  }
}

/** UTF-16 units of the character at an index. */
function lengthAt(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1
}
