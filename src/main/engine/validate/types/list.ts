import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import type { ValueType } from '../value-type.ts'
import { failureOf } from '../verdict.ts'

/**
 * [T-list] items with the field's separator between them, and white space around it; stored as a JSON array of texts, each as the type of
 * the items stores it. `items` is null where any text is one.
 */
export function listType(field: SchemaField, items: ValueType | null): ValueType {
  const separator = field.separator ?? ';'
  const failure = failureOf('invalid-list')
  return {
    read: (text) => {
      const read: string[] = []
      for (const part of text.split(separator)) {
        const item = part.trim()
        const value = items === null ? item : item === '' ? failure : items.read(item)
        if (typeof value !== 'string') return failure
        read.push(value)
      }
      return JSON.stringify(read)
    },
    readsBytes: false,
    compareTo: null,
  }
}
