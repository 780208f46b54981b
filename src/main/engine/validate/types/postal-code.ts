import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import type { ValueType } from '../value-type.ts'
import { failureOf } from '../verdict.ts'
import { postalPattern } from './postal-patterns.ts'

/** [T-postal-code] as the field's country writes them, letters in either case and the gap inside left out at will; stored as the country has it. */
export function postalCodeType(field: SchemaField): ValueType {
  const pattern = postalPattern(field.region ?? '')
  const failure = failureOf('invalid-postal-code')
  return {
    read: (text) =>
      pattern !== undefined && pattern.text.test(text)
        ? text.toUpperCase().replace(pattern.text, pattern.stored)
        : failure,
    readsBytes: true,
    compareTo: null,
  }
}
