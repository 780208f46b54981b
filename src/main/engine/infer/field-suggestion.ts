import type { InspectedColumn } from '../../../contract/reading.ts'
import type { SchemaField } from '../../../contract/schema/schema-document.ts'

/** What a field of text probably is, by what its column was found to be; undefined where that is text. Never applied. */
export function fieldSuggestion({ type, confidence, reason, declared }: InspectedColumn): SchemaField['suggestion'] {
  if (declared !== undefined) return declared
  return type === 'text' ? undefined : { type, confidence, reason }
}
