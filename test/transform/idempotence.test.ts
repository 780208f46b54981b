import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TransformStep } from '../../src/contract/schema/transform-step.ts'
import { cleaner } from './steps.ts'

const once: TransformStep[] = [
  ...(['trim', 'collapse-spaces', 'lowercase', 'uppercase', 'title-case', 'normalize-unicode'] as const),
  ...(['normalize-email', 'plain-quotes', 'remove-control-characters'] as const),
  ...['tr', 'lt', 'el', 'nl', 'de'].flatMap((locale): TransformStep[] => [
    { step: 'lowercase', locale },
    { step: 'uppercase', locale },
    { step: 'title-case', locale },
  ]),
  { step: 'null-words', words: ['n/a'], ignoreCase: true },
  { step: 'pad', length: 6, with: '0', side: 'start' },
  { step: 'pad', length: 6, with: '🚀', side: 'end' },
  { step: 'phone', region: 'DE' },
  { step: 'html', keep: 'nothing' },
  { step: 'mask' },
  { step: 'mask', keepStart: 1, keepEnd: 2, with: '•' },
]

/** Parts of which texts are made that steps have something to do with. */
const parts = fc.constantFrom(
  ...[
    'n/a',
    ' ',
    '\t',
    '\u00a0',
    'É',
    'e\u0301',
    'ß',
    'ŉ',
    'ǆ',
    'İ',
    'ı',
    'ij',
    'Σ',
    'ΐ',
    'ή',
    "'",
    '’',
    '“',
    '-',
    'ﬁ',
  ],
  ...['030 901820', '+49 30 901820', '(0)', '\u200b', '\u202e', '\u0000', '👩\u200d🚀'],
  ...[
    '<b>',
    '</b>',
    '<p>',
    '<br>',
    '<td>',
    '<',
    '>',
    '&lt;',
    '&amp;',
    '&#60;',
    '&',
    ';',
    'lt',
    '<!--',
    '-->',
    '<script>',
    '/',
  ],
  ...['<a href="', 'javascript:', 'https://a.example/?a&b', '"', '<textarea>', '<svg', 'onload=x'],
)
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.oneof(parts, fc.string({ maxLength: 2 })), { maxLength: 10 }).map((found) => found.join('')),
)

describe('steps that done twice are done once', () => {
  for (const step of once) {
    it(`[X1] ${JSON.stringify(step)}`, async () => {
      const clean = await cleaner([step])
      fc.assert(
        fc.property(text, (raw) => {
          const cleaned = clean(raw)
          expect(clean(cleaned)).toBe(cleaned)
        }),
        { numRuns: 1000 },
      )
    })
  }
})

describe('steps that are not', () => {
  it.each<[TransformStep, string]>([
    [{ step: 'replace', find: 'a', with: 'aa' }, 'a'],
    [{ step: 'map', values: { a: 'b', b: 'c' } }, 'a'],
    [{ step: 'split', separator: ',', part: 2 }, 'a,b'],
    [{ step: 'join', separator: ',', with: ',,' }, 'a,b'],
    [{ step: 'hash' }, 'a'],
    [{ step: 'html', keep: 'safe' }, '<p><svg<br><p>'],
    ['decode-entities', '&amp;lt;'],
  ])('[X1] %j of %j', async (step, raw) => {
    const clean = await cleaner([step])
    expect(clean(clean(raw))).not.toBe(clean(raw))
  })
})
