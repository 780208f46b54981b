import { describe, expect, it } from 'vitest'
import { visibleText } from './visible-text.ts'

const shown = (value: string): string =>
  visibleText(value)
    .map((stretch) => stretch.text)
    .join('')

describe('visibleText', () => {
  it('leaves what can be seen as it is', () => {
    expect(visibleText('Ada Lovelace')).toEqual([{ text: 'Ada Lovelace', invisible: null }])
    expect(visibleText('')).toEqual([])
    expect(shown('مرحبا بالعالم')).toBe('مرحبا بالعالم')
  })

  it('marks spaces at the ends and doubled ones, not those between words', () => {
    expect(shown(' a b  c ')).toBe('·a b··c·')
    expect(visibleText('a  b')[1]).toEqual({ text: '··', invisible: '2 spaces' })
    expect(shown('   ')).toBe('···')
  })

  it('names every invisible character', () => {
    expect(shown('a\tb\r\nc')).toBe('a→b␍↵c')
    expect(visibleText('1\u00a0234')[1]).toEqual({ text: '⍽', invisible: 'no-break space (U+00A0)' })
    expect(visibleText('\u0007')[0]).toEqual({ text: '[U+0007]', invisible: 'U+0007' })
    expect(visibleText('\ufeffid')[0]?.invisible).toBe('byte order mark (U+FEFF)')
  })
})
