import { describe, expect, it } from 'vitest'
import { dark, light, type Tokens } from './tokens.ts'

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [brighter = 0, darker = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (brighter + 0.05) / (darker + 0.05)
}

const meanings = ['accepted', 'rejected', 'warning', 'information'] as const

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('%s tokens', (_name, tokens: Tokens) => {
  it('every text reads on the ground, on panels and on hovered rows', () => {
    for (const text of [...tokens.text, tokens.accent]) {
      for (const surface of tokens.surface.slice(0, 3))
        expect(contrast(text, surface), `${text} on ${surface}`).toBeGreaterThan(4.5)
    }
  })

  it('every text but the faintest reads on a selected row', () => {
    for (const text of tokens.text.slice(0, 2)) expect(contrast(text, tokens.surface[3]), text).toBeGreaterThan(4.5)
  })

  it('the four meanings read on panels and on their own soft ground', () => {
    for (const meaning of meanings) {
      for (const ground of [tokens.surface[0], tokens.surface[1], tokens[`${meaning}Soft`]]) {
        expect(contrast(tokens[meaning], ground), `${meaning} on ${ground}`).toBeGreaterThan(4.5)
      }
      expect(contrast(tokens.text[0], tokens[`${meaning}Soft`]), meaning).toBeGreaterThan(7)
    }
  })

  it('buttons read, and edges of controls and marks of charts can be seen', () => {
    expect(contrast(tokens.onAccent, tokens.accent)).toBeGreaterThan(4.5)
    expect(contrast(tokens.onAccent, tokens.accentHover)).toBeGreaterThan(4.5)
    expect(contrast(tokens.accent, tokens.accentSoft)).toBeGreaterThan(4.5)
    expect(contrast(tokens.borderStrong, tokens.surface[1])).toBeGreaterThan(3)
    expect(contrast(tokens.series, tokens.surface[1])).toBeGreaterThan(3)
  })
})
