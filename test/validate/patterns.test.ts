import { visitRegExpAST } from '@eslint-community/regexpp'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../src/main/engine/lib/app-error.ts'
import { compilePattern } from '../../src/main/engine/validate/patterns/compile-pattern.ts'
import { isLinear } from '../../src/main/engine/validate/patterns/is-linear.ts'
import { parsePattern } from '../../src/main/engine/validate/patterns/parse-pattern.ts'
import { isNullable } from '../../src/main/engine/validate/patterns/pattern-nodes.ts'
import { re2Pattern } from '../../src/main/engine/validate/patterns/re2-pattern.ts'
import { countSteps } from './count-steps.ts'

const character = fc.constantFrom('a', 'b', 'c', 'k', 'S', '1', '-', ' ', 'é', '\\.', '\\n', '\\t')
const oneOf = fc.constantFrom(
  '[a-c]',
  '[^a]',
  '[\\d-]',
  '[ab]',
  '\\d',
  '\\D',
  '\\w',
  '\\W',
  '\\s',
  '.',
  '[^]',
  '\\u00df',
  '\\p{L}',
)
const counts = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,3}', '{2,}', '*?', '+?', '??')
const { pattern: anyPattern } = fc.letrec<{ pattern: string; part: string; atom: string }>((tie) => ({
  pattern: fc
    .array(fc.array(tie('part'), { maxLength: 4 }), { minLength: 1, maxLength: 2 })
    .map((all) => all.map((parts) => parts.join('')).join('|')),
  part: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('^', '$', '\\b', '\\B'),
    fc.tuple(tie('atom'), counts).map((both) => both.join('')),
  ),
  atom: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    character,
    oneOf,
    tie('pattern').map((inner) => `(?:${inner})`),
    tie('pattern').map((inner) => `(${inner})`),
  ),
}))
const anyWhole = fc.oneof(
  anyPattern,
  anyPattern.map((inner) => `^(?:${inner})$`),
  anyPattern.map((inner) => `^${inner}`),
)
const anyFlags = fc.constantFrom('', 'i', 's', 'is')
const anyText = fc
  .array(
    fc.constantFrom(
      'a',
      'b',
      'c',
      'k',
      'K',
      's',
      'S',
      '1',
      '-',
      ' ',
      '\n',
      '\r',
      '\u2028',
      'é',
      'É',
      'ß',
      'ſ',
      '\u212a',
      '😀',
      '.',
    ),
    { maxLength: 8 },
  )
  .map((characters) => characters.join(''))

/** A quadratic matcher on the short texts above is quick; one that is exponential is not compared. */
const isQuick = (source: string, flags: string, text: string): boolean => countSteps(source, flags, text) < 300_000

/** [R4] where the engines find matches of different lengths. */
const hasEmptyRepetition = (source: string): boolean => {
  let found = false
  visitRegExpAST(parsePattern(source, '').tree, {
    onQuantifierEnter: ({ element }) => void (found ||= isNullable(element)),
  })
  return found
}
/** [R4] where the engines differ about what is a word. */
const hasOtherWords = (source: string, flags: string, text: string): boolean =>
  /\\b/i.test(source) && ((flags.includes('i') && /[ſ\u212a]/.test(text)) || text.includes('😀'))

describe('a pattern', () => {
  it('[R2] of words is found and refused as RegExp has it', () => {
    const sources = [
      '^(pending|completed|cancelled)$',
      '^(?:a|b|ab|)$',
      '^x$',
      '^(é|ü)$',
      '^$',
      '^(a|b|c|d|e|f|g|h|i|j)$',
    ]
    const texts = [
      'pending',
      'completed',
      'Pending',
      'pending ',
      'a',
      'b',
      'ab',
      '',
      'x',
      'é',
      'Ã©',
      'j',
      'k',
      'completed\n',
    ]
    for (const source of sources) {
      const { test, replace } = compilePattern(source)
      for (const text of texts) {
        expect([source, text, test(text)]).toEqual([source, text, new RegExp(source, 'u').test(text)])
        expect(replace(text, '<$&>')).toBe(text.replace(new RegExp(source, 'gu'), '<$&>'))
      }
    }
  })

  it('[R2] of words of ASCII reads bytes, any other characters', () => {
    expect(compilePattern('^(ja|nein)$').readsBytes).toBe(true)
    expect(compilePattern('^(ja|nö)$').readsBytes).toBe(false)
    expect(compilePattern('^ja').readsBytes).toBe(false)
  })

  it('[R3] [R4] gives the verdicts of RegExp, whoever runs it', () => {
    fc.assert(
      fc.property(anyWhole, anyFlags, fc.array(anyText, { minLength: 1, maxLength: 4 }), (source, flags, texts) => {
        const { test, replace } = compilePattern(source, flags)
        const native = new RegExp(source, `${flags}u`)
        for (const text of texts) {
          fc.pre(isQuick(source, flags, text) && !hasOtherWords(source, flags, text))
          expect(test(text)).toBe(native.test(text))
          if (hasEmptyRepetition(source)) continue
          expect(replace(text, '<$&>')).toBe(text.replace(new RegExp(source, `${flags}gu`), '<$&>'))
        }
      }),
      { numRuns: 1500 },
    )
  })

  it('[R4] run by RE2 gives the verdicts of RegExp', () => {
    fc.assert(
      fc.property(anyWhole, anyFlags, anyText, (source, flags, text) => {
        fc.pre(isQuick(source, flags, text) && !hasOtherWords(source, flags, text))
        expect(re2Pattern(parsePattern(source, flags)).test(text)).toBe(new RegExp(source, `${flags}u`).test(text))
      }),
      { numRuns: 1000 },
    )
  })

  it('[R3] that is called linear takes a backtracking matcher time linear in the text', () => {
    fc.assert(
      fc.property(anyWhole, anyFlags, anyText, anyText, anyText, (source, flags, before, pumped, after) => {
        fc.pre(pumped !== '' && isLinear(parsePattern(source, flags)))
        const steps = (times: number): number => countSteps(source, flags, before + pumped.repeat(times) + after)
        const [one, two, four] = [steps(20), steps(40), steps(80)]
        // Twice as much text again costs at most twice what the first doubling did, and a little.
        expect(four - two).toBeLessThanOrEqual(2 * Math.abs(two - one) + 400)
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    '^(a+)+$',
    '^(a|a)*$',
    '^(a|ab)*c$',
    '\\d+$',
    '\\s+$',
    '^\\s+|\\s+$',
    '^(\\w+\\s?)*$',
    '^(a*)*$',
    '^.*a.*b',
    '(.*),(.*)',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '(a?){30}a{30}',
    '^(?=a)b',
    '(a)\\1',
    'x(?:[xa]+b)*',
  ])('[R3] %s is not called linear', (source) => {
    expect(isLinear(parsePattern(source, ''))).toBe(false)
  })

  it.each([
    '^[A-Z]{2}-?\\d+$',
    '^[^@]+@[^@]+$',
    '^(?:\\d{5}|\\d{5}-\\d{4})$',
    '^(pending|paid|void)\\d*$',
    '^[A-Z][a-z]*(?: [A-Z][a-z]*)*$',
    '\\d{3}',
    '\\s+',
    'abc.*',
    '^-?\\d+(?:\\.\\d+)?$',
    '^\\d{1,2}\\d$',
  ])('[R3] %s is called linear', (source) => {
    expect(isLinear(parsePattern(source, ''))).toBe(true)
  })

  it.each(['^(a+)+$', '^(a|aa)+$', '^(\\w+\\s?)*$', '(x+x+)+y', '^(([a-z])+.)+[A-Z]([a-z])+$'])(
    '[R3] %s is judged on a text that would take RegExp years',
    (source) => {
      expect(compilePattern(source).test(`${'a'.repeat(50_000)}!`)).toBe(false)
    },
  )

  it('[R5] is judged where a text is too long for the stack of V8', () => {
    const { test, replace } = compilePattern('^(a|b)*$')
    expect(test('ab'.repeat(6_000_000))).toBe(true)
    expect(replace('ab'.repeat(6_000_000), 'x')).toBe('x')
  })

  it('[R6] replaces as RegExp does', () => {
    const text = 'Ada Lovelace, Alan Turing'
    const templates = ['$2 $1', '$<last>, $<first>', '[$&]', '$$', '$`|', "$'|", '$3', '$12', '$0', '$<none>', '$']
    for (const source of [
      '(?<first>\\w+) (?<last>\\w+)',
      '(?<first>\\w+) (?<last>(?:\\w|\\w)+)',
      '(\\w+) (\\w+)',
      '(a*)(x*)',
      '(?:a|a)*',
    ]) {
      for (const template of templates) {
        expect([source, template, compilePattern(source).replace(text, template)]).toEqual([
          source,
          template,
          text.replace(new RegExp(source, 'gu'), template),
        ])
      }
    }
  })

  it('[R6] gives up replacing where each match would read a long text to its end', () => {
    expect(compilePattern('(?:[ab]*c)?').replace('a'.repeat(8000), '')).toBeNull()
    expect(compilePattern('(?:[ab]*c)?').replace('a'.repeat(200), 'x')).toBe(`${'xa'.repeat(200)}x`)
  })

  it.each([
    ['^(?=.*\\d)(?=.*[a-z]).{8,}$', ['abcdefg1', 'abcdefgh', '12345678', 'a1', '']],
    ['^(?!.*\\s)(?!admin$).+$', ['admin', 'adminx', 'a b', 'root', '']],
    ['^(?=(\\w+\\s?)*$)', ['a b', 'a-b', '']],
    ['^(?=a)', ['a', 'b']],
  ])('[R7] %s, with lookaheads behind its start, is judged as RegExp does', (source, texts) => {
    const { test, replace } = compilePattern(source)
    for (const text of texts) {
      expect([text, test(text)]).toEqual([text, new RegExp(source, 'u').test(text)])
      expect(replace(text, '<$&>')).toBe(text.replace(new RegExp(source, 'u'), '<$&>'))
    }
  })

  it.each([
    ['a(?=b)', 'has a lookahead that does not come right after ^ at character 2'],
    ['(?<=a)b', 'has a lookbehind at character 1'],
    ['(a+)\\1', 'has a reference to a group at character 5'],
    ['^(?:x+x+$)+', 'has ^ with the flag m at character 1', 'm'],
    ['a{6000}', 'has more than 5000 parts'],
    ['(?:a|b)*(x+){1001}y', 'is too large to be run'],
    ['a(', 'does not compile'],
  ])('[R8] %s is refused', (source, message, flags = '') => {
    expectRefusal(source, message, flags)
  })

  it('[R8] of too many characters is refused', () => {
    expectRefusal('a'.repeat(20_001), 'has 20001 characters', '')
  })
})

function expectRefusal(source: string, message: string, flags: string): void {
  let refused: unknown
  try {
    compilePattern(source, flags, 'Field "x": the pattern')
  } catch (error) {
    refused = error
  }
  expect(refused).toBeInstanceOf(AppError)
  const { code, message: said, hint } = refused as AppError
  expect(code).toBe('schema-invalid')
  expect(said).toContain(`Field "x": the pattern ${message}`)
  expect(hint).toMatch(/\S+ \S+/)
}
