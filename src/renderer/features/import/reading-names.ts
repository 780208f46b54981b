const delimiters: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'pipe',
  ' ': 'space',
  ':': 'colon',
}

/** A delimiter by its name, since a lone comma is easily overlooked. */
export function delimiterName(delimiter: string): string {
  return delimiters[delimiter] ?? `“${delimiter}”`
}

/** An encoding as people write it. */
export function encodingName(name: string): string {
  return name
    .replace(/^utf-?(\d+)/i, 'UTF-$1')
    .replace(/^windows-/i, 'Windows-')
    .replace(/^iso-/i, 'ISO-')
    .replace(/^(us-)?ascii$/i, 'ASCII')
}
