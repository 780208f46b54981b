import type { SchemaField } from '../../../../contract/schema/schema-document.ts'

/** The formats that a field declares, one or several; none where it does not. */
export function formatsOf({ format }: Pick<SchemaField, 'format'>): readonly string[] {
  return format === undefined ? [] : typeof format === 'string' ? [format] : format
}

/** A field that has the locale of its document where it has none of its own. */
export function withLocale(field: SchemaField, locale: string | undefined): SchemaField {
  return locale === undefined || field.locale !== undefined ? field : { ...field, locale }
}

/** Texts whose readings are kept at most. */
const memorySize = 50_000

/** Remembers what slow reading gave: columns repeat their texts. */
export function remembered<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const found = read(text)
    if (known.size >= memorySize) known.clear()
    known.set(text, found)
    return found
  }
}

/** What all readings of a text agree on; null where there is none, or where they differ. */
export function onlyOne(readings: readonly (string | null)[]): string | null {
  let one: string | null = null
  for (const reading of readings) {
    if (reading === null) continue
    if (one !== null && one !== reading) return null
    one = reading
  }
  return one
}
