import { AppError } from '../../lib/app-error.ts'
import { isLinear } from './is-linear.ts'
import { literalWords } from './literal-words.ts'
import { type ParsedPattern, parsePattern } from './parse-pattern.ts'
import { leadingLookaheads } from './leading-lookaheads.ts'
import { expandedSize } from './pattern-nodes.ts'
import { re2Pattern } from './re2-pattern.ts'
import { InexpressibleError } from './to-re2.ts'
import { v8Pattern } from './v8-pattern.ts'
import { wordTest } from './word-test.ts'

/** A pattern that takes time linear in the text, whatever it and the text are. Rules are numbered in SPEC.md beside this. */
export interface CompiledPattern {
  /** Whether a text holds a match. */
  readonly test: (text: string) => boolean
  /**
   * The text with every match replaced, as `String.prototype.replaceAll` writes it (`$1`, `$<name>`, `$&`). [R6] Null where that was
   * given up: a pattern that has to read a long text to its end again for each of its matches.
   */
  readonly replace: (text: string, replacement: string) => string | null
  /** Whether UTF-8 bytes, as one character each, are judged like the characters. */
  readonly readsBytes: boolean
}

/** Characters of a pattern, and parts of it with counted repetitions written out. */
const maxLength = 20_000
const maxSize = 5000

/**
 * Compiles a pattern of JavaScript, choosing who runs it. `place` begins the message of a refusal.
 * @throws AppError `schema-invalid` for a pattern that does not compile, or that nothing runs in linear time
 */
export function compilePattern(source: string, flags = '', place = 'The pattern'): CompiledPattern {
  if (source.length > maxLength) {
    throw refusal(`${place} has ${source.length} characters; ${maxLength} are read at most.`, shorter)
  }
  let pattern: ParsedPattern
  try {
    pattern = parsePattern(source, flags)
  } catch (error) {
    throw refusal(`${place} does not compile. ${(error as Error).message}`, correct, error)
  }
  const words = literalWords(pattern)
  if (words !== null) {
    // Bytes of ASCII are its characters, and those of other texts are not.
    return { ...v8Pattern(pattern), test: wordTest(words), readsBytes: words.every((word) => isAscii.test(word)) }
  }
  if (expandedSize(pattern.tree) > maxSize) {
    throw refusal(`${place} has more than ${maxSize} parts, with its counted repetitions written out.`, shorter)
  }
  try {
    return { ...chosen(pattern), readsBytes: false }
  } catch (error) {
    if (!(error instanceof InexpressibleError)) {
      throw refusal(`${place} is too large to be run. ${(error as Error).message}`, shorter, error)
    }
    const { what, position, suggestion } = error.found
    throw refusal(
      `${place} has ${what} at character ${position}; nothing can run that in a time that is known beforehand.`,
      suggestion,
      error,
    )
  }
}

const correct = 'Correct the pattern and add the schema again; the previous version stays in force.'
const shorter = 'Use smaller counts of repetition, or one-of for a list of values.'
// oxlint-disable-next-line no-control-regex -- all of ASCII is meant, control characters included
const isAscii = /^[\u0000-\u007f]*$/

function refusal(message: string, hint: string, cause?: unknown): AppError {
  return new AppError('schema-invalid', message, { hint, cause })
}

function chosen(pattern: ParsedPattern): Omit<CompiledPattern, 'readsBytes'> {
  if (isLinear(pattern)) return v8Pattern(pattern)
  const parts = leadingLookaheads(pattern)
  if (parts === null) return re2Pattern(pattern)
  const ahead = parts.ahead.map(({ pattern: one, negate }) => ({ test: chosen(one).test, negate }))
  const rest = chosen(parts.rest)
  const isAhead = (text: string): boolean => ahead.every(({ test, negate }) => test(text) !== negate)
  return {
    test: (text) => isAhead(text) && rest.test(text),
    replace: (text, replacement) => (isAhead(text) ? rest.replace(text, replacement) : text),
  }
}
