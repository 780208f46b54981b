import { AppError } from '../engine/engine.ts'

/** What `--map` does, for the help of a command. */
export const mappingHelp: readonly [string, string] = [
  "--map 'Column=field'",
  'which column brings a field; may be given several times',
]

/** Source column -> field. */
export function mappingsOf(texts: readonly string[]): Record<string, string> {
  const mappings = new Map<string, string>()
  for (const text of texts) {
    const at = text.lastIndexOf('=')
    if (at < 1 || at === text.length - 1)
      throw new AppError('usage', `--map cannot be "${text}".`, { hint: "It takes 'Source column=field'." })
    const source = text.slice(0, at)
    if (mappings.has(source))
      throw new AppError('usage', `--map is given twice for the column "${source}".`, {
        hint: 'A column brings one field.',
      })
    mappings.set(source, text.slice(at + 1))
  }
  return Object.fromEntries(mappings)
}
