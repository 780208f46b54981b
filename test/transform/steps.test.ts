import { describe, expect, it } from 'vitest'
import type { TransformStep } from '../../src/contract/schema/transform-step.ts'
import { type Around, cleaner, counted } from './steps.ts'

/** Step, text before, text after. */
type Case = readonly [TransformStep, string, string, Around?]

function table(name: string, cases: readonly Case[]): void {
  for (const [step, before, after, around] of cases) {
    it(`${name} ${[step, before, after].map((part) => JSON.stringify(part)).join(', ')}`, async () => {
      expect((await cleaner([step], around))(before)).toBe(after)
    })
  }
}

describe('characters', () => {
  table('[X-spaces]', [
    ['trim', '\t a b \u00a0\n', 'a b'],
    ['trim', '\ufeff\u3000a', 'a'],
    ['collapse-spaces', 'a \t\n b', 'a b'],
    ['collapse-spaces', '  a', ' a'],
  ])
  table('[X-unicode]', [
    ['normalize-unicode', 'e\u0301', 'é'],
    ['normalize-unicode', 'ﬁ', 'ﬁ'],
  ])
  table('[X-email]', [['normalize-email', ' Ann@Example.COM ', 'ann@example.com']])
  table('[X-quotes]', [
    ['plain-quotes', '“a” „b” ‟c‟ «d»', '"a" "b" "c" "d"'],
    ['plain-quotes', '‘a’ ‚b‛ ‹c› don’t', "'a' 'b' 'c' don't"],
    ['plain-quotes', '5′ 7″ – — ` ´ 「x」', '5′ 7″ – — ` ´ 「x」'],
  ])
  table('[X-control]', [
    ['remove-control-characters', '\u0000a\u200b\ufeff\tb\r\n\u007f\u0085', 'a\tb\r\n'],
    ['remove-control-characters', 'co\u00adop \u200eabc\u200f \u202eevil\u202c \u2066x\u2069', 'coop abc evil x'],
    ['remove-control-characters', 'a\u2060b\u2062c\u061cd\ufff9e', 'abcde'],
    ['remove-control-characters', '👩\u200d🚀 می\u200cخواهم', '👩\u200d🚀 می\u200cخواهم'],
    ['remove-control-characters', '🏴\u{e0067}\u{e0062}\u{e007f} ❤\ufe0f', '🏴\u{e0067}\u{e0062}\u{e007f} ❤\ufe0f'],
  ])
})

describe('letter case', () => {
  table('[X-case]', [
    ['lowercase', 'ÄB ΟΔΟΣ', 'äb οδος'],
    ['uppercase', 'straße', 'STRASSE'],
    ['lowercase', 'IĞDIR', 'iğdir'],
    [{ step: 'lowercase', locale: 'tr' }, 'IĞDIR', 'ığdır'],
    [{ step: 'uppercase', locale: 'tr-TR' }, 'izmir', 'İZMİR'],
    [{ step: 'uppercase', locale: 'el' }, 'άνθρωπος', 'ΑΝΘΡΩΠΟΣ'],
    ['uppercase', 'izmir', 'İZMİR', { locale: 'tr' }],
    [{ step: 'uppercase', locale: 'en' }, 'izmir', 'IZMIR', { locale: 'tr' }],
  ])
  table('[X-title]', [
    ['title-case', 'ANNA maria von DER berg', 'Anna Maria Von Der Berg'],
    ['title-case', "jean-luc o'neill d’artagnan", "Jean-Luc O'neill D’artagnan"],
    ['title-case', '2nd élan (ärger) 3-zimmer', '2nd Élan (Ärger) 3-Zimmer'],
    ['title-case', 'ΟΔΟΣ ΑΣ', 'Οδος Ας'],
    ['title-case', 'ßa ﬁsh e\u0301a', 'Ssa Fish E\u0301a'],
    [{ step: 'title-case', locale: 'el' }, 'άννα', 'Άννα'],
    [{ step: 'title-case', locale: 'tr' }, 'IĞDIR izmir', 'Iğdır İzmir'],
    ['title-case', 'IJSLAND ijmuiden', 'IJsland IJmuiden', { locale: 'nl-NL' }],
  ])
})

describe('exchanges', () => {
  table('[X-null-words]', [
    [{ step: 'null-words', words: ['n/a', '-'] }, 'n/a', ''],
    [{ step: 'null-words', words: ['n/a', '-'] }, 'N/A', 'N/A'],
    [{ step: 'null-words', words: ['n/a', '-'], ignoreCase: true }, 'N/A', ''],
    [{ step: 'null-words', words: ['n/a', '-'] }, 'n/a ', 'n/a '],
  ])
  table('[X-replace]', [
    [{ step: 'replace', find: '.', with: '-' }, 'a.b.c', 'a-b-c'],
    [{ step: 'replace', find: 'a', with: '$&$1$$' }, 'xay', 'x$&$1$$y'],
    [{ step: 'replace', find: 'St.', with: 'Straße', whole: true }, 'St.', 'Straße'],
    [{ step: 'replace', find: 'St.', with: 'Straße', whole: true }, 'St. Georg', 'St. Georg'],
    [{ step: 'replace', find: 'É.', with: 'x', ignoreCase: true }, 'é. Éa É.', 'x Éa x'],
    [{ step: 'replace', find: 'a$', with: 'x', whole: true, ignoreCase: true }, 'A$', 'x'],
    [{ step: 'replace', find: '^0+', with: '', pattern: true }, '0070', '70'],
    [{ step: 'replace', find: '(\\d+)/(\\d+)', with: '$2-$1', pattern: true }, '3/4, 5/6', '4-3, 6-5'],
    [{ step: 'replace', find: '(?<a>\\p{L}+)', with: '<$<a>>', pattern: true }, 'é1', '<é>1'],
    [{ step: 'replace', find: 'a|b', with: 'x', pattern: true, whole: true }, 'ab', 'ab'],
    [{ step: 'replace', find: 'a|b', with: 'x', pattern: true, whole: true, ignoreCase: true }, 'B', 'x'],
    [{ step: 'replace', find: '[\\w-\\d]', with: 'x', pattern: true }, 'a-', 'xx'],
    [{ step: 'replace', find: '.', with: 'x', pattern: true }, '🚀', 'x'],
  ])
  table('[X-map]', [
    [{ step: 'map', values: { m: 'male', f: 'female' } }, 'f', 'female'],
    [{ step: 'map', values: { m: 'male' } }, 'M', 'M'],
    [{ step: 'map', values: { M: 'male' }, ignoreCase: true }, 'm', 'male'],
    [{ step: 'map', values: { m: 'male' }, otherwise: 'empty' }, 'x', ''],
    [{ step: 'map', values: { m: 'male' }, otherwise: 'keep' }, 'constructor', 'constructor'],
    [{ step: 'map', values: { '?': '' } }, '?', ''],
  ])
})

describe('parts', () => {
  table('[X-split]', [
    [{ step: 'split', separator: ', ', part: 1 }, 'Berg, Anna', 'Berg'],
    [{ step: 'split', separator: ', ', part: -1 }, 'Berg, Anna', 'Anna'],
    [{ step: 'split', separator: ',', part: 2 }, 'a, b ,c', ' b '],
    [{ step: 'split', separator: ',', part: 1 }, 'a', 'a'],
    [{ step: 'split', separator: ',', part: 2 }, 'a', ''],
    [{ step: 'split', separator: ',', part: -3 }, 'a,b', ''],
    [{ step: 'split', separator: '.', part: 2 }, 'a.b', 'b'],
  ])
  table('[X-join]', [
    [{ step: 'join', separator: ';', with: ', ' }, 'a ; b;c', 'a, b, c'],
    [{ step: 'join', separator: ';', with: '|' }, ' a;;b ', 'a||b'],
    [{ step: 'join', separator: ';', with: '|' }, ' a ', 'a'],
  ])
  table('[X-pad]', [
    [{ step: 'pad', length: 5, with: '0', side: 'start' }, '42', '00042'],
    [{ step: 'pad', length: 3, with: '🚀', side: 'end' }, 'é', 'é🚀🚀'],
    [{ step: 'pad', length: 2, with: '0', side: 'start' }, '🚀', '0🚀'],
    [{ step: 'pad', length: 2, with: '0', side: 'start' }, '123', '123'],
  ])
})

describe('phone numbers', () => {
  table('[X-phone]', [
    [{ step: 'phone', region: 'DE' }, '030 / 90 18 20', '+4930901820'],
    [{ step: 'phone' }, '030 901820', '030 901820'],
    [{ step: 'phone' }, '030 901820', '+4930901820', { region: 'DE' }],
    [{ step: 'phone', region: 'US' }, '(213) 373-4253', '+12133734253', { region: 'DE' }],
    [{ step: 'phone' }, '+44 20 7946 0958', '+442079460958'],
    [{ step: 'phone', region: 'DE' }, '12', '12'],
    [{ step: 'phone', region: 'DE' }, 'call 030 901820', 'call 030 901820'],
    [{ step: 'phone' }, '+1 213 373 4253 ext. 12', '+1 213 373 4253 ext. 12'],
  ])
})

describe('personal data', () => {
  // FIPS 180-4 example "abc", and RFC 4231 test case 2.
  table('[X-hash]', [
    [{ step: 'hash' }, 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      { step: 'hash', salt: 'Jefe' },
      'what do ya want for nothing?',
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
  ])
  table('[X-mask]', [
    [{ step: 'mask' }, 'secret', '******'],
    [{ step: 'mask', keepEnd: 4 }, 'DE89370400440532013000', '******************3000'],
    [{ step: 'mask', keepStart: 1, keepEnd: 1, with: '•' }, 'Zoë🚀x', 'Z•••x'],
    [{ step: 'mask', keepEnd: 4 }, '1234', '****'],
    [{ step: 'mask', keepStart: 2, keepEnd: 2 }, 'abc', '***'],
    [{ step: 'mask', keepEnd: 1 }, '👩🚀', '*🚀'],
  ])
})

describe('a list of steps', () => {
  const wrap = { validators: new Map(), transforms: new Map([['wrap', (text: string) => ` ${text} `]]) }

  it('[X3] runs in the order written', async () => {
    expect((await cleaner([{ custom: 'wrap' }, 'trim', 'uppercase'], { extensions: wrap }))('a')).toBe('A')
    expect((await cleaner(['trim', { custom: 'wrap' }], { extensions: wrap }))(' a ')).toBe(' a ')
  })

  it('[X4] leaves an empty text and what has become empty, but for custom steps', async () => {
    const steps: TransformStep[] = [
      { step: 'replace', find: '^', with: 'x', pattern: true },
      { step: 'pad', length: 3, with: '0', side: 'start' },
      { step: 'hash' },
    ]
    expect((await cleaner(steps))('')).toBe('')
    expect((await cleaner(['trim', ...steps]))('  ')).toBe('')
    expect((await cleaner([{ custom: 'wrap' }], { extensions: wrap }))('')).toBe('  ')
  })

  it('[X5] counts for each step the texts that it changed', async () => {
    expect(await counted(['trim', 'lowercase', 'trim'], [' A', 'b ', 'C', 'd', ''])).toEqual([2, 2, 0])
  })
})
