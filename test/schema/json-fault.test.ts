import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findJsonFault } from '../../src/main/engine/lib/json-fault.ts'

/** Whether the engine's own parser takes a text. */
function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('the place where a text is no JSON', () => {
  it.each([
    ['{"name": "s",\n "rules": [}', 2, 12, 'a value is missing before "}"'],
    ['{"a": 1,}', 1, 9, 'a comma too many before "}"'],
    ['[1,\r\n2,\r\n]', 3, 1, 'a comma too many before "]"'],
    ['{"a" 1}', 1, 6, 'a colon is missing'],
    ['{"a"}', 1, 5, 'a colon and a value are missing'],
    ['{"a": }', 1, 7, 'a value is missing before "}"'],
    ['{"a": 1 "b": 2}', 1, 9, 'a comma or "}" is missing'],
    ['{a: 1}', 1, 2, 'a name in double quotes is missing'],
    ["{'a': 1}", 1, 2, 'double quotes only'],
    ['{\n  // the name\n  "a": 1\n}', 2, 3, 'JSON has no comments'],
    ['{"a": undefined}', 1, 7, 'undefined is no value'],
    ['{"a": 01}', 1, 7, '01 is no value'],
    ['{"a": "b\nc"}', 1, 7, 'does not end on its line'],
    ['{"a": "\\x"}', 1, 7, 'a backslash that JSON does not know'],
    ['{"a": [1, 2', 1, 12, 'the text ends before its "]"'],
    ['', 1, 1, 'the text is empty'],
    ['{} {}', 1, 4, 'the text goes on behind the document'],
    ['{"type": 1, "t\\u0079pe": 2}', 1, 13, 'stands twice'],
  ])('%j: line %i, column %i: %s', (text, line, column, reason) => {
    const fault = findJsonFault(text)
    expect(fault).toMatchObject({ line, column })
    expect(fault?.reason).toContain(reason)
  })

  it('is nowhere in what is JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2, '\t'), (json, indent) => {
        expect(findJsonFault(JSON.stringify(JSON.parse(json), null, indent))).toBeNull()
      }),
    )
  })

  it('is found in a text if and only if the parser of the language takes it not', () => {
    const part = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '1',
      '-',
      'null',
      ' ',
      '\n',
      '"',
      '\\',
      'x',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 9 }), (parts) => {
        const text = parts.join('')
        const fault = findJsonFault(text)
        if (fault?.reason.includes('twice') === true) return
        expect(fault === null, JSON.stringify(text)).toBe(parses(text))
      }),
      { numRuns: 5000 },
    )
  })

  it('is found without running out of stack', () => {
    expect(findJsonFault('['.repeat(200_000))).toMatchObject({ column: 200_001 })
    expect(findJsonFault(`"${'\\n'.repeat(1_000_000)}"`)).toBeNull()
  })
})
