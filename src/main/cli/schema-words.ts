import type { ConversionNote } from '../../contract/schema/schema-conversion.ts'
import type { SchemaDifference } from '../../contract/schema/schema-difference.ts'
import type { Output } from './output.ts'
import { visible } from './table.ts'

/** The name and version in `NAME@VERSION`; a name alone means the newest. */
export function readVersion(text: string): { readonly name: string; readonly version?: number } {
  const [, name = '', version] = /^(.*?)(?:@(\d+))?$/s.exec(text) ?? []
  return { name, ...(version === undefined ? {} : { version: Number(version) }) }
}

/** One line for each difference: what it does to the rows that pass, and what it is. */
export function differenceLines(differences: readonly SchemaDifference[]): string {
  return differences
    .map(({ effect, sentence }) => `  ${effect.padEnd('stricter'.length)}  ${visible(sentence, longestSentence)}\n`)
    .join('')
}

/** Tells what a conversion could not take over. */
export function tellNotes(output: Output, notes: readonly ConversionNote[]): void {
  for (const { field, message } of notes) {
    const place = field === null ? 'The schema' : `Field "${field}"`
    output.note(visible(`${place}: ${message}`, longestSentence))
  }
}

const longestSentence = 1000
