import * as fc from 'fast-check'
import validator from 'validator'
import { describe, expect, it } from 'vitest'
import { isEmail } from '../../src/main/engine/validate/types/email.ts'
import { isUrl } from '../../src/main/engine/validate/types/url.ts'

const oursTakesEmail = (text: string): boolean => isEmail(text) === null
const oursTakesUrl = (text: string): boolean => isUrl(text) === null
const theirUrl = {
  protocols: ['http', 'https', 'ftp'],
  require_protocol: true,
  allow_underscores: false,
  allow_trailing_dot: true,
}

/** Each row says what we do, and what `validator` does where it differs: the kinds of difference that SPEC.md lists. */
const emails: [text: string, ours: boolean, theirs?: boolean][] = [
  ['a@example.com', true],
  ["o'brien+orders.2024@mail.example.co.uk", true],
  ['a@xn--bcher-kva.example', true],
  ['jürgen@example.com', true],
  ['用户@例子.公司', true],
  ['a@example.museum', true],
  ['A.B@EXAMPLE.COM', true],
  ['', false],
  ['a', false],
  ['a@', false],
  ['@example.com', false],
  ['a@@example.com', false],
  ['a b@example.com', false],
  [' a@example.com', false],
  ['a@example.com ', false],
  ['a@example', false],
  ['a@.com', false],
  ['a@example..com', false],
  ['a.@example.com', false],
  ['.a@example.com', false],
  ['a..b@example.com', false],
  ['a@-example.com', false],
  ['a@example-.com', false],
  ['a@example.c', false],
  ['a@example.123', false],
  ['a@127.0.0.1', false],
  ['a@[127.0.0.1]', false],
  ['a@exa_mple.com', false],
  ['Ann <a@example.com>', false],
  ['a@example.com,b@example.com', false],
  ['a@example.com\n', false],
  [`${'a'.repeat(64)}@example.com`, true],
  [`${'a'.repeat(65)}@example.com`, false],
  // Kinds of difference.
  ['"a b"@example.com', false, true],
  [`ü${'a'.repeat(63)}@example.com`, true, false],
]

const urls: [text: string, ours: boolean, theirs?: boolean][] = [
  ['https://example.com', true],
  ['http://example.com/', true],
  ['ftp://example.com/file.txt', true],
  ['HTTPS://EXAMPLE.COM/Path', true],
  ['https://example.com:8080/a?b=c#d', true],
  ['https://example.com?b=c', true],
  ['https://user:secret@example.com/', true],
  ['https://bücher.example/straße', true],
  ['https://xn--bcher-kva.example', true],
  ['http://127.0.0.1:3000', true],
  ['http://[::1]/', true],
  ['https://example.com./', true],
  ['', false],
  ['example.com', false],
  ['//example.com', false],
  ['https://', false],
  ['https:/example.com', false],
  ['https://localhost', false],
  ['https://exa mple.com', false],
  ['https://example.com/a b', false],
  ['https://-example.com', false],
  ['https://example.com:99999', false],
  ['javascript:alert(1)', false],
  ['mailto:a@example.com', false],
  ['file:///etc/passwd', false],
  ['https://exa_mple.com', false],
  ['https://256.1.1.1', false],
  // Kinds of difference.
  ['https://example.com:0', true, false],
  ['https://example.com/<b>', true, false],
]

describe('[T-email] beside validator.isEmail', () => {
  it.each(emails)('%j: %s', (text, ours, theirs = ours) => {
    expect(oursTakesEmail(text)).toBe(ours)
    expect(validator.isEmail(text)).toBe(theirs)
  })

  it('agrees on generated addresses of letters, digits and the marks of addresses', () => {
    const text = fc
      .array(fc.constantFrom('a', 'B', '7', '.', '-', '_', '+', '@', '@example.com', '.org', 'xy', ' '), {
        minLength: 1,
        maxLength: 8,
      })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, (value) => oursTakesEmail(value) === validator.isEmail(value)),
      { numRuns: 20_000 },
    )
  })

  it('takes the addresses of RFC 5322 dot-atoms', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (value) => oursTakesEmail(value) === validator.isEmail(value)),
      { numRuns: 5000 },
    )
  })
})

describe('[T-url] beside validator.isURL', () => {
  it.each(urls)('%j: %s', (text, ours, theirs = ours) => {
    expect(oursTakesUrl(text)).toBe(ours)
    expect(validator.isURL(text, theirUrl)).toBe(theirs)
  })

  it('agrees on generated web addresses', () => {
    const url = fc.webUrl({ validSchemes: ['http', 'https', 'ftp'], withQueryParameters: true, withFragments: true })
    fc.assert(
      fc.property(url, (value) => oursTakesUrl(value) === validator.isURL(value, theirUrl)),
      { numRuns: 5000 },
    )
  })
})

describe('time', () => {
  it('the patterns take no longer than the text is long', () => {
    const began = performance.now()
    for (const part of ['a.', 'a-', '-', 'a', '1.', 'é', '@', ':', '[']) {
      for (const frame of [
        (s: string) => `${s}@`,
        (s: string) => `a@${s}`,
        (s: string) => `http://${s}`,
        (s: string) => `http://${s}!`,
        (s: string) => `${s}!`,
      ]) {
        isEmail(frame(part.repeat(100_000)))
        isUrl(frame(part.repeat(100_000)))
        isEmail(frame(part.repeat(120)))
        isUrl(frame(part.repeat(1000)))
      }
    }
    expect(performance.now() - began).toBeLessThan(2000)
  })
})
