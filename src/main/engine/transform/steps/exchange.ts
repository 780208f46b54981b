import { findPattern, literalPattern } from '../find-pattern.ts'
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
      if (step.pattern === true) compilePattern(step, refuse)
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
    const found = compilePattern(step, refuse)
    return (text) => text.replace(found, step.with)
  }
  // A function, because a text to put in is meant as it is, with its dollar signs.
  const put = (): string => step.with
  if (ignoreCase) {
    const found = findPattern(literalPattern(find), { whole, ignoreCase })
    return (text) => text.replace(found, put)
  }
  return whole ? (text) => (text === find ? step.with : text) : (text) => text.replaceAll(find, put)
}

function compilePattern({ find, whole = false, ignoreCase = false }: StepOf<'replace'>, refuse: Refuse): RegExp {
  try {
    return findPattern(find, { whole, ignoreCase })
  } catch (error) {
    return refuse(
      `its pattern does not compile: ${(error as Error).message}`,
      'Correct the pattern, or leave "pattern" out to find the text itself.',
    )
  }
}
