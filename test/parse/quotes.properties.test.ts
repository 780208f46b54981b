import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withDoubledQuotes, withoutEscapes } from '../../src/main/engine/lib/quotes.ts'

/** Longer than what is rewritten by `replaceAll`. */
const long = fc
  .array(fc.string({ unit: fc.constantFrom('"', '\\', "'", 'a', 'ü', '名', '\u{1f600}'), maxLength: 30 }), {
    minLength: 1,
  })
  .map((parts) => parts.join('') || '"')
  .map((part) => part.repeat(Math.ceil(70_000 / part.length)))

describe('quotes of a long cell', () => {
  it('are doubled and halved as those of a short one', () => {
    fc.assert(
      fc.property(long, (text) => {
        expect(withDoubledQuotes(text)).toBe(text.replaceAll('"', '""'))
        expect(withoutEscapes(text, '"', '"')).toBe(text.replaceAll('""', '"'))
        expect(withoutEscapes(text, '\\', "'")).toBe(text.replaceAll("\\'", "'"))
        expect(withoutEscapes(withDoubledQuotes(text), '"', '"')).toBe(text)
      }),
      { numRuns: 50 },
    )
  })
})
