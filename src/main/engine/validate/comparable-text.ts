import type { FieldType } from '../../../contract/schema/field-type.ts'
import type { SchemaField } from '../../../contract/schema/schema-document.ts'
import { plainDecimal } from './types/decimals.ts'
import { compileType } from './types/compile-type.ts'

/** Gives the same text for all texts that are one value of the type; null where a text is none. */
export type ComparableText = (text: string | null) => string | null

/** Types that some values have several texts of. */
const spellings: Partial<Record<FieldType, (text: string) => string>> = {
  integer: plainDecimal,
  decimal: plainDecimal,
  number: (text) => String(Number(text)),
}

const typesOfText: ReadonlySet<FieldType> = new Set(['text', 'email', 'url', 'phone'])

/** [U1] How texts of a field are compared with others: as values of its type. */
export async function comparableText(field: SchemaField): Promise<ComparableText> {
  const type = await compileType(field)
  const spell = spellings[field.type]
  const isText = typesOfText.has(field.type)
  return (text) => {
    if (text === null || type === null) return text
    const read = type.read(text)
    if (typeof read !== 'string') return isText ? text : null
    return spell === undefined ? read : spell(read)
  }
}
