import type { Spacing } from '../../../contract/reading.ts'

const delimiters: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'pipe',
  ' ': 'space',
  ':': 'colon',
  '\u001f': 'unit separator',
}

/** A delimiter by its name, since a lone comma is easily overlooked. */
export function delimiterName(delimiter: string, spacing: Spacing = 'exact'): string {
  const name = delimiters[delimiter] ?? `“${delimiter}”`
  return spacing === 'runs' ? `${name}s, any number` : spacing === 'trim-after' ? `${name} and space` : name
}

/** An encoding as people write it. */
export function encodingName(name: string): string {
  return name
    .replace(/^utf-?(\d+)(le|be)?/i, (_, bits: string, order = '') => `UTF-${bits}${String(order).toUpperCase()}`)
    .replace(/^windows-/i, 'Windows-')
    .replace(/^iso-/i, 'ISO-')
    .replace(/^(us-)?ascii$/i, 'ASCII')
}
