import type { FieldType } from '../../../contract/schema/field-type.ts'
import type { SchemaField } from '../../../contract/schema/schema-document.ts'
import { compileType } from './types/compile-type.ts'
import { plainDecimal } from './types/decimals.ts'

/** Gives the same text for all texts that are one value of the type; null where a text is none. */
export type ComparableText = (text: string | null) => string | null

/** Types that some values have several stored texts of. */
const spellings: Partial<Record<FieldType, (text: string) => string>> = {
  integer: plainDecimal,
  decimal: plainDecimal,
  amount: plainDecimal,
  percent: plainDecimal,
  number: (text) => String(Number(text)),
}

/** Types whose columns hold texts, so that one which is not of the type has a place there all the same. */
const typesOfText: ReadonlySet<FieldType> = new Set([
  ...(['text', 'email', 'url', 'phone', 'enum', 'iban', 'country', 'postal-code', 'duration', 'list'] as const),
])

/** [U1] How stored texts of a field are compared with others: as values of its type. */
export async function comparableText(field: SchemaField): Promise<ComparableText> {
  if (typesOfText.has(field.type)) return (text) => text
  const type = await compileType(asStored(field))
  const spell = spellings[field.type]
  return (text) => {
    if (text === null || type === null) return text
    const read = type.read(text)
    if (typeof read !== 'string') return null
    return spell === undefined ? read : spell(read)
  }
}

/** [U6] How texts of a lookup table are compared with the stored ones of a field: as the field reads them, or as it stores them. */
export async function comparableCell(field: SchemaField): Promise<ComparableText> {
  const type = await compileType(field)
  const stored = await comparableText(field)
  return (text) => {
    if (text === null || type === null) return text
    const read = type.read(text)
    return stored(typeof read === 'string' ? read : text)
  }
}

/** A field whose texts are written as every store has them, whatever writing it declares. */
function asStored(field: SchemaField): SchemaField {
  const type = field.type === 'amount' || field.type === 'percent' ? 'decimal' : field.type
  return { ...field, type, format: undefined, locale: undefined, currency: undefined }
}
