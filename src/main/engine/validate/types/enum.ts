import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { asWritten, type ValueType } from '../value-type.ts'
import { failureOf } from '../verdict.ts'

/** [T-enum] one of the field's values, to the letter; where case may differ, stored as the list has it. */
export function enumType(field: SchemaField): ValueType {
  const values = field.values ?? []
  const failure = failureOf('not-one-of')
  const isAscii = values.every((value) => /^[\0-\x7f]*$/.test(value))
  if (field.ignoreCase !== true) {
    const known = new Set(values)
    return asWritten((text) => (known.has(text) ? null : failure), { readsBytes: isAscii })
  }
  const known = new Map(values.map((value) => [caseKey(value, field.locale), value]))
  return {
    read: (text) => known.get(text) ?? known.get(caseKey(text, field.locale)) ?? failure,
    readsBytes: false,
    compareTo: null,
  }
}

/** What is the same for texts that differ in case only, by the locale's rules where there is one. */
export function caseKey(text: string, locale: string | undefined): string {
  return text
    .normalize('NFC')
    .toLocaleUpperCase(locale ?? 'und')
    .toLocaleLowerCase(locale ?? 'und')
}
