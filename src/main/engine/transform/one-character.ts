/** Whether a text is one character, counted as `max-length` counts. */
export function isOneCharacter(text: string): boolean {
  return Array.from(text).length === 1
}
