import { describe, expect, it } from 'vitest'
import { AppError } from '../../src/main/engine/lib/app-error.ts'
import { parseSchema, readSchema } from '../../src/main/engine/schema/read-schema.ts'
import { noExtensions } from '../../src/main/engine/validate/extensions.ts'

const document = (step: unknown, more: object = {}): object => ({
  name: 's',
  fields: [{ name: 'x', transforms: ['trim', step] }],
  ...more,
})

describe('steps that cannot work', () => {
  it.each<[object | string, RegExp, RegExp, object?]>([
    [{ step: 'replace', find: '', with: 'x' }, /replace.*nothing to find/, /Give the text/],
    [{ step: 'replace', find: '(', with: 'x', pattern: true }, /replace.*does not compile/, /Correct the pattern/],
    [{ step: 'replace', find: 'a)(b', with: '', pattern: true, whole: true }, /replace.*not compile/, /Correct/],
    [{ step: 'null-words', words: [] }, /null-words.*no words/, /List/],
    [{ step: 'map', values: {} }, /map.*no values/, /List/],
    [{ step: 'map', values: { a: '1', A: '2' }, ignoreCase: true }, /map.*"a" and "A" are the same/, /Take one/],
    [{ step: 'split', separator: ',', part: 0 }, /split.*no part 0/, /from 1/],
    [{ step: 'split', separator: '', part: 1 }, /split.*separator is empty/, /comma/],
    [{ step: 'join', separator: '', with: ',' }, /join.*separator is empty/, /comma/],
    [{ step: 'pad', length: 3, with: '', side: 'end' }, /pad.*not one character/, /such as 0/],
    [{ step: 'pad', length: 3, with: 'ab', side: 'end' }, /pad.*"ab".*not one character/, /such as 0/],
    [{ step: 'mask', with: '**' }, /mask.*not one character/, /such as \*/],
    [{ step: 'lowercase', locale: 'not a tag' }, /lowercase.*"not a tag" is no language tag/, /de-DE/],
    ['uppercase', /uppercase.*"de_DE" is no language tag/, /Correct what is named/, { locale: 'de_DE' }],
  ])('[X6] %j is refused', (step, words, hint, more) => {
    const place = /Field "x", transform 2 \(/
    expect(() => parseSchema(document(step, more))).toThrow(
      expect.objectContaining({
        code: 'schema-invalid',
        message: expect.stringMatching(new RegExp(place.source + words.source)) as unknown,
        hint: expect.stringMatching(hint) as unknown,
      }),
    )
  })

  it.each<[object, RegExp]>([
    [{ step: 'phone', region: 'XX' }, /Field "x", transform 2 \(phone\): "XX" is no region/],
    [{ custom: 'nobody' }, /Field "x", transform 2 \(custom\): no transform named "nobody" is registered/],
  ])('[X6] %j is refused', async (step, words) => {
    await expect(readSchema(document(step), noExtensions)).rejects.toSatisfy(
      (error) => error instanceof AppError && error.code === 'schema-invalid' && words.test(error.message),
    )
  })

  it.each<[unknown, RegExp]>([
    ['tirm', /transform 2: "tirm" is not known here/],
    ['phone', /transform 2: phone needs options: write it as \{ "step": "phone"/],
    [{ step: 'trim' }, /transform 2: trim has no options: write it as "trim"/],
    [{ step: 'pad', length: 0 }, /transform 2: length is not valid: .*; with is missing; side is missing/],
    [{ step: 'mask', show: 4 }, /transform 2: .*"show"/],
    [{ custom: '' }, /transform 2, custom: /],
    [null, /transform 2: null (?:should be|is not known)/],
  ])('[X6] %j is no step, and the refusal says why', (step, words) => {
    expect(() => parseSchema(document(step))).toThrow(words)
  })

  it('[X6] values that differ only in case are two where case counts', () => {
    expect(() => parseSchema(document({ step: 'map', values: { a: '1', A: '2' } }))).not.toThrow()
  })
})
