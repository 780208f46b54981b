import type { ConversionNote } from '../../../../contract/schema/schema-conversion.ts'
import type { SchemaField } from '../../../../contract/schema/schema-document.ts'

/** Tells something about a field, or about the schema as a whole. */
export type Tell = (field: string | null, message: string) => void

/** Collects what a conversion tells. */
export function noteList(): { readonly notes: ConversionNote[]; readonly tell: Tell } {
  const notes: ConversionNote[] = []
  return { notes, tell: (field, message) => void notes.push({ field, message }) }
}

/** A value in a note. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}

/** Tells of every property of an object that says something and that the conversion does not know. */
export function tellOthers(part: object, known: ReadonlySet<string>, tell: (message: string) => void): void {
  for (const [key, value] of Object.entries(part)) {
    if (known.has(key) || saysNothing(value)) continue
    tell(`${key} ${shown(value)} is left out.`)
  }
}

function saysNothing(value: unknown): boolean {
  return value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0)
}

/** What no other form says of a field, so that every conversion tells it: how cells become values, and who is told of failures. */
export function tellOwnWays(field: SchemaField, known: ReadonlySet<string>, tell: Tell): void {
  const ownWays = new Set([...known, 'name', 'type', 'required', 'checks', 'suggestion', 'severity'])
  tellOthers(field, ownWays, (message) => tell(field.name, message))
}
