import { AppError } from '../../lib/app-error.ts'
import { compilePattern, type CompiledPattern } from '../../validate/patterns/compile-pattern.ts'
import type { Refuse, StepKinds, StepOf, Transform } from '../step-kind.ts'

/** Steps that put one text in the place of another. */
export const exchangeSteps: StepKinds<'null-words' | 'replace' | 'map'> = {
  'null-words': {
    check: ({ words }, refuse) => {
      if (words.length === 0) refuse('it has no words', 'List the words that stand for nothing, such as "n/a".')
    },
    compile: ({ words, ignoreCase = false }) => {
      const nothing = new Set(words.map(keyOf(ignoreCase)))
      const key = keyOf(ignoreCase)
      return (text) => (nothing.has(key(text)) ? '' : text)
    },
  },
  replace: {
    check: (step, refuse) => {
      if (step.find === '') refuse('it has nothing to find', 'Give the text or the pattern that is to be replaced.')
      if (step.pattern === true) readPattern(step, refuse)
    },
    compile: (step, _context, refuse) => compileReplace(step, refuse),
  },
  map: {
    check: ({ values, ignoreCase = false }, refuse) => {
      const texts = Object.keys(values)
      if (texts.length === 0) refuse('it has no values', 'List what each text becomes.')
      const seen = new Map<string, string>()
      for (const text of texts) {
        const key = keyOf(ignoreCase)(text)
        const other = seen.get(key)
        if (other !== undefined) {
          refuse(`"${other}" and "${text}" are the same when case is ignored`, 'Take one of them out of the values.')
        }
        seen.set(key, text)
      }
    },
    compile: ({ values, ignoreCase = false, otherwise = 'keep' }) => {
      const key = keyOf(ignoreCase)
      const clean = new Map(Object.entries(values).map(([text, value]) => [key(text), value]))
      return otherwise === 'keep' ? (text) => clean.get(key(text)) ?? text : (text) => clean.get(key(text)) ?? ''
    },
  },
}

/** By what two texts are the same. */
function keyOf(ignoreCase: boolean): Transform {
  return ignoreCase ? (text) => text.toLowerCase() : (text) => text
}

function compileReplace(step: StepOf<'replace'>, refuse: Refuse): Transform {
  const { find, whole = false, ignoreCase = false, pattern = false } = step
  if (pattern) {
    const found = readPattern(step, refuse)
    // Where the pattern would take too long for a text, the text stays as it is.
    return (text) => found.replace(text, step.with) ?? text
  }
  if (ignoreCase) {
    const found = new RegExp(whole ? `^${literalPattern(find)}$` : literalPattern(find), 'giu')
    // A function, because a text to put in is meant as it is, with its dollar signs.
    return (text) => text.replace(found, () => step.with)
  }
  return whole ? (text) => (text === find ? step.with : text) : (text) => text.replaceAll(find, () => step.with)
}

/** The pattern that matches a text itself. */
function literalPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}

function readPattern({ find, whole = false, ignoreCase = false }: StepOf<'replace'>, refuse: Refuse): CompiledPattern {
  const flags = ignoreCase ? 'i' : ''
  try {
    // As it is written first: wrapping must not make a pattern of what is none.
    const found = compilePattern(find, flags, 'its pattern')
    return whole ? compilePattern(`^(?:${find})$`, flags, 'its pattern') : found
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return refuse(error.message.replace(/\.$/, ''), error.hint ?? 'Correct the pattern.')
  }
}
