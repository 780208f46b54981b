import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stepWords } from '../../src/contract/schema/step-words.ts'
import { type TransformStep, transformNames, transformStep } from '../../src/contract/schema/transform-step.ts'
import { cleaner } from './steps.ts'

const every: readonly (readonly [TransformStep, string])[] = [
  ['trim', 'trimmed'],
  ['collapse-spaces', 'freed of repeated spaces'],
  ['lowercase', 'made lower case'],
  ['uppercase', 'made upper case'],
  ['title-case', 'made title case'],
  ['normalize-unicode', 'spelled with one code for each letter'],
  ['normalize-email', 'written as one e-mail address'],
  ['plain-quotes', 'given plain quotes'],
  ['remove-control-characters', 'freed of unseen characters'],
  ['decode-entities', 'freed of HTML entities'],
  [{ step: 'lowercase', locale: 'tr' }, 'made lower case (tr)'],
  [{ step: 'uppercase', locale: 'de-DE' }, 'made upper case (de-DE)'],
  [{ step: 'title-case', locale: 'nl' }, 'made title case (nl)'],
  [{ step: 'null-words', words: ['a', 'b'] }, 'emptied where they say "a" or "b"'],
  [
    { step: 'null-words', words: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] },
    'emptied where they say "a", "b", "c", "d", "e" or 2 more',
  ],
  [{ step: 'replace', find: 'a', with: 'b' }, 'given "b" for "a"'],
  [{ step: 'replace', find: 'a', with: '', whole: true }, 'freed of "a" where that is all'],
  [{ step: 'replace', find: 'a|b', with: '$&', pattern: true, ignoreCase: true }, 'given "$&" for what fits a|b'],
  [{ step: 'map', values: { a: 'b' } }, 'exchanged by a list of 1'],
  [{ step: 'map', values: { a: 'b' }, otherwise: 'empty' }, 'exchanged by a list of 1, all others emptied'],
  [{ step: 'split', separator: ',', part: -1 }, 'cut to part -1 between ","'],
  [{ step: 'join', separator: ';', with: ', ' }, 'joined with ", " where ";" was'],
  [{ step: 'pad', length: 5, with: '0', side: 'start' }, 'filled with "0" at the start to 5 characters'],
  [{ step: 'parse-number', format: '1.234,50' }, 'written as plain numbers where they fit 1.234,50'],
  [
    { step: 'parse-date', format: ['DD.MM.YYYY', 'YYYYMMDD'] },
    'written as ISO dates where they fit DD.MM.YYYY or YYYYMMDD',
  ],
  [{ step: 'phone' }, 'written as international numbers'],
  [{ step: 'phone', region: 'DE' }, 'written as international numbers of DE'],
  [{ step: 'html', keep: 'nothing' }, 'freed of HTML'],
  [{ step: 'html', keep: 'safe' }, 'freed of unsafe HTML'],
  [{ step: 'hash' }, 'hashed'],
  [{ step: 'hash', salt: 's' }, 'hashed with a salt'],
  [{ step: 'mask' }, 'masked'],
  [{ step: 'mask', keepStart: 2, keepEnd: 4 }, 'masked but for the first 2 and the last 4'],
]

/** Halves of characters, which texts of broken programs have. */
const lonely = fc
  .array(fc.constantFrom('\ud800', '\udc00', 'a', '<', '&', ' ', "'"), { maxLength: 6 })
  .map((parts) => parts.join(''))

it('every step that a document may name is among these', () => {
  const [, withOptions] = transformStep.options
  const names = [...transformNames, ...withOptions.options.map(({ shape }) => shape.step.value)]
  const here = every.map(([step]) => (typeof step === 'string' ? step : 'step' in step ? step.step : 'custom'))
  expect(new Set(here)).toEqual(new Set(names))
})

describe('every step', () => {
  for (const [step, words] of every) {
    const name = JSON.stringify(step)

    it(`[X2] ${name} makes a text of any text, the same each time, and [X4] nothing of nothing`, async () => {
      const clean = await cleaner([step])
      const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), lonely)
      fc.assert(
        fc.property(text, (raw) => {
          const cleaned = clean(raw)
          expect(typeof cleaned).toBe('string')
          expect(clean(raw)).toBe(cleaned)
        }),
        { numRuns: 300 },
      )
      expect(clean('')).toBe('')
    })

    it(`${name} reads "${words}"`, () => {
      expect(stepWords(step)).toBe(words)
    })

    it(`${name} printed and read again is the same`, () => {
      expect(transformStep.parse(JSON.parse(name))).toEqual(step)
    })
  }
})
