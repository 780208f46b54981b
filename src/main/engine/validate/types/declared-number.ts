import type { SchemaField } from '../../../../contract/schema/schema-document.ts'
import { formatsOf, onlyOne } from '../writing/field-writing.ts'
import { localeNumbers, localText } from '../writing/locale-notation.ts'
import { type NumberNotation, noMoney, numberNotation, plainIn } from '../writing/number-notation.ts'
import type { MoneySigns } from '../writing/read-number.ts'

/** The notations that a field declares, by its formats, else by its locale; null where it declares none. */
export function declaredNotations(field: SchemaField): readonly NumberNotation[] | null {
  const formats = formatsOf(field)
  if (formats.length > 0) return formats.flatMap((format) => numberNotation(format) ?? [])
  return field.locale === undefined ? null : [localeNumbers(field.locale)]
}

/** Makes the digits of a field's locale those of ASCII, where its notation comes from the locale and they are others. */
export function declaredText(field: SchemaField): ((text: string) => string) | null {
  return field.locale === undefined || formatsOf(field).length > 0 ? null : localText(field.locale)
}

/**
 * [T-number-format] Reads a number as the field declares it: the plain decimal that it is in the notations, null where it is none or
 * not the same in all of them. Null for a field that declares nothing.
 */
export function declaredNumber(
  field: SchemaField,
  signs: MoneySigns = noMoney,
): ((text: string) => string | null) | null {
  const notations = declaredNotations(field)
  if (notations === null) return null
  const ascii = declaredText(field)
  const [only] = notations
  const read =
    only !== undefined && notations.length === 1
      ? (text: string) => plainIn(only, text, signs)
      : (text: string) => onlyOne(notations.map((notation) => plainIn(notation, text, signs)))
  return ascii === null ? read : (text) => read(ascii(text))
}
