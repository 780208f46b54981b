import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import type { ValueType } from '../value-type.ts'
import { failureOf } from '../verdict.ts'
import { formatsOf } from '../writing/field-writing.ts'
import type { Check } from './check.ts'

/** [T-boolean] `true` or `false`, in any case. */
export const isBoolean: Check = (text) => {
  const length = text.length
  if (length !== 4 && length !== 5) return 'invalid-boolean'
  const lower = text.toLowerCase()
  return lower === 'true' || lower === 'false' ? null : 'invalid-boolean'
}

/** [T-boolean] `true` or `false`, or the pairs of words that the field declares, in any case; stored as `true` or `false`. */
export function booleanType(field: SchemaField): ValueType {
  const failure = failureOf('invalid-boolean')
  const formats = formatsOf(field)
  if (formats.length === 0) {
    return {
      read: (text) => (isBoolean(text) === null ? text.toLowerCase() : failure),
      readsBytes: true,
      compareTo: null,
    }
  }
  const words = new Map<string, string>()
  for (const pair of formats.flatMap((format) => wordPair(format) ?? [])) {
    words.set(pair.yes, 'true')
    words.set(pair.no, 'false')
  }
  return {
    read: (text) => words.get(text) ?? words.get(text.toLowerCase()) ?? failure,
    readsBytes: false,
    compareTo: null,
  }
}

/** The words of `ja/nein`, in lower case, the one for true first; null where there are no two. */
export function wordPair(format: string): { readonly yes: string; readonly no: string } | null {
  const [, yes, no] = /^([^/]+)\/([^/]+)$/.exec(format.toLowerCase()) ?? []
  return yes === undefined || no === undefined || yes === no ? null : { yes, no }
}
