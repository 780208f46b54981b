import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closest } from '../../src/main/engine/lib/closest.ts'

describe('the closest known word', () => {
  it.each([
    ['requierd', ['required', 'require-all'], 'required'],
    ['itneger', ['integer', 'number'], 'integer'],
    ['Min_Length', ['max-length', 'min-length'], 'min-length'],
    ['dat', ['date', 'data'], 'date'],
    ['intger', ['number', 'integer'], 'integer'],
    ['colour', ['text', 'integer', 'date'], null],
    ['x', ['y', 'z'], null],
    ['', ['a'], null],
    ['anything', [], null],
  ] as const)('of %j among %j is %j', (word, candidates, expected) => {
    expect(closest(word, candidates)).toBe(expected)
  })

  it('is the word itself where it is among them, whatever stands before it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{2,12}$/), fc.array(fc.stringMatching(/^[a-z]{1,12}$/)), (word, others) => {
        expect(closest(word, [...others, word])).toBe(word)
      }),
    )
  })

  it('is found behind one character inserted, left out, replaced or swapped', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{4,12}$/),
        fc.nat(),
        fc.constantFrom('insert', 'leave out', 'replace', 'swap'),
        (word, place, edit) => {
          const at = place % (word.length - 1)
          const [before, here, next, rest] = [word.slice(0, at), word[at]!, word[at + 1]!, word.slice(at + 2)]
          const typed = {
            insert: `${before}0${here}${next}${rest}`,
            'leave out': `${before}${next}${rest}`,
            replace: `${before}0${next}${rest}`,
            swap: `${before}${next}${here}${rest}`,
          }[edit]
          expect(closest(typed, ['0000000000000000000', word])).toBe(word)
        },
      ),
    )
  })
})
