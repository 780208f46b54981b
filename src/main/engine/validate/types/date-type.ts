import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { asWritten, type ValueType } from '../value-type.ts'
import { failureOf } from '../verdict.ts'
import { isoDay } from '../writing/date-notation.ts'
import { compareTexts } from './compare-texts.ts'
import { isDate } from './date.ts'
import { declaredDate } from './declared-date.ts'

/** [T-date] a calendar day, as ISO 8601 writes it or as the field declares; stored as ISO 8601. */
export function dateType(field: SchemaField): ValueType {
  const declared = declaredDate(field, 'date', isoDay)
  const failure = failureOf('invalid-date')
  if (declared === null) {
    return asWritten((text) => (isDate(text) === null ? null : failure), { readsBytes: true, compareTo: compareTexts })
  }
  return { read: (text) => declared(text) ?? failure, readsBytes: false, compareTo: compareTexts }
}
