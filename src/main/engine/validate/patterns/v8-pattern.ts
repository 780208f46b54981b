import type { CompiledPattern } from './compile-pattern.ts'
import type { ParsedPattern } from './parse-pattern.ts'
import { re2Pattern } from './re2-pattern.ts'

/**
 * A pattern run by V8, for those that are known to be linear there. [R5] V8 keeps a note of each repetition, so that a text of
 * many megabytes can be too long for its stack; RE2 takes over then.
 */
export function v8Pattern(pattern: ParsedPattern): Omit<CompiledPattern, 'readsBytes'> {
  const replaced = new RegExp(pattern.source, `${pattern.flags}g`)
  return {
    test: (text) => {
      try {
        return pattern.native.test(text)
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
        return re2Pattern(pattern).test(text)
      }
    },
    replace: (text, replacement) => {
      try {
        return text.replace(replaced, replacement)
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
        return re2Pattern(pattern).replace(text, replacement)
      }
    },
  }
}
